import { SessionFrame } from "@baton/protocol";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { call, newSession, type OpenStream, ofType, openStream, signIn } from "../testing/http-client.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";

/** The wire contract, section 5. */
let server: TestServer;
let agent: string;
const open: OpenStream[] = [];

beforeAll(async () => {
  server = await startTestServer();
  agent = await signIn(server);
});

afterEach(() => {
  for (const stream of open.splice(0)) stream.close();
});

afterAll(() => server.stop());

async function stream(...args: [path: string, options?: Parameters<typeof openStream>[2]]): Promise<OpenStream> {
  const opened = await openStream(server, ...args);
  open.push(opened);
  return opened;
}

const QUESTION = "How long does charging take?";
const watch = (name: string, token: string, query = "") => stream(`/api/sessions/${name}/events${query}`, { token });
const escalate = (name: string, token: string) =>
  call(server, "/api/manual/escalate", { token, body: { session_name: name } });
const takeOver = (name: string) => call(server, `/api/sessions/${name}/takeover`, { token: agent, body: {} });
const say = (name: string, token: string, content: string) =>
  call(server, "/api/manual/messages", { token, body: { session_name: name, role: "user", content } });

describe("the transport", () => {
  test("headers keep proxies from buffering and caching", async () => {
    const { name, token } = await newSession(server);
    const { headers } = await watch(name, token);
    expect(headers.get("content-type")).toContain("text/event-stream");
    expect(headers.get("cache-control")).toBe("no-cache, no-transform");
    expect(headers.get("x-accel-buffering")).toBe("no");
    expect(headers.get("x-request-id")).toMatch(/^req_/);
  });

  test("[T2] each event is id, one data line with one JSON object, blank line; no event: field", async () => {
    const { name, token } = await newSession(server);
    await escalate(name, token);
    const text = "one\r\ntwo\rthree\n\ndata: four\u2028five";
    await say(name, token, text);
    const watching = await watch(name, token, "?from=start");
    const frame = await watching.until(ofType("user_message"));
    expect(frame.data.content).toBe(text);
    expect(watching.raw()).not.toMatch(/^event:/m);
    for (const block of watching
      .raw()
      .split("\n\n")
      .filter((part) => part !== "")) {
      expect(block).toMatch(/^(id: \d+\ndata: \{[^\r\n]*\}|data: \{[^\r\n]*\}|:)$/);
    }
  });
});

describe("the seed's events", () => {
  test("[T1] the whole flow, frame by frame, each as its schema says", async () => {
    const { name, token } = await newSession(server);
    const watching = await watch(name, token);
    await call(server, "/api/chat", { token, body: { message: QUESTION } });
    await escalate(name, token);
    await takeOver(name);
    await call(server, "/api/manual/messages", {
      token: agent,
      body: { session_name: name, role: "agent", content: "您好，我是人工客服" },
    });
    await call(server, `/api/sessions/${name}/release`, { token: agent, body: {} });
    await watching.until((frame) => frame.data.reason === "released");

    for (const { data } of watching.frames) expect(SessionFrame.safeParse(data).error).toBeUndefined();
    const kept = watching.frames.filter((frame) => frame.id !== null).map(({ data }) => data);
    expect(kept).toMatchObject([
      { type: "user_message", content: QUESTION },
      { type: "bot_message" },
      { type: "status_change", status: "pending_manual", reason: "user_request", timestamp: expect.any(Number) },
      {
        type: "status_change",
        status: "manual_live",
        agent_info: { agent_id: expect.any(String), agent_name: "Admin" },
      },
      { type: "manual_message", role: "agent", content: "您好，我是人工客服", agent_name: "Admin" },
      // As in the seed: the system message, then the change.
      { type: "manual_message", role: "system" },
      { type: "status_change", status: "bot_active", reason: "released" },
    ]);
  });

  test("a message's own key comes with it, so that the sender's other tabs recognise it", async () => {
    const { name, token } = await newSession(server);
    await takeOver(name);
    const watching = await watch(name, token);
    const body = { session_name: name, role: "user", content: "x" };
    await call(server, "/api/manual/messages", { token, body: { ...body, client_message_id: "mine" } });
    await call(server, "/api/manual/messages", { token: agent, body: { ...body, client_message_id: "hers" } });
    const theirs = await watching.until(ofType("manual_message"));
    const own = await watching.until(ofType("user_message"));
    expect([own.data.client_message_id, theirs.data.client_message_id]).toEqual(["mine", "hers"]);
  });

  test("[T3] pieces have no id, carry reply_id and offset, and add up to bot_message", async () => {
    const { name, token } = await newSession(server);
    const watching = await watch(name, token);
    await call(server, "/api/chat", { token, body: { message: QUESTION } });
    const whole = await watching.until(ofType("bot_message"));
    const pieces = watching.frames.filter(ofType("message"));
    expect(pieces.length).toBeGreaterThan(1);
    expect(pieces.every((piece) => piece.id === null && piece.data.reply_id === whole.data.reply_id)).toBe(true);
    let text = "";
    for (const { data } of pieces) {
      expect(data.offset).toBe(text.length);
      text += data.content;
    }
    expect(text).toBe(whole.data.content);
  });
});

describe("POST /api/chat/stream", () => {
  test("[T15] with a message: the pieces of the reply, done, end", async () => {
    const { token } = await newSession(server);
    const chat = await stream("/api/chat/stream", { token, body: { message: QUESTION } });
    await chat.ended;
    const types = chat.frames.map(({ data }) => data.type);
    expect(types.slice(-2)).toEqual(["bot_message", "done"]);
    expect(new Set(types.slice(0, -2))).toEqual(new Set(["message"]));
    expect(chat.frames.at(-1)?.data).toEqual({ type: "done", content: "" });
  });

  test("its pieces are all there, from the first on: together they are the reply", async () => {
    for (let round = 0; round < 10; round++) {
      const { token } = await newSession(server);
      const chat = await stream("/api/chat/stream", { token, body: { message: QUESTION } });
      await chat.ended;
      const text = chat.frames
        .filter(ofType("message"))
        .map(({ data }) => data.content)
        .join("");
      expect(text).toBe(chat.frames.find(ofType("bot_message"))?.data.content);
    }
  });

  test("when the message itself leads to a person: the sentence, status_change, done", async () => {
    const { token } = await newSession(server);
    const chat = await stream("/api/chat/stream", { token, body: { message: "转人工" } });
    await chat.ended;
    expect(chat.frames.map(({ data }) => data)).toMatchObject([
      { type: "manual_message", role: "system" },
      { type: "status_change", status: "pending_manual", reason: "keyword" },
      { type: "done" },
    ]);
  });

  test("with an empty message it stays open as a subscription, in every mode", async () => {
    const { name, token } = await newSession(server);
    await escalate(name, token);
    const chat = await stream("/api/chat/stream", { token, body: { message: "" } });
    await takeOver(name);
    await chat.until((frame) => frame.data.status === "manual_live");
    await call(server, `/api/sessions/${name}/release`, { token: agent, body: {} });
    await chat.until((frame) => frame.data.reason === "released");
    expect(chat.frames.some(ofType("done"))).toBe(false);
  });

  test("in human mode a message gets an error event and the stream ends: 200, as in the seed", async () => {
    const { name, token } = await newSession(server);
    await escalate(name, token);
    const chat = await stream("/api/chat/stream", { token, body: { message: QUESTION } });
    await chat.ended;
    expect(chat.status).toBe(200);
    expect(chat.frames.map(({ data }) => data)).toEqual([
      { type: "error", content: "SESSION_IN_MANUAL_MODE: pending_manual" },
    ]);
  });

  test("repeated with its key it answers bot_message, done", async () => {
    const { token } = await newSession(server);
    const options = { token, body: { message: QUESTION }, headers: { "idempotency-key": "stream-1" } };
    const first = await stream("/api/chat/stream", options);
    await first.ended;
    const again = await stream("/api/chat/stream", options);
    await again.ended;
    expect(again.frames.map(({ data }) => data.type)).toEqual(["bot_message", "done"]);
    expect(again.frames[0]).toEqual(first.frames.find(ofType("bot_message")));
  });
});

describe("GET /api/sessions/{name}/events", () => {
  test("[T10] Last-Event-ID resumes after that id, in order, once, then live", async () => {
    const { name, token } = await newSession(server);
    await escalate(name, token);
    for (const text of ["a", "b", "c"]) await say(name, token, text);
    const all = await watch(name, token, "?from=start");
    await all.until((frame) => frame.data.content === "c");
    const second = all.frames.find((frame) => frame.data.content === "b");
    const lastEventId = second?.id ?? "";
    const resumed = await stream(`/api/sessions/${name}/events`, { token, headers: { "last-event-id": lastEventId } });
    const byAddress = await watch(name, token, `?last_event_id=${lastEventId}`);
    await say(name, token, "d");
    for (const one of [resumed, byAddress]) {
      await one.until((frame) => frame.data.content === "d");
      expect(one.frames.map(({ data }) => data.content)).toEqual(["c", "d"]);
    }
  });

  test("[T8] without an id: from now on", async () => {
    const { name, token } = await newSession(server);
    await escalate(name, token);
    const watching = await watch(name, token);
    await say(name, token, "new");
    await watching.until(ofType("user_message"));
    expect(watching.frames.filter(({ id }) => id !== null)).toHaveLength(1);
  });

  test.each(["nonsense", "999999", "-1", "1e3"])(
    "[T11] an id that cannot be resumed from (%s) gets one reset",
    async (id) => {
      const { name, token } = await newSession(server);
      const watching = await stream(`/api/sessions/${name}/events`, { token, headers: { "last-event-id": id } });
      await watching.until(ofType("reset"));
      await escalate(name, token);
      await watching.until(ofType("status_change"));
      const types = watching.frames.map(({ data }) => data.type).filter((type) => type !== "queue");
      expect(types).toEqual(["reset", "status_change"]);
    },
  );

  test("a customer may have 20 open at once; one that ends makes room", async () => {
    const { name, token } = await newSession(server);
    const opened = await Promise.all(Array.from({ length: 20 }, () => watch(name, token)));
    const refused = await call(server, `/api/sessions/${name}/events`, { token });
    expect([refused.status, refused.body.code]).toEqual([429, "RATE_LIMITED"]);
    opened[0]?.close();
    await expect.poll(async () => (await watch(name, token)).status).toBe(200);
  });

  test("typing reaches the other side, live only", async () => {
    const { name, token } = await newSession(server);
    await escalate(name, token);
    await takeOver(name);
    const watching = await watch(name, token);
    await call(server, `/api/sessions/${name}/typing`, { token: agent, body: {} });
    const frame = await watching.until(ofType("typing"));
    expect(frame).toMatchObject({ id: null, data: { role: "agent", agent_name: "Admin" } });
  });
});

describe("GET /api/agent/events", () => {
  test("[T17] [T18] [T19] a snapshot, then sessions as they change, and the events of the agent's own", async () => {
    const { name, token } = await newSession(server);
    await escalate(name, token);
    const watching = await stream("/api/agent/events", { token: agent });
    const snapshot = await watching.until(ofType("snapshot"));
    expect(snapshot.data.queue.map((one: { session_name: string }) => one.session_name)).toContain(name);
    expect(watching.frames[0]).toBe(snapshot);

    await takeOver(name);
    await watching.until(
      (frame) => frame.data.session?.session_name === name && frame.data.session.status === "manual_live",
    );
    await say(name, token, "are you there?");
    const event = await watching.until((frame) => frame.data.event?.content === "are you there?");
    expect(event.data).toMatchObject({ type: "session_event", session_name: name, seq: expect.any(Number) });

    await call(server, `/api/sessions/${name}/release`, { token: agent, body: {} });
    await watching.until((frame) => frame.data.type === "session_removed" && frame.data.session_name === name);
    expect(watching.frames.every((frame) => frame.id === null)).toBe(true);
  });

  test("[T14] ends when the agent signs out", async () => {
    const token = await signIn(server);
    const watching = await stream("/api/agent/events", { token });
    await watching.until(ofType("snapshot"));
    await call(server, "/api/agent/logout", { token, body: {} });
    await watching.ended;
  });
});
