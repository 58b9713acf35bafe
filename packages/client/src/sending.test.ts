import { afterEach, describe, expect, test, vi } from "vitest";
import type { OutboxMessage } from "./outbox.ts";
import { eventually, isOpen, messageCount, texts, until, useChats } from "./testing/chat-world.ts";

const world = useChats();
const { openChat, newChat } = world;

const kept = () => JSON.parse(world.storage.getItem("baton.session.outbox") ?? "[]") as OutboxMessage[];
const fromUser = () => world.baton.session().messages.filter(({ role }) => role === "user");
const said = () => fromUser().map(({ content }) => content);

/** Every call of the service fails from now on, until `end`. */
function outage(): { end(): void } {
  const broken = vi.spyOn(globalThis, "fetch").mockRejectedValue(new TypeError("fetch failed"));
  return { end: () => broken.mockRestore() };
}

afterEach(() => vi.unstubAllGlobals());

describe("a reload", () => {
  test("[K20] with unsent messages sends them afterwards, in order, with the same keys, once", async () => {
    const first = await openChat();
    first.send("0");
    await until(first, (state) => messageCount(2)(state) && isOpen(state));
    const down = outage();
    for (const text of ["1", "2", "3"]) first.send(text);
    const keys = first.state().transcript.pending.map(({ key }) => key);
    first.close();
    down.end();
    const second = newChat();
    expect(second.state().transcript.pending).toMatchObject(
      ["1", "2", "3"].map((content) => ({ content, state: "sending" })),
    );
    await second.start();
    await until(second, (state) => messageCount(8)(state) && state.transcript.pending.length === 0);
    expect(
      fromUser()
        .map((message) => message.client_message_id)
        .slice(1),
    ).toEqual(keys);
    expect(said()).toEqual(["0", "1", "2", "3"]);
    expect(world.storage.getItem("baton.session.outbox")).toBeNull();
  });

  test("[K20] what is written while the session is still loading does not overtake what was restored", async () => {
    const first = await openChat();
    first.send("0");
    await until(first, messageCount(2));
    const down = outage();
    first.send("1");
    first.close();
    down.end();
    const second = newChat({
      fetch: async (input, init) => {
        if (init?.method === "GET") await new Promise((resolve) => setTimeout(resolve, 200));
        return fetch(input, init);
      },
    });
    const started = second.start();
    second.send("2");
    await started;
    await until(second, messageCount(6));
    expect(said()).toEqual(["0", "1", "2"]);
  });

  test("[K20] what is sent before the start does not overtake what was restored", async () => {
    const first = await openChat();
    first.send("0");
    await until(first, messageCount(2));
    const down = outage();
    first.send("1");
    first.close();
    down.end();
    const second = newChat();
    second.send("2");
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(said()).toEqual(["0"]);
    await second.start();
    await until(second, messageCount(6));
    expect(said()).toEqual(["0", "1", "2"]);
  });

  test("[K20] keeps words that were written before there was a session, and makes one session for them", async () => {
    const down = outage();
    const first = await openChat();
    first.send("hello?");
    await eventually(() => world.storage.getItem("baton.session.opening")).not.toBeNull();
    first.close();
    down.end();
    const second = await openChat();
    const state = await until(second, messageCount(2));
    expect(texts(state)).toEqual(["user: hello?", "assistant: **hello?**?"]);
    expect(world.storage.getItem("baton.session.opening")).toBeNull();
  });

  test("[K23] a session whose making was not heard of is not made twice", async () => {
    world.baton.loseNextAnswer("POST /api/sessions");
    const first = await openChat();
    first.send("hello");
    await eventually(() => world.baton.log).toContain("POST /api/sessions");
    first.close();
    const second = await openChat();
    const state = await until(second, messageCount(2));
    expect(state.sessionName).toBe("s1");
    expect(() => world.baton.session("s2")).toThrow();
  });

  test("[K20] what was accepted but not seen is asked for by its own key, and there once", async () => {
    const first = await openChat();
    first.send("0");
    await until(first, messageCount(2));
    world.baton.loseNextAnswer("POST /api/chat");
    first.send("1");
    await eventually(said).toEqual(["0", "1"]);
    first.close();
    // As if the page had died before it heard anything of it.
    const message = {
      key: fromUser()[1]?.client_message_id,
      content: "1",
      timestamp: Date.now() / 1000,
      session: "s1",
    };
    world.storage.setItem("baton.session.outbox", JSON.stringify([message]));
    const second = newChat();
    expect(second.state().transcript.pending).toHaveLength(1);
    await second.start();
    const state = await until(second, (now) => messageCount(4)(now) && now.transcript.pending.length === 0);
    expect(texts(state).filter((text) => text === "user: 1")).toHaveLength(1);
    expect(said()).toEqual(["0", "1"]);
    expect(kept()).toEqual([]);
  });

  test("[K24] goes on with the route on which it was tried, though the session is with a person by now", async () => {
    const first = await openChat();
    first.send("0");
    await until(first, (state) => messageCount(2)(state) && isOpen(state));
    world.baton.refuseNext("GET /api/sessions/s1/events", 503, "UNAVAILABLE", { "retry-after": "60" });
    world.baton.cutStreams();
    await until(first, (state) => state.connection.name === "waiting");
    world.baton.loseNextAnswer("POST /api/chat");
    first.send("转人工");
    await eventually(said).toEqual(["0", "转人工"]);
    first.close();
    // So much is said meanwhile that the session's newest messages do not tell that this one is among them.
    world.baton.session().takeOver("小王");
    for (let index = 0; index < 60; index++) world.baton.session().agentSays(`${index}`);
    const second = await openChat();
    expect(second.state().transcript).toMatchObject({ status: "manual_live", pending: [{ content: "转人工" }] });
    await until(second, ({ transcript }) => transcript.pending[0]?.state !== "sending");
    expect(said()).toEqual(["0", "转人工"]);
    // Accepted, but on no frame that is still to come: looked for, and no longer taken for unsent.
    await until(second, ({ transcript }) => transcript.pending.length === 0);
    expect(kept()).toEqual([]);
  });

  test("[K25] a message that waits for the service leaves once the stream is back", async () => {
    const first = await openChat();
    first.send("0");
    await until(first, messageCount(2));
    first.close();
    // What the browser says is wrong on some machines; by it, the next attempt would be half a minute away.
    vi.stubGlobal("navigator", { onLine: false });
    let letStreamIn: () => void = () => undefined;
    const streamMayOpen = new Promise<void>((resolve) => (letStreamIn = resolve));
    let refused = 0;
    const second = await openChat({
      fetch: async (input, init) => {
        if (String(input).endsWith("/events")) await streamMayOpen;
        if (String(input).endsWith("/api/chat") && refused++ === 0) throw new TypeError("fetch failed");
        return fetch(input, init);
      },
    });
    second.send("1");
    await eventually(() => refused).toBe(1);
    letStreamIn();
    await eventually(said).toEqual(["0", "1"]);
  });

  test("[K25] a refused message stays, with its reason, until its author decides", async () => {
    const first = await openChat();
    world.baton.refuseNext("POST /api/chat", 413, "TOO_LARGE");
    first.send("long");
    await until(first, (state) => state.transcript.pending[0]?.state === "failed");
    first.close();
    const second = await openChat();
    expect(second.state().transcript.pending).toMatchObject([{ content: "long", state: "failed", error: "TOO_LARGE" }]);
    expect(said()).toEqual([]);
    second.retry(second.state().transcript.pending[0]?.key ?? "");
    await until(second, messageCount(2));
    world.baton.refuseNext("POST /api/chat", 413, "TOO_LARGE");
    second.send("never");
    const failed = await until(second, (state) => state.transcript.pending[0]?.state === "failed");
    second.discard(failed.transcript.pending[0]?.key ?? "");
    expect(kept()).toEqual([]);
  });

  test("[K25] a message older than the server's memory of keys is its author's to repeat", async () => {
    const yesterday = Date.now() / 1000 - 24 * 3_600;
    world.storage.setItem("baton.session.outbox", JSON.stringify([{ key: "k", content: "old", timestamp: yesterday }]));
    const chat = await openChat();
    expect(chat.state().transcript.pending).toMatchObject([{ state: "failed", error: "NETWORK" }]);
    expect(world.baton.log).toEqual([]);
  });
});

describe("a page that stays open", () => {
  test("[K25] does not repeat a message that the server may have forgotten; its author's word counts anew", async () => {
    const chat = await openChat();
    chat.send("0");
    await until(chat, messageCount(2));
    const down = outage();
    chat.send("1");
    await eventually(() => kept()[0]?.route).toBe("bot");
    const later = Date.now() + 24 * 3_600_000;
    const clock = vi.spyOn(Date, "now").mockImplementation(() => later);
    const { transcript } = await until(chat, (state) => state.transcript.pending[0]?.state === "failed");
    expect(transcript.pending).toMatchObject([{ content: "1", error: "NETWORK" }]);
    down.end();
    world.baton.refuseNext("POST /api/chat", 503, "UNAVAILABLE");
    chat.retry(transcript.pending[0]?.key ?? "");
    await until(chat, messageCount(4));
    clock.mockRestore();
    expect(said()).toEqual(["0", "1"]);
  });
});

describe("words of another conversation", () => {
  const tokenOf = (sub: string) => `e30.${btoa(JSON.stringify({ sub }))}.x`;

  test("[K26] of another customer, or of nobody signed in any more, are neither shown nor sent", async () => {
    for (const next of [{ identityToken: tokenOf("bob") }, {}]) {
      const down = outage();
      const alices = await openChat({ identityToken: tokenOf("alice") });
      alices.send("my address is …");
      alices.close();
      down.end();
      expect(kept()).toHaveLength(1);
      const theirs = await openChat(next);
      expect(theirs.state().transcript.pending).toEqual([]);
      expect(kept()).toEqual([]);
    }
    expect(world.baton.log).toEqual([]);
  });

  test("[K26] written by a customer in a conversation that stayed a guest's are not sent by the next guest", async () => {
    const guests = await openChat();
    guests.send("0");
    await until(guests, messageCount(2));
    guests.close();
    for (let times = 0; times < 3; times++) world.baton.refuseNext("POST /api/sessions", 400, "INVALID_REQUEST");
    const alices = await openChat({ identityToken: tokenOf("alice") });
    const down = outage();
    alices.send("my address is …");
    alices.close();
    down.end();
    const next = await openChat();
    expect(next.state().transcript.pending).toEqual([]);
    expect(kept()).toEqual([]);
    expect(said()).toEqual(["0"]);
  });

  test("[K26] of a guest are theirs once they have signed in", async () => {
    const down = outage();
    const guests = await openChat();
    guests.send("hello");
    guests.close();
    down.end();
    const alices = await openChat({ identityToken: tokenOf("alice") });
    await until(alices, messageCount(2));
    expect(said()).toEqual(["hello"]);
  });

  test("[K26] of a conversation that was left are not sent to the next", async () => {
    const chat = await openChat();
    chat.send("0");
    await until(chat, messageCount(2));
    const down = outage();
    chat.send("left behind");
    await chat.startOver();
    down.end();
    expect(kept()).toEqual([]);
    chat.send("fresh");
    await until(chat, (state) => state.sessionName === "s2" && messageCount(2)(state));
    expect(said()).toEqual(["fresh"]);
  });

  test("[K27] of a session that the server forgot move to a new one, once, also over a reload", async () => {
    const first = await openChat();
    first.send("0");
    await until(first, messageCount(2));
    const down = outage();
    first.send("1");
    first.close();
    down.end();
    world.baton.forgetSessions();
    const second = await openChat();
    const state = await until(second, messageCount(2));
    expect(state.sessionName).toBe("s2");
    expect(texts(state)).toEqual(["user: 1", "assistant: **1**?"]);
    second.close();
    const moved = { key: "m", content: "again", timestamp: Date.now() / 1000, session: "s2", moved: true };
    world.storage.setItem("baton.session.outbox", JSON.stringify([moved]));
    world.baton.forgetSessions();
    const third = await openChat();
    await until(third, ({ transcript }) => transcript.pending[0]?.error === "SESSION_NOT_FOUND");
  });
});

describe("two tabs", () => {
  test("[K28] that begin at once are in one session, and both show all of it once", async () => {
    const [left, right] = [await openChat(), await openChat()];
    left.send("l");
    right.send("r");
    const states = await Promise.all([left, right].map((chat) => until(chat, messageCount(4))));
    expect(new Set(states.map(({ sessionName }) => sessionName)).size).toBe(1);
    expect(texts(left.state())).toEqual(texts(right.state()));
    expect(said().toSorted()).toEqual(["l", "r"]);
    expect(() => world.baton.session("s2")).toThrow();
  });

  test("[K28] the second joins the conversation that the first has begun meanwhile", async () => {
    const [left, right] = [await openChat(), await openChat()];
    left.send("l");
    await until(left, messageCount(2));
    right.send("r");
    await until(right, messageCount(4));
    await until(left, messageCount(4));
    expect(texts(left.state())).toEqual(texts(right.state()));
    expect(() => world.baton.session("s2")).toThrow();
  });

  test("[K28] what one has under way is not lost, doubled or taken for failed by the other", async () => {
    const left = await openChat();
    left.send("0");
    await until(left, (state) => messageCount(2)(state) && isOpen(state));
    const paused: (() => void)[] = [];
    world.baton.bot.pause = () => new Promise((resolve) => paused.push(resolve));
    left.send("1");
    left.send("2");
    const right = newChat();
    expect(right.state().transcript.pending.map(({ content }) => content)).toEqual(["1", "2"]);
    await right.start();
    world.baton.bot.pause = () => Promise.resolve();
    for (const goOn of paused) goOn();
    for (const chat of [left, right]) {
      const state = await until(chat, (now) => messageCount(6)(now) && now.transcript.pending.length === 0);
      expect(texts(state).filter((text) => text.startsWith("user"))).toEqual(["user: 0", "user: 1", "user: 2"]);
    }
    expect(said()).toEqual(["0", "1", "2"]);
    expect(kept()).toEqual([]);
  });

  test.each([
    ["idle", []],
    ["with words that nobody has read", ["mine"]],
  ])(
    "[K27] [K28] one that learns later that their conversation is lost, %s, joins the one that the other has begun",
    async (_, unread) => {
      const left = await openChat();
      left.send("0");
      await until(left, (state) => messageCount(2)(state) && isOpen(state));
      let isAway = false;
      const right = await openChat({
        fetch: (input, init) => (isAway ? Promise.reject(new TypeError("fetch failed")) : fetch(input, init)),
        stream: { random: () => 0.01 },
      });
      await until(right, isOpen);
      isAway = true;
      world.baton.forgetSessions();
      for (const text of unread) right.send(text);
      await until(left, (state) => state.sessionName === undefined);
      left.send("new");
      await until(left, (state) => state.sessionName === "s2" && messageCount(2)(state));
      expect(right.state().sessionName).toBe("s1");
      isAway = false;
      const count = 2 + 2 * unread.length;
      await until(right, (state) => state.sessionName === "s2" && messageCount(count)(state) && isOpen(state));
      expect(said()).toEqual(["new", ...unread]);
      expect(() => world.baton.session("s3")).toThrow();
    },
  );

  test("[K28] one whose conversation is lost is not left in the other's if that is lost, too", async () => {
    let isAway = false;
    const left = await openChat({
      fetch: (input, init) => (isAway ? Promise.reject(new TypeError("fetch failed")) : fetch(input, init)),
    });
    left.send("0");
    await until(left, messageCount(2));
    const right = await openChat();
    await until(right, isOpen);
    await left.startOver();
    left.send("new");
    await until(left, (state) => state.sessionName === "s2" && messageCount(2)(state));
    isAway = true;
    world.baton.forgetSessions();
    await until(right, (state) => state.sessionName === undefined);
    await eventually(() => world.storage.getItem("baton.session")).toBeNull();
    right.send("r");
    await until(right, (state) => state.sessionName === "s3" && messageCount(2)(state));
  });

  test("[K28] one that leaves for a new conversation leaves the other its own", async () => {
    const left = await openChat();
    left.send("0");
    await until(left, messageCount(2));
    const right = await openChat();
    await left.startOver();
    left.send("new");
    await until(left, (state) => state.sessionName === "s2" && messageCount(2)(state));
    left.close();
    world.baton.expireTokens();
    right.send("old");
    await until(right, messageCount(4));
    expect(world.baton.session("s1").messages.map(({ content }) => content)).toContain("old");
    expect(JSON.parse(world.storage.getItem("baton.session") ?? "")).toMatchObject({ name: "s2" });
  });
});
