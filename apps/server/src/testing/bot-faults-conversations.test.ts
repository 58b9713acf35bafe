import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type TestContext, test } from "vitest";
import { HARMLESS, startCoze } from "./bot-faults.fixtures.ts";
import { call, newSession } from "./http-client.ts";
import { startTestServer, type TestServer } from "./test-server.ts";

const LONG = 30_000;
const ANSWER = /every day from 9:00/;

/** The text that the customer of this session gets. */
const asking = (server: TestServer, token: string) => async (message: string) =>
  (await call(server, "/api/chat", { token, body: { message } })).body.message as string;

async function dataFolder({ onTestFinished }: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "baton-conversations-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

test("[S22] a Coze that knows none of its conversations any more answers the next question of each", {
  timeout: LONG,
}, async ({ onTestFinished }) => {
  const first = await startCoze();
  const server = await startTestServer(first.settings);
  onTestFinished(() => server.stop());
  const { name, token } = await newSession(server);
  const other = await newSession(server);
  const [ask, askAsOther] = [asking(server, token), asking(server, other.token)];
  expect(await ask(HARMLESS)).toMatch(ANSWER);
  expect(await askAsOther(HARMLESS)).toMatch(ANSWER);
  const lost = [...first.double.seen.conversations.keys()];
  await first.close();

  const second = await startCoze({ port: Number(new URL(first.double.url).port) });
  onTestFinished(() => second.close());
  expect(await ask("What does shipping cost?")).toMatch(/Shipping is free/);
  expect(await askAsOther("What does shipping cost?")).toMatch(/Shipping is free/);
  const made = [...second.double.seen.conversations.keys()];
  expect(made).toHaveLength(2);
  expect(lost.filter((id) => made.includes(id))).toEqual([]);
  expect(await ask("Can I return it?")).toMatch(/within 7 days/);
  expect(second.double.seen.conversations.size).toBe(2);
  const { body } = await call(server, `/api/sessions/${name}`, { token });
  expect(made).toContain(body.data.session.conversation_id);
  expect((await call(server, "/api/health")).body.parts.bot).toEqual({ status: "up" });
});

test("[S22] sessions that the built-in bot began are answered by Coze after the change", {
  timeout: LONG,
}, async (context) => {
  const dataDir = await dataFolder(context);
  const before = await startTestServer({ BOT: "faq" }, { dataDir });
  const { token } = await newSession(before);
  await asking(before, token)(HARMLESS);
  await before.stop({ keepData: true });

  const coze = await startCoze();
  context.onTestFinished(() => coze.close());
  const after = await startTestServer(coze.settings, { dataDir });
  context.onTestFinished(() => after.stop());
  const ask = asking(after, token);
  expect(await ask(HARMLESS)).toMatch(ANSWER);
  expect(await ask("What does shipping cost?")).toMatch(/Shipping is free/);
  expect(coze.double.seen.requests.map(({ at }) => at)).toEqual(["token", "conversation", "chat", "chat"]);
});

test("[B13] a flow that Coze does not know is no lost conversation: it counts, and opens the breaker", {
  timeout: LONG,
}, async ({ onTestFinished }) => {
  const coze = await startCoze();
  onTestFinished(() => coze.close());
  const settings = { ...coze.settings, COZE_WORKFLOW_ID: "1", BATON_BOT_BREAKER_FAILURES: "3" };
  const server = await startTestServer(settings);
  onTestFinished(() => server.stop());
  for (let n = 0; n < 3; n += 1) await asking(server, (await newSession(server)).token)(HARMLESS);
  expect((await call(server, "/api/health")).body.parts.bot).toMatchObject({ status: "down" });
  expect(coze.double.seen.conversations.size).toBe(3);
});
