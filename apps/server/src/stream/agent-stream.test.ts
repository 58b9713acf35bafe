import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Journal } from "../ports/journal.ts";
import { call, type Frame, newSession, type OpenStream, ofType, openStream, signIn } from "../testing/http-client.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";

/** While set, what is read from the lists was right when it was read, and is handed over only later. */
let slowLists: { asked: PromiseWithResolvers<void>; letGo: PromiseWithResolvers<void> } | null = null;

const journal = (store: Journal): Journal => ({
  ...store,
  async find(query) {
    const found = await store.find(query);
    if (query.order === "urgent" && slowLists !== null) {
      slowLists.asked.resolve();
      await slowLists.letGo.promise;
    }
    return found;
  },
});

let server: TestServer;
let agent: string;
const open: OpenStream[] = [];

beforeAll(async () => {
  server = await startTestServer({}, { overrides: { journal } });
  agent = await signIn(server);
});

afterEach(() => {
  for (const stream of open.splice(0)) stream.close();
});

afterAll(() => server.stop());

async function agentStream(): Promise<OpenStream> {
  const stream = await openStream(server, "/api/agent/events", { token: agent });
  open.push(stream);
  return stream;
}

const takeOver = (name: string) => call(server, `/api/sessions/${name}/takeover`, { token: agent, body: {} });
const say = (name: string, token: string, content: string) =>
  call(server, "/api/manual/messages", { token, body: { session_name: name, role: "user", content } });
const upserts = (frames: readonly Frame[], name: string) =>
  frames.filter(({ data }) => data.type === "session_upserted" && data.session.session_name === name);

describe("[T20] the events of an agent's own session", () => {
  test("begin with the takeover: a word that comes before the queue shows it is not missed", async () => {
    const watching = await agentStream();
    await watching.until(ofType("snapshot"));
    // Several, since the queue may be shown just between the two.
    for (let round = 0; round < 4; round++) {
      const { name, token } = await newSession(server);
      await call(server, "/api/manual/escalate", { token, body: { session_name: name } });
      await takeOver(name);
      const said = await say(name, token, `right after ${round}`);
      const again = await say(name, token, `and again ${round}`);
      const ofSession = ({ data }: Frame) => data.type === "session_event" && data.session_name === name;
      await watching.until((frame) => ofSession(frame) && frame.data.seq === again.body.data.seq);
      const seen = watching.frames.filter(ofSession).map(({ data }) => [data.seq, data.event.content]);
      expect(seen).toEqual([
        [said.body.data.seq, `right after ${round}`],
        [again.body.data.seq, `and again ${round}`],
      ]);
    }
  });

  test("go on after the snapshot for a session that was the agent's already, without what came before", async () => {
    const { name, token } = await newSession(server);
    await takeOver(name);
    await say(name, token, "before the stream");
    const watching = await agentStream();
    const snapshot = await watching.until(ofType("snapshot"));
    expect(snapshot.data.mine.map((one: { session_name: string }) => one.session_name)).toContain(name);
    await say(name, token, "after the snapshot");
    await watching.until(({ data }) => data.event?.content === "after the snapshot");
    expect(watching.frames.filter(({ data }) => data.event?.content === "before the stream")).toEqual([]);
  });
});

describe("[T18] a session that changes quickly", () => {
  test("is shown at most once in 250 ms, and last as it is", async () => {
    const { name, token } = await newSession(server);
    await takeOver(name);
    const watching = await agentStream();
    await watching.until(ofType("snapshot"));
    const before = Date.now();
    let lastSeq = 0;
    for (let change = 1; change <= 50; change++) {
      const posted = await say(name, token, `change ${change}`);
      expect(posted.status).toBe(200);
      lastSeq = posted.body.data.seq;
    }
    await watching.until(({ data }) => data.type === "session_upserted" && data.session.seq === lastSeq);
    // One more than fit into the time: the first may come at its very beginning.
    const most = Math.ceil((Date.now() - before) / 250) + 1;
    const shown = upserts(watching.frames, name);
    expect(shown.length).toBeLessThanOrEqual(most);
    expect(shown.at(-1)?.data.session).toMatchObject({ seq: lastSeq, last_message_preview: "change 50" });
    const seqs = shown.map(({ data }) => data.session.seq);
    expect(seqs).toEqual(seqs.toSorted((one, other) => one - other));
    // The words themselves are not held back.
    expect(watching.frames.filter(ofType("session_event"))).toHaveLength(50);
  });
});

describe("[T17] what happens while the snapshot is read", () => {
  test("a session that begins to wait then is shown after it", async () => {
    const { name, token } = await newSession(server);
    const earlier = await agentStream();
    await earlier.until(ofType("snapshot"));
    slowLists = { asked: Promise.withResolvers(), letGo: Promise.withResolvers() };
    const watching = await agentStream();
    await slowLists.asked.promise;
    await call(server, "/api/manual/escalate", { token, body: { session_name: name } });
    // Shown to everybody who was there: the change will not come round again by itself.
    await earlier.until(({ data }) => data.session?.session_name === name);
    slowLists.letGo.resolve();
    slowLists = null;
    await watching.until(({ data }) => data.session?.session_name === name);
    const [first] = watching.frames;
    expect(first?.data.type).toBe("snapshot");
    expect(JSON.stringify(first)).not.toContain(name);
    expect(upserts(watching.frames, name)[0]?.data.session.status).toBe("pending_manual");
  });

  test("[T19] one that the snapshot still shows as waiting, and that waits no more, is removed after it", async () => {
    const { name, token } = await newSession(server);
    await call(server, "/api/manual/escalate", { token, body: { session_name: name } });
    const earlier = await agentStream();
    await earlier.until(ofType("snapshot"));
    slowLists = { asked: Promise.withResolvers(), letGo: Promise.withResolvers() };
    const watching = await agentStream();
    await slowLists.asked.promise;
    await call(server, `/api/sessions/${name}/cancel`, { token, body: {} });
    await earlier.until(({ data }) => data.type === "session_removed" && data.session_name === name);
    slowLists.letGo.resolve();
    slowLists = null;
    const snapshot = await watching.until(ofType("snapshot"));
    expect(JSON.stringify(snapshot)).toContain(name);
    await watching.until(({ data }) => data.type === "session_removed" && data.session_name === name);
  });
});

describe("[T21] a session that waits", () => {
  test("says when it is given up, and the snapshot how many wait", async () => {
    const impatient = await startTestServer({ BATON_WAIT_NOTICE_SECONDS: "60", BATON_WAIT_GIVE_UP_SECONDS: "300" });
    try {
      const token = await signIn(impatient);
      const [first, second] = [await newSession(impatient), await newSession(impatient)];
      for (const customer of [first, second]) {
        await call(impatient, "/api/manual/escalate", { token: customer.token, body: { session_name: customer.name } });
      }
      const stream = await openStream(impatient, "/api/agent/events", { token });
      const { data } = await stream.until(ofType("snapshot"));
      expect(data.waiting_total).toBe(2);
      for (const line of data.queue) expect(line.waiting_until - line.waiting_since).toBeCloseTo(300, 3);
      await call(impatient, `/api/sessions/${first.name}/takeover`, { token, body: {} });
      const taken = await stream.until((frame) => frame.data.session?.session_name === first.name);
      expect(taken.data.session).toMatchObject({ status: "manual_live", waiting_until: null });
      stream.close();
    } finally {
      await impatient.stop();
    }
  });
});

describe("[T17] a long queue", () => {
  test("arrives whole, at every agent of those who come back at once", async () => {
    const crowded = await startTestServer();
    try {
      const token = await signIn(crowded);
      const names: string[] = [];
      for (let count = 0; count < 500; count++) {
        const customer = await newSession(crowded);
        names.push(customer.name);
        await call(crowded, "/api/manual/escalate", { token: customer.token, body: { session_name: customer.name } });
        const content = "你好，我的电动车刹车有异响，后轮转起来吱吱响，请问在哪里可以修？".repeat(4);
        const body = { session_name: customer.name, role: "user", content };
        await call(crowded, "/api/manual/messages", { token: customer.token, body });
      }
      const streams = await Promise.all(
        Array.from({ length: 10 }, () => openStream(crowded, "/api/agent/events", { token })),
      );
      for (const stream of streams) {
        const { data } = await stream.until(ofType("snapshot"));
        expect(data.queue).toHaveLength(500);
      }
      expect(streams[0]?.raw().length).toBeGreaterThan(256 * 1024);
      await call(crowded, `/api/sessions/${names[7] ?? ""}/takeover`, { token, body: {} });
      for (const stream of streams) {
        await stream.until(({ data }) => data.type === "session_upserted" && data.session.status === "manual_live");
        stream.close();
      }
    } finally {
      await crowded.stop();
    }
  }, 60_000);
});
