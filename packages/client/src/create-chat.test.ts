import { afterEach, describe, expect, test, vi } from "vitest";
import { eventually, isOpen, messageCount, stubWindow, texts, until, useChats } from "./testing/chat-world.ts";

const world = useChats();
const { openChat } = world;

describe("a conversation", () => {
  test("makes no session before the first message, shows the message at once, and the reply as it grows", async () => {
    const chat = await openChat();
    expect(chat.state()).toMatchObject({ phase: "ready", sessionName: undefined });
    expect(world.baton.log).toEqual([]);
    const grown: string[] = [];
    chat.subscribe(({ transcript }) => grown.push(transcript.partials[0]?.text ?? ""));
    chat.send(" 续航多少？ ");
    expect(chat.state().transcript.pending).toMatchObject([{ content: "续航多少？", state: "sending" }]);
    const state = await until(chat, messageCount(2));
    expect(texts(state)).toEqual(["user: 续航多少？", "assistant: **续航多少？**?"]);
    expect(state.transcript).toMatchObject({ pending: [], partials: [] });
  });

  test("continues after a reload, with what happened meanwhile", async () => {
    const first = await openChat();
    first.send("a");
    await until(first, messageCount(2));
    first.close();
    world.baton.session().takeOver("小王");
    world.baton.session().agentSays("您好");
    const second = await openChat();
    expect(texts(second.state())).toEqual(["user: a", "assistant: **a**?", "agent: 您好"]);
    expect(second.state().transcript).toMatchObject({ status: "manual_live", assignedAgent: { name: "小王" } });
  });

  test("goes to a person and back, by whichever route the status asks for", async () => {
    const chat = await openChat();
    await chat.escalate();
    expect(chat.state().transcript.status).toBe("pending_manual");
    chat.send("waiting");
    await until(chat, messageCount(2));
    world.baton.session().takeOver("小王");
    world.baton.session().agentSays("hello");
    world.baton.session().release();
    await until(chat, (state) => state.transcript.status === "bot_active");
    chat.send("again");
    const state = await until(chat, messageCount(6));
    expect(texts(state).slice(1)).toEqual([
      "user: waiting",
      "agent: hello",
      expect.stringMatching(/^system: /),
      "user: again",
      "assistant: **again**?",
    ]);
    await chat.escalate();
    await chat.cancel();
    expect(chat.state().transcript.status).toBe("bot_active");
  });

  test("changes the route when the status changed while the message was on its way", async () => {
    const chat = await openChat();
    chat.send("a");
    await until(chat, messageCount(2));
    world.baton.refuseNext("POST /api/chat", 409, "SESSION_IN_MANUAL_MODE: manual_live");
    world.baton.session().status = "manual_live";
    chat.send("b");
    const state = await until(chat, messageCount(3));
    expect(texts(state).at(-1)).toBe("user: b");
    world.baton.session().status = "bot_active";
    world.baton.refuseNext("POST /api/chat", 409, "SESSION_IN_MANUAL_MODE: manual_live");
    chat.send("c");
    expect(texts(await until(chat, messageCount(5))).slice(3)).toEqual(["user: c", "assistant: **c**?"]);
  });

  test("messages written at once arrive in the order they were written", async () => {
    const chat = await openChat();
    for (const text of ["1", "2", "3", "4"]) chat.send(text);
    const state = await until(chat, (now) => messageCount(8)(now));
    expect(texts(state).filter((text) => text.startsWith("user"))).toEqual([
      "user: 1",
      "user: 2",
      "user: 3",
      "user: 4",
    ]);
  });
});

describe("trouble", () => {
  test("an answer that got lost is asked for again unless the stream brings it, and the message is there once", async () => {
    const chat = await openChat();
    await chat.escalate();
    const posts = () => world.baton.log.filter((call) => call === "POST /api/manual/messages").length;
    world.baton.loseNextAnswer("POST /api/manual/messages");
    chat.send("seen");
    await until(chat, (state) => state.transcript.pending.length === 0);
    const before = posts();

    world.baton.refuseNext("GET /api/sessions/s1/events", 503, "UNAVAILABLE", { "retry-after": "60" });
    world.baton.cutStreams();
    await until(chat, (state) => state.connection.name === "waiting");
    world.baton.loseNextAnswer("POST /api/manual/messages");
    chat.send("unseen");
    await until(chat, (state) => state.transcript.pending.length === 0);
    expect(posts() - before).toBe(2);
    for (const said of ["seen", "unseen"]) {
      expect(world.baton.session().messages.filter(({ content }) => content === said)).toHaveLength(1);
      expect(texts(chat.state()).filter((text) => text === `user: ${said}`)).toHaveLength(1);
    }
  });

  test("a stream cut in the middle of a reply loses nothing and repeats nothing", async () => {
    const chat = await openChat();
    chat.send("first");
    await until(chat, messageCount(2));
    let release: () => void = () => undefined;
    let pieces = 0;
    world.baton.bot.pause = () => (++pieces === 2 ? new Promise((resolve) => (release = resolve)) : Promise.resolve());
    chat.send("a longer question");
    await until(chat, (state) => state.transcript.partials.length > 0);
    await eventually(() => pieces).toBe(2);
    world.baton.cutStreams();
    await until(chat, (state) => !isOpen(state));
    release();
    const state = await until(chat, messageCount(4));
    expect(texts(state).slice(2)).toEqual(["user: a longer question", "assistant: **a longer question**?"]);
    expect(state.transcript.partials).toEqual([]);
  });

  test("an expired token is renewed, for calls and for the stream, and the conversation goes on", async () => {
    const chat = await openChat();
    chat.send("a");
    await until(chat, messageCount(2));
    world.baton.expireTokens();
    chat.send("b");
    const state = await until(chat, (now) => messageCount(4)(now) && isOpen(now));
    expect(state.sessionName).toBe("s1");
    expect(JSON.parse(world.storage.getItem("baton.session") ?? "")).toEqual({ name: "s1", token: "s1#2" });
    // Made, and renewed once for both.
    expect(world.baton.log.filter((call) => call === "POST /api/sessions")).toHaveLength(2);
  });

  test("a session that is gone is replaced by a new one, and the words go there", async () => {
    const chat = await openChat();
    chat.send("a");
    await until(chat, messageCount(2));
    chat.close();
    world.baton.forgetSessions();
    const reloaded = await openChat();
    expect(reloaded.state()).toMatchObject({ phase: "ready", sessionName: undefined });
    reloaded.send("b");
    await until(reloaded, messageCount(2));
    world.baton.refuseNext("POST /api/chat", 404, "SESSION_NOT_FOUND");
    reloaded.send("c");
    const state = await until(reloaded, (now) => now.sessionName === "s3" && messageCount(2)(now));
    expect(texts(state)).toEqual(["user: c", "assistant: **c**?"]);
  });

  test("words written while the stream learns that the session is gone are not lost", async () => {
    const chat = await openChat();
    chat.send("a");
    await until(chat, (state) => messageCount(2)(state) && isOpen(state));
    world.baton.bot.pause = () => new Promise(() => undefined);
    chat.send("b");
    await until(chat, (state) => state.transcript.partials.length > 0);
    chat.send("c");
    world.baton.bot.pause = () => Promise.resolve();
    world.baton.loseNextAnswer("POST /api/chat");
    world.baton.expireTokens(true);
    world.baton.forgetSessions();
    const state = await until(chat, (now) => now.sessionName === "s2" && messageCount(2)(now));
    expect(texts(state)).toEqual(["user: c", "assistant: **c**?"]);
  });

  test("a refused message fails with its reason; it can be sent again or thrown away", async () => {
    const chat = await openChat();
    world.baton.refuseNext("POST /api/chat", 413, "TOO_LARGE");
    chat.send("long");
    const failed = await until(chat, (state) => state.transcript.pending[0]?.state === "failed");
    expect(failed.transcript.pending).toMatchObject([{ content: "long", error: "TOO_LARGE" }]);
    chat.retry(failed.transcript.pending[0]?.key ?? "");
    await until(chat, messageCount(2));
    world.baton.refuseNext("POST /api/chat", 413, "TOO_LARGE");
    chat.send("never");
    const again = await until(chat, (state) => state.transcript.pending[0]?.state === "failed");
    chat.discard(again.transcript.pending[0]?.key ?? "");
    expect(chat.state().transcript.pending).toEqual([]);
  });

  test("a reset loads the session anew", async () => {
    const chat = await openChat();
    chat.send("a");
    await until(chat, (state) => messageCount(2)(state) && isOpen(state));
    const loads = () => world.baton.log.filter((call) => call === "GET /api/sessions/s1").length;
    expect(loads()).toBe(0);
    world.baton.session().live({ type: "reset" });
    await eventually(loads).toBe(1);
    const state = await until(chat, isOpen);
    expect(texts(state)).toHaveLength(2);
  });

  test("a command that is refused says why, and the next one clears it", async () => {
    const chat = await openChat();
    chat.send("a");
    await until(chat, messageCount(2));
    world.baton.session().takeOver("小王");
    await chat.escalate();
    expect(chat.state().lastError).toBe("MANUAL_IN_PROGRESS");
    world.baton.session().release();
    await chat.escalate();
    expect(chat.state().lastError).toBeUndefined();
  });
});

describe("what is no word of Baton's", () => {
  const foreign = (status: number) => new Response("<h1>not here</h1>", { status });

  test.each([
    ["a proxy's 404", 404, ""],
    ["a gateway's 401", 401, ""],
    ["a gateway's 401 to the stream alone", 401, "/events"],
  ])(
    "[K27] %s while it follows leaves the conversation as it is, and it goes on afterwards",
    async (_, status, path) => {
      let isDown = false;
      const chat = await openChat({
        fetch: (input, init) =>
          isDown && String(input).endsWith(path) ? Promise.resolve(foreign(status)) : fetch(input, init),
        stream: { random: () => 0, rules: { maxDelayMs: 50 } },
      });
      chat.send("a");
      await until(chat, (state) => messageCount(2)(state) && isOpen(state));
      isDown = true;
      world.baton.cutStreams();
      await until(chat, (state) => state.connection.name === "waiting" && state.connection.attempt > 3);
      isDown = false;
      world.baton.session().takeOver("小王");
      const state = await until(chat, (now) => isOpen(now) && now.transcript.status === "manual_live");
      expect(state.sessionName).toBe("s1");
    },
  );

  test("[K27] a firewall's 403 at a reload leaves the session in the storage", async () => {
    const first = await openChat();
    first.send("a");
    await until(first, messageCount(2));
    first.close();
    await openChat({ fetch: () => Promise.resolve(foreign(403)) });
    expect(JSON.parse(world.storage.getItem("baton.session") ?? "{}")).toMatchObject({ name: "s1" });
  });

  test("[K28] a token renewed by one tab does not bring back the conversation that another has left", async () => {
    const left = await openChat();
    left.send("0");
    await until(left, messageCount(2));
    const right = await openChat();
    await left.startOver();
    world.baton.expireTokens();
    right.send("1");
    await until(right, messageCount(4));
    expect(world.storage.getItem("baton.session")).toBeNull();
  });

  test("[K26] a guest whose introduction is refused stays the guest they were", async () => {
    const first = await openChat();
    first.send("a");
    await until(first, messageCount(2));
    first.close();
    for (let times = 0; times < 3; times++) world.baton.refuseNext("POST /api/sessions", 400, "INVALID_REQUEST");
    const chat = await openChat({ identityToken: `e30.${btoa('{"sub":"alice"}')}.x` });
    expect(chat.state().sessionName).toBe("s1");
    expect(texts(chat.state())).toHaveLength(2);
  });
});

describe("closing", () => {
  test("[K1] ends every wait, and what was not sent is there for the next page", async () => {
    const waiting = new Set<unknown>();
    const [set, clear] = [globalThis.setTimeout, globalThis.clearTimeout];
    vi.stubGlobal("setTimeout", (run: (...more: unknown[]) => void, delayMs: number, ...more: unknown[]) => {
      // The engine's own.
      if (more.length > 0) return set(run, delayMs, ...more);
      const timer = set(() => {
        waiting.delete(timer);
        run();
      }, delayMs);
      waiting.add(timer);
      return timer;
    });
    vi.stubGlobal("clearTimeout", (timer: NodeJS.Timeout) => {
      waiting.delete(timer);
      clear(timer);
    });
    const chat = await openChat();
    chat.send("a");
    await until(chat, messageCount(2));
    world.baton.refuseNext("POST /api/chat", 503, "UNAVAILABLE", { "retry-after": "60" });
    chat.send("b");
    await eventually(() => world.baton.log.filter((call) => call === "POST /api/chat").length).toBe(2);
    await eventually(() => waiting.size).toBe(2);
    chat.close();
    expect(waiting.size).toBe(0);
    vi.unstubAllGlobals();
    const next = await openChat();
    await until(next, messageCount(4));
  });

  test("[K1] ends the stream, and whoever closes it in a listener hears nothing more", async () => {
    const chat = await openChat();
    chat.send("a");
    await until(chat, (state) => messageCount(2)(state) && isOpen(state));
    let heard = 0;
    chat.subscribe(() => {
      heard++;
      chat.close();
    });
    world.baton.session().takeOver("小王");
    await eventually(() => world.baton.session().subscribers.size).toBe(0);
    expect(heard).toBe(1);
  });
});

describe("starting over", () => {
  test("cancels the wait, forgets the session, and the next message begins another", async () => {
    const chat = await openChat();
    await chat.escalate();
    await chat.startOver();
    expect(world.baton.session("s1").status).toBe("bot_active");
    expect(chat.state()).toMatchObject({ sessionName: undefined, transcript: { messages: [] } });
    chat.send("fresh");
    const state = await until(chat, messageCount(2));
    expect(state.sessionName).toBe("s2");
    await eventually(() => world.baton.session("s1").subscribers.size).toBe(0);
  });
});

describe("an answer that comes after its conversation was left", () => {
  /** Calls whose path ends so wait until they are let go. */
  function gate(ending: string) {
    let open: () => void = () => undefined;
    const opened = new Promise<void>((resolve) => (open = resolve));
    let asked = 0;
    const through: typeof fetch = async (input, init) => {
      if (!String(input).endsWith(ending)) return fetch(input, init);
      asked++;
      const answer = await fetch(input, init);
      await opened;
      return answer;
    };
    return { fetch: through, open, asked: () => asked };
  }

  async function storedSession(): Promise<void> {
    const first = await openChat();
    first.send("a");
    await until(first, messageCount(2));
    first.close();
    await eventually(() => world.baton.session("s1").subscribers.size).toBe(0);
  }

  test("[K26] to a start: the old session is neither followed nor does its end end the new one", async () => {
    await storedSession();
    const late = gate("/api/sessions/s1");
    const chat = world.newChat({ fetch: late.fetch });
    const streams = () => world.baton.log.filter((call) => call === "GET /api/sessions/s1/events").length;
    const before = streams();
    const started = chat.start();
    await eventually(late.asked).toBe(1);
    await chat.startOver();
    late.open();
    await started;
    chat.send("fresh");
    await until(chat, (state) => messageCount(2)(state) && isOpen(state));
    expect(streams()).toBe(before);
    expect(texts(chat.state())).toEqual(["user: fresh", "assistant: **fresh**?"]);
    expect(world.baton.session("s2").subscribers.size).toBe(1);
  });

  test("[K1] to a start of a chat that was closed: no stream is opened", async () => {
    await storedSession();
    const late = gate("/api/sessions/s1");
    const chat = world.newChat({ fetch: late.fetch });
    const started = chat.start();
    await eventually(late.asked).toBe(1);
    const streams = world.baton.log.filter((call) => call.endsWith("/events")).length;
    chat.close();
    late.open();
    await started;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(world.baton.log.filter((call) => call.endsWith("/events"))).toHaveLength(streams);
  });

  test("[K26] to a request for a person: it is withdrawn, and the new conversation is with the bot", async () => {
    const late = gate("/api/manual/escalate");
    const chat = await openChat({ fetch: late.fetch });
    chat.send("a");
    await until(chat, (state) => messageCount(2)(state) && isOpen(state));
    // The stream says nothing of it, so that only the answer could.
    world.baton.refuseNext("GET /api/sessions/s1/events", 503, "UNAVAILABLE", { "retry-after": "60" });
    world.baton.cutStreams();
    await until(chat, (state) => state.connection.name === "waiting");
    const asked = chat.escalate();
    await eventually(() => world.baton.session("s1").status).toBe("pending_manual");
    await chat.startOver();
    late.open();
    await asked;
    expect(world.baton.session("s1").status).toBe("bot_active");
    expect(chat.state()).toMatchObject({ sessionName: undefined, transcript: { status: "bot_active", messages: [] } });
  });

  test("[K30] to a request for a person of a page that was closed: it stands", async () => {
    const late = gate("/api/manual/escalate");
    const chat = await openChat({ fetch: late.fetch });
    const asked = chat.escalate();
    await eventually(late.asked).toBe(1);
    chat.close();
    late.open();
    await asked;
    expect(world.baton.session("s1").status).toBe("pending_manual");
  });

  test("[K26] to a cancellation: the new conversation stays as it is", async () => {
    const late = gate("/cancel");
    const chat = await openChat({ fetch: late.fetch });
    await chat.escalate();
    const cancelled = chat.cancel();
    await eventually(late.asked).toBe(1);
    late.open();
    await Promise.all([cancelled, chat.startOver()]);
    expect(chat.state()).toMatchObject({ sessionName: undefined, transcript: { status: "bot_active", messages: [] } });
  });
});

describe("the network", () => {
  afterEach(() => vi.unstubAllGlobals());

  test("[K7] is told before there is a session, too", async () => {
    const page = stubWindow();
    const chat = await openChat();
    page.dispatchEvent(new Event("offline"));
    expect(chat.state().online).toBe(false);
    page.dispatchEvent(new Event("online"));
    expect(chat.state().online).toBe(true);
    vi.stubGlobal("navigator", { onLine: false });
    expect((await openChat()).state().online).toBe(false);
  });
});

describe("what only a conversation has", () => {
  test("[K23] older messages and a cancellation make no session", async () => {
    const chat = await openChat();
    await chat.cancel();
    await chat.loadOlder();
    expect(world.baton.log).toEqual([]);
  });
});

describe("a shared device", () => {
  const tokenOf = (sub: string) => `e30.${btoa(JSON.stringify({ sub }))}.x`;
  const chatOf = (identityToken?: string) => world.newChat(identityToken === undefined ? {} : { identityToken });

  async function written(identityToken?: string): Promise<string | undefined> {
    const chat = chatOf(identityToken);
    await chat.start();
    chat.send("hello");
    const { sessionName } = await until(chat, messageCount(2));
    chat.close();
    return sessionName;
  }

  test("another customer, or nobody signed in, does not get the conversation of the one before", async () => {
    for (const next of [tokenOf("bob"), undefined]) {
      await written(tokenOf("alice"));
      expect(chatOf(next).state().sessionName).toBeUndefined();
      expect(world.storage.getItem("baton.session")).toBeNull();
    }
  });

  test("the same customer does, and so does a guest who has signed in since", async () => {
    const guests = await written();
    expect(chatOf(tokenOf("alice")).state().sessionName).toBe(guests);
    world.storage.removeItem("baton.session");
    const alices = await written(tokenOf("alice"));
    expect(chatOf(tokenOf("alice")).state().sessionName).toBe(alices);
  });
});

describe("another tab", () => {
  afterEach(() => vi.unstubAllGlobals());
  const identityToken = `e30.${btoa('{"sub":"alice"}')}.x`;
  const storageSays = (page: EventTarget, key: string) =>
    page.dispatchEvent(Object.assign(new Event("storage"), { key }));

  test("[K28] of a guest, idle or writing, leaves alone what a customer who has signed in elsewhere is in", async () => {
    const page = stubWindow();
    const guests = await openChat();
    const alices = await openChat({ identityToken });
    alices.send("mine");
    await until(alices, messageCount(2));
    const stored = world.storage.getItem("baton.session");
    storageSays(page, "baton.session");
    expect(world.storage.getItem("baton.session")).toBe(stored);
    guests.send("theirs");
    const state = await until(guests, messageCount(2));
    expect(state.sessionName).toBe("s2");
    expect(texts(state)).toEqual(["user: theirs", "assistant: **theirs**?"]);
    expect(world.storage.getItem("baton.session")).toBe(stored);
  });

  test("[K28] is followed into the conversation that it has begun, and not for what else it stores", async () => {
    const page = stubWindow();
    const left = await openChat();
    const right = await openChat();
    right.send("hello");
    await until(right, messageCount(2));
    storageSays(page, "somebody.elses");
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(world.baton.log).not.toContain("GET /api/sessions/s1");
    storageSays(page, "baton.session");
    await until(left, messageCount(2));
  });
});
