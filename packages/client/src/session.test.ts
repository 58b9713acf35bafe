import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Chat, ChatState } from "./chat.ts";
import { createChat } from "./session.ts";
import { type KeyValueStorage, memoryStorage } from "./storage.ts";
import { type FakeBaton, startFakeBaton } from "./testing/fake-baton.ts";

/** What must come true, however busy the machine is. */
const eventually = <Value>(read: () => Value) => expect.poll(read, { timeout: 15_000 });

let baton: FakeBaton;
let storage: KeyValueStorage;
let chats: Chat[];

beforeEach(async () => {
  baton = await startFakeBaton();
  storage = memoryStorage();
  chats = [];
});

afterEach(async () => {
  for (const chat of chats) chat.close();
  await baton.close();
});

/** Retries come at once: what is tested is what happens, not how long it takes. */
async function openChat(): Promise<Chat> {
  const chat = createChat({ baseUrl: baton.url, storage, stream: { random: () => 0 } });
  chats.push(chat);
  await chat.start();
  return chat;
}

function until(chat: Chat, condition: (state: ChatState) => boolean): Promise<ChatState> {
  return new Promise((resolve) => {
    const check = (state: ChatState) => {
      if (!condition(state)) return;
      queueMicrotask(() => stop());
      resolve(state);
    };
    const stop = chat.subscribe(check);
    check(chat.state());
  });
}

const texts = (state: ChatState) => state.transcript.messages.map(({ role, content }) => `${role}: ${content}`);
const messageCount = (count: number) => (state: ChatState) => state.transcript.messages.length >= count;
const isOpen = (state: ChatState) => state.connection.name === "open";

describe("a conversation", () => {
  test("makes no session before the first message, shows the message at once, and the reply as it grows", async () => {
    const chat = await openChat();
    expect(chat.state()).toMatchObject({ phase: "ready", sessionName: undefined });
    expect(baton.log).toEqual([]);
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
    baton.session().takeOver("小王");
    baton.session().agentSays("您好");
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
    baton.session().takeOver("小王");
    baton.session().agentSays("hello");
    baton.session().release();
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
    baton.refuseNext("POST /api/chat", 409, "SESSION_IN_MANUAL_MODE: manual_live");
    baton.session().status = "manual_live";
    chat.send("b");
    const state = await until(chat, messageCount(3));
    expect(texts(state).at(-1)).toBe("user: b");
    baton.session().status = "bot_active";
    baton.refuseNext("POST /api/chat", 409, "SESSION_IN_MANUAL_MODE: manual_live");
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
  test("an answer that got lost is asked for again, and the message is there once", async () => {
    const chat = await openChat();
    await chat.escalate();
    baton.loseNextAnswer("POST /api/manual/messages");
    chat.send("once");
    await until(chat, (state) => state.transcript.pending.length === 0);
    await eventually(() => baton.log.filter((call) => call === "POST /api/manual/messages").length).toBe(2);
    expect(baton.session().messages.filter(({ content }) => content === "once")).toHaveLength(1);
    expect(texts(chat.state()).filter((text) => text === "user: once")).toHaveLength(1);
  });

  test("a stream cut in the middle of a reply loses nothing and repeats nothing", async () => {
    const chat = await openChat();
    chat.send("first");
    await until(chat, messageCount(2));
    let release: () => void = () => undefined;
    let pieces = 0;
    baton.bot.pause = () => (++pieces === 2 ? new Promise((resolve) => (release = resolve)) : Promise.resolve());
    chat.send("a longer question");
    await until(chat, (state) => state.transcript.partials.length > 0);
    await eventually(() => pieces).toBe(2);
    baton.cutStreams();
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
    baton.expireTokens();
    chat.send("b");
    const state = await until(chat, (now) => messageCount(4)(now) && isOpen(now));
    expect(state.sessionName).toBe("s1");
    expect(JSON.parse(storage.getItem("baton.session") ?? "")).toEqual({ name: "s1", token: "s1#2" });
  });

  test("a session that is gone is replaced by a new one, and the words go there", async () => {
    const chat = await openChat();
    chat.send("a");
    await until(chat, messageCount(2));
    chat.close();
    baton.forgetSessions();
    const reloaded = await openChat();
    expect(reloaded.state()).toMatchObject({ phase: "ready", sessionName: undefined });
    reloaded.send("b");
    await until(reloaded, messageCount(2));
    baton.refuseNext("POST /api/chat", 404, "SESSION_NOT_FOUND");
    reloaded.send("c");
    const state = await until(reloaded, (now) => now.sessionName === "s3" && messageCount(2)(now));
    expect(texts(state)).toEqual(["user: c", "assistant: **c**?"]);
  });

  test("words written while the stream learns that the session is gone are not lost", async () => {
    const chat = await openChat();
    chat.send("a");
    await until(chat, (state) => messageCount(2)(state) && isOpen(state));
    baton.bot.pause = () => new Promise(() => undefined);
    chat.send("b");
    await until(chat, (state) => state.transcript.partials.length > 0);
    chat.send("c");
    baton.bot.pause = () => Promise.resolve();
    baton.loseNextAnswer("POST /api/chat");
    baton.expireTokens(true);
    baton.forgetSessions();
    const state = await until(chat, (now) => now.sessionName === "s2" && messageCount(2)(now));
    expect(texts(state)).toEqual(["user: c", "assistant: **c**?"]);
  });

  test("a refused message fails with its reason; it can be sent again or thrown away", async () => {
    const chat = await openChat();
    baton.refuseNext("POST /api/chat", 413, "TOO_LARGE");
    chat.send("long");
    const failed = await until(chat, (state) => state.transcript.pending[0]?.state === "failed");
    expect(failed.transcript.pending).toMatchObject([{ content: "long", error: "TOO_LARGE" }]);
    chat.retry(failed.transcript.pending[0]?.key ?? "");
    await until(chat, messageCount(2));
    baton.refuseNext("POST /api/chat", 413, "TOO_LARGE");
    chat.send("never");
    const again = await until(chat, (state) => state.transcript.pending[0]?.state === "failed");
    chat.discard(again.transcript.pending[0]?.key ?? "");
    expect(chat.state().transcript.pending).toEqual([]);
  });

  test("a reset loads the session anew", async () => {
    const chat = await openChat();
    chat.send("a");
    await until(chat, (state) => messageCount(2)(state) && isOpen(state));
    const loads = () => baton.log.filter((call) => call === "GET /api/sessions/s1").length;
    expect(loads()).toBe(0);
    baton.session().live({ type: "reset" });
    await eventually(loads).toBe(1);
    const state = await until(chat, isOpen);
    expect(texts(state)).toHaveLength(2);
  });

  test("a command that is refused says why, and the next one clears it", async () => {
    const chat = await openChat();
    chat.send("a");
    await until(chat, messageCount(2));
    baton.session().takeOver("小王");
    await chat.escalate();
    expect(chat.state().lastError).toBe("MANUAL_IN_PROGRESS");
    baton.session().release();
    await chat.escalate();
    expect(chat.state().lastError).toBeUndefined();
  });
});

describe("starting over", () => {
  test("cancels the wait, forgets the session, and the next message begins another", async () => {
    const chat = await openChat();
    await chat.escalate();
    await chat.startOver();
    expect(baton.session("s1").status).toBe("bot_active");
    expect(chat.state()).toMatchObject({ sessionName: undefined, transcript: { messages: [] } });
    chat.send("fresh");
    const state = await until(chat, messageCount(2));
    expect(state.sessionName).toBe("s2");
    expect(baton.session("s1").subscribers.size).toBe(0);
  });
});

describe("a shared device", () => {
  const tokenOf = (sub: string) => `e30.${btoa(JSON.stringify({ sub }))}.x`;
  const chatOf = (identityToken?: string) => {
    const chat = createChat({ baseUrl: baton.url, storage, ...(identityToken === undefined ? {} : { identityToken }) });
    chats.push(chat);
    return chat;
  };

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
      expect(storage.getItem("baton.session")).toBeNull();
    }
  });

  test("the same customer does, and so does a guest who has signed in since", async () => {
    const guests = await written();
    expect(chatOf(tokenOf("alice")).state().sessionName).toBe(guests);
    storage.removeItem("baton.session");
    const alices = await written(tokenOf("alice"));
    expect(chatOf(tokenOf("alice")).state().sessionName).toBe(alices);
  });
});
