import { setTimeout as delay } from "node:timers/promises";
import { afterEach, expect, test, vi } from "vitest";
import type { Bot } from "../ports/bot.ts";
import { call, newSession } from "../testing/http-client.ts";
import { ownMsUntil } from "../testing/own-time.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";

/** A customer who goes away for good: the engine's call ends; one who may come back finds the answer. */

const SOON_MS = 1_000;
/** So long nothing must happen. */
const NOTHING_MS = 400;

let server: TestServer | undefined;
afterEach(async () => server?.stop());

/** Speaks once and then waits until it is told to stop, or to finish. */
function haltingBot() {
  const halted = Promise.withResolvers<void>();
  const finish = Promise.withResolvers<void>();
  const aborted = Promise.withResolvers<void>();
  const override = (bot: Bot): Bot => ({
    name: bot.name,
    info: bot.info,
    createConversation: bot.createConversation,
    deadlineMs: 30_000,
    async *reply(_request, signal) {
      signal.addEventListener("abort", () => aborted.resolve());
      yield "Half ";
      halted.resolve();
      await Promise.race([finish.promise, aborted.promise]);
      yield "whole";
      return { kind: "answered" };
    },
  });
  return { override, halted: halted.promise, finish: finish.resolve, aborted: aborted.promise };
}

async function begin(bot: ReturnType<typeof haltingBot>) {
  server = await startTestServer({}, { overrides: { bot: bot.override } });
  const { name, token } = await newSession(server);
  const history = async (): Promise<string[]> => {
    const read = await call(server as TestServer, `/api/sessions/${name}`, { token });
    expect(read.body.data.session.ai_fail_count).toBe(0);
    return read.body.data.session.history.map(({ role, content }: Record<string, string>) => `${role}: ${content}`);
  };
  return { server, token, name, history };
}

const ask = (url: string, token: string, leave: AbortSignal, path: string, headers: Record<string, string> = {}) =>
  fetch(`${url}${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json", ...headers },
    body: JSON.stringify({ message: "How far does it go?" }),
    signal: leave,
  })
    .then((response) => response.text())
    .catch(() => "gone");

test.each(["/api/chat", "/api/chat/stream"])(
  "[S44] who leaves %s without a key: the engine is stopped",
  async (path) => {
    const bot = haltingBot();
    const { server: at, token, history } = await begin(bot);
    const leave = new AbortController();
    const asked = ask(at.url, token, leave.signal, path);
    await bot.halted;
    leave.abort();
    expect(await ownMsUntil(bot.aborted)).toBeLessThan(SOON_MS);
    expect(await asked).toBe("gone");
    await vi.waitFor(async () => expect(await history()).toHaveLength(2), 10_000);
    const [question, told] = await history();
    expect(question).toBe("user: How far does it go?");
    expect(told).toMatch(/^system: /);
  },
);

test("[S44] who has a key may come back: the answer is there", async () => {
  const bot = haltingBot();
  const { server: at, token, history } = await begin(bot);
  const leave = new AbortController();
  const key = { "idempotency-key": "0123456789abcdef-question" };
  const asked = ask(at.url, token, leave.signal, "/api/chat", key);
  await bot.halted;
  leave.abort();
  await asked;
  expect(await Promise.race([bot.aborted, delay(NOTHING_MS, "goes on")])).toBe("goes on");
  bot.finish();
  await vi.waitFor(async () => expect(await history()).toHaveLength(2), 10_000);
  expect(await history()).toEqual(["user: How far does it go?", "assistant: Half whole"]);
  expect(await ask(at.url, token, AbortSignal.timeout(5_000), "/api/chat", key)).toContain("Half whole");
});

test("[S44] who has a key loses nothing by another request that leaves", async () => {
  const bot = haltingBot();
  const { server: at, token, history } = await begin(bot);
  const [keyed, other] = [new AbortController(), new AbortController()];
  const asked = ask(at.url, token, keyed.signal, "/api/chat", { "idempotency-key": "0123456789abcdef-another" });
  await bot.halted;
  keyed.abort();
  await asked;
  const alsoAsked = ask(at.url, token, other.signal, "/api/chat");
  await vi.waitFor(async () => expect(await history()).toHaveLength(2), 10_000);
  other.abort();
  await alsoAsked;
  expect(await Promise.race([bot.aborted, delay(NOTHING_MS, "goes on")])).toBe("goes on");
  bot.finish();
});

test("[S44] whose other tab reads on gets the answer there", async () => {
  const bot = haltingBot();
  const { server: at, token, name, history } = await begin(bot);
  const tab = new AbortController();
  const stream = await fetch(`${at.url}/api/sessions/${name}/events`, {
    headers: { authorization: `Bearer ${token}` },
    signal: tab.signal,
  });
  expect(stream.status).toBe(200);
  const leave = new AbortController();
  const asked = ask(at.url, token, leave.signal, "/api/chat/stream");
  await bot.halted;
  leave.abort();
  await asked;
  expect(await Promise.race([bot.aborted, delay(NOTHING_MS, "goes on")])).toBe("goes on");
  bot.finish();
  await vi.waitFor(async () => expect(await history()).toHaveLength(2), 10_000);
  expect((await history())[1]).toBe("assistant: Half whole");
  tab.abort();
  await stream.text().catch(() => undefined);
});
