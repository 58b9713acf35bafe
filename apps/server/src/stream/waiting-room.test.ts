import { createHmac } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Journal } from "../ports/journal.ts";
import { call, type Frame, newSession, type OpenStream, ofType, openStream, signIn } from "../testing/http-client.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";

const IDENTITY_SECRET = "the host site and we share this secret";

/** What the host site says of a VIP, signed. */
function vipToken(): string {
  const seconds = Math.floor(Date.now() / 1000);
  const claims = { aud: "baton-identity", sub: "c-1", vip: true, iat: seconds, exp: seconds + 60 };
  const body = [{ alg: "HS256", typ: "JWT" }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
    .join(".");
  return `${body}.${createHmac("sha256", IDENTITY_SECRET).update(body).digest("base64url")}`;
}

/** Reads the queue only while it may; counts how often it was read. */
let queueIsDead = false;
let readings = 0;

const journal = (store: Journal): Journal => ({
  ...store,
  async queue(query) {
    readings += 1;
    if (queueIsDead) throw new Error("no queue today");
    return store.queue(query);
  },
});

let server: TestServer;
let agent: string;
const open: OpenStream[] = [];
const waiting: { name: string; token: string }[] = [];

beforeAll(async () => {
  server = await startTestServer({ BATON_IDENTITY_SECRET: IDENTITY_SECRET }, { overrides: { journal } });
  agent = await signIn(server);
});
afterEach(async () => {
  queueIsDead = false;
  for (const stream of open.splice(0)) stream.close();
  for (const { name, token } of waiting.splice(0)) await cancel(name, token);
});
afterAll(() => server.stop());

async function follow(path: string, token: string, headers: Record<string, string> = {}): Promise<OpenStream> {
  const stream = await openStream(server, path, { token, headers });
  open.push(stream);
  return stream;
}

const escalate = (session_name: string, token: string) =>
  call(server, "/api/manual/escalate", { token, body: { session_name } });
const cancel = (name: string, token: string) => call(server, `/api/sessions/${name}/cancel`, { token, body: {} });
const takeOver = (name: string) => call(server, `/api/sessions/${name}/takeover`, { token: agent, body: {} });
const release = (name: string) => call(server, `/api/sessions/${name}/release`, { token: agent, body: {} });

/** A customer with an open stream. */
async function customer() {
  const { name, token } = await newSession(server);
  const stream = await follow(`/api/sessions/${name}/events`, token);
  return { name, token, stream, queue: () => stream.frames.filter(ofType("queue")).map(({ data }) => data.position) };
}

async function waitingCustomer() {
  const one = await customer();
  waiting.push(one);
  await escalate(one.name, one.token);
  return one;
}

const at =
  (position: number) =>
  ({ data }: Frame): boolean =>
    data.type === "queue" && data.position === position;

describe("[T26] a customer who waits for a person", () => {
  test("is told their place as soon as they wait, and each time it changes; nobody else is told anything", async () => {
    const bystander = await customer();
    const queueOf = await follow("/api/agent/events", agent);
    const first = await waitingCustomer();
    const told = await first.stream.until(at(1));
    expect(told).toEqual({ id: null, data: { type: "queue", position: 1, estimated_wait_seconds: null } });
    const second = await waitingCustomer();
    const third = await waitingCustomer();
    await second.stream.until(at(2));
    await third.stream.until(at(3));
    await takeOver(first.name);
    await second.stream.until(at(1));
    await third.stream.until(at(2));
    await cancel(second.name, second.token);
    await third.stream.until(at(1));
    expect([first.queue(), second.queue(), third.queue()]).toEqual([[1], [2, 1], [3, 2, 1]]);
    expect(bystander.queue()).toEqual([]);
    expect(queueOf.frames.filter(ofType("queue"))).toEqual([]);
  });

  test("stands where agents see them: who is more urgent goes in front", async () => {
    const patient = await waitingCustomer();
    await patient.stream.until(at(1));
    const vip = await newSession(server, { identity_token: vipToken() });
    waiting.push(vip);
    const theirs = await follow(`/api/sessions/${vip.name}/events`, vip.token);
    await call(server, "/api/chat", { token: vip.token, body: { message: "hello", user_id: vip.name } });
    await theirs.until(at(1));
    await patient.stream.until(at(2));
    const { body } = await call(server, "/api/sessions?status=pending_manual", { token: agent });
    const order = body.data.sessions.map((line: { session_name: string }) => line.session_name);
    expect(order).toEqual([vip.name, patient.name]);
  });

  test("hears it again on a new stream, and after what they missed", async () => {
    const one = await waitingCustomer();
    await one.stream.until(at(1));
    one.stream.close();
    const again = await follow(`/api/sessions/${one.name}/events`, one.token, { "last-event-id": "1" });
    await again.until(at(1));
    const types = again.frames.map(({ data }) => data.type);
    expect(types.lastIndexOf("status_change")).toBeLessThan(types.indexOf("queue"));
  });

  test("hears nothing of it once a person is there, or they gave up waiting, and again when they wait again", async () => {
    const one = await waitingCustomer();
    await one.stream.until(at(1));
    await takeOver(one.name);
    const other = await waitingCustomer();
    await other.stream.until(at(1));
    await release(one.name);
    await escalate(one.name, one.token);
    await one.stream.until(at(2));
    expect(one.queue()).toEqual([1, 2]);
    const outside = one.stream.frames
      .filter(({ data }) => data.type === "status_change" || data.type === "queue")
      .map(({ data }) => data.status ?? "queue");
    expect(outside).toEqual(["pending_manual", "queue", "manual_live", "bot_active", "pending_manual", "queue"]);
  });

  test("is told at most once a second, and the queue is read no more often, however much happens", async () => {
    const last = await waitingCustomer();
    await last.stream.until(at(1));
    const [before, heard, startedAt] = [readings, last.stream.frames.filter(ofType("queue")).length, Date.now()];
    for (let round = 0; round < 10; round++) {
      const urgent = await newSession(server);
      await escalate(urgent.name, urgent.token);
      await cancel(urgent.name, urgent.token);
    }
    const seconds = Math.ceil((Date.now() - startedAt) / 1000) + 1;
    expect(readings - before).toBeLessThanOrEqual(seconds);
    expect(last.stream.frames.filter(ofType("queue")).length - heard).toBeLessThanOrEqual(seconds);
  });

  test("hears nothing while the queue cannot be read, and goes on afterwards", async () => {
    queueIsDead = true;
    const one = await waitingCustomer();
    await expect.poll(() => server.lines.filter(({ event }) => event === "queue_unread").length).toBe(1);
    expect(one.queue()).toEqual([]);
    queueIsDead = false;
    await one.stream.until(at(1));
  });
});

describe("[T27] where nobody waits on a stream", () => {
  test("the queue is never read", async () => {
    const { name, token } = await newSession(server);
    await customer();
    const before = readings;
    await escalate(name, token);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    await cancel(name, token);
    expect(readings).toBe(before);
  });
});

describe("[T28] how long it will take", () => {
  const estimate = ({ data }: Frame) => data.estimated_wait_seconds;

  /** Six customers who wait a little, and are taken over one after the other. */
  async function serveSix(at: TestServer, token: string): Promise<void> {
    for (let count = 0; count < 6; count++) {
      const one = await newSession(at);
      await call(at, "/api/manual/escalate", { token: one.token, body: { session_name: one.name } });
      await new Promise((resolve) => setTimeout(resolve, 10));
      await call(at, `/api/sessions/${one.name}/takeover`, { token, body: {} });
    }
  }

  async function waitAt(at: TestServer): Promise<OpenStream> {
    const { name, token } = await newSession(at);
    const stream = await openStream(at, `/api/sessions/${name}/events`, { token });
    open.push(stream);
    await call(at, "/api/manual/escalate", { token, body: { session_name: name } });
    return stream;
  }

  test("is told from what agents did lately, also to a server that was not there then, and not while no agent is", async () => {
    const before = await startTestServer();
    const token = await signIn(before);
    const watching = await openStream(before, "/api/agent/events", { token });
    const tooEarly = await waitAt(before);
    expect(estimate(await tooEarly.until(ofType("queue")))).toBe(null);
    await serveSix(before, token);
    expect(estimate(await (await waitAt(before)).until(ofType("queue")))).toBe(30);
    watching.close();
    await before.stop({ keepData: true });

    const after = await startTestServer({}, { dataDir: before.dataDir });
    try {
      const third = await waitAt(after);
      expect((await third.until(ofType("queue"))).data).toMatchObject({ position: 3, estimated_wait_seconds: null });
      const back = await openStream(after, "/api/agent/events", { token: await signIn(after) });
      open.push(back);
      const fourth = await waitAt(after);
      expect((await fourth.until(ofType("queue"))).data).toMatchObject({ position: 4, estimated_wait_seconds: 30 });
    } finally {
      await after.stop();
    }
  });
});
