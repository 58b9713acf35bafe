import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { createLocalBus } from "../adapters/bus-local/index.ts";
import { openSqliteStore } from "../adapters/journal-sqlite/open.ts";
import { createRandomIds, createSystemClock } from "../adapters/system/index.ts";
import { createSessionHandler } from "../application/handle.ts";
import { sessionStream } from "../application/session-ref.ts";
import { REGULATOR_DEFAULTS } from "../domain/regulator/defaults.ts";
import { type Bot, BotError } from "../ports/bot.ts";
import { haltingBot } from "../testing/bot.fixtures.ts";
import { call, newSession, ofType, openStream, signIn } from "../testing/http-client.ts";
import { startTestServer } from "../testing/test-server.ts";

const folders: string[] = [];

afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

const QUESTION = "How long does charging take?";

describe("the waiting ladder, by the clock on the wall", () => {
  test("a waiting customer is told that they wait, then gets the bot back with an apology", async () => {
    const server = await startTestServer({ BATON_WAIT_NOTICE_SECONDS: "1", BATON_WAIT_GIVE_UP_SECONDS: "2" });
    try {
      const { name, token } = await newSession(server);
      const watching = await openStream(server, `/api/sessions/${name}/events`, { token });
      await call(server, "/api/manual/escalate", { token, body: { session_name: name } });
      await watching.until((frame) => frame.data.reason === "nobody_available");
      const said = watching.frames.filter(ofType("manual_message")).map(({ data }) => data.role);
      expect(said).toEqual(["system", "system"]);
      const { body } = await call(server, `/api/sessions/${name}`, { token });
      expect(body.data.session.status).toBe("bot_active");
      watching.close();
    } finally {
      await server.stop();
    }
  });
});

/** A process that stored a customer's message and its turn, and died before the bot was asked. */
async function dieBeforeTheBotIsAsked(dataDir: string, name: string): Promise<void> {
  const { journal } = await openSqliteStore({ path: join(dataDir, "baton.sqlite") });
  const clock = createSystemClock();
  const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const settings = {
    waitNoticeMs: 60_000,
    waitGiveUpMs: 600_000,
    botDeadlineMs: 60_000,
    regulator: REGULATOR_DEFAULTS,
  };
  const ids = createRandomIds(clock);
  const sessions = createSessionHandler({
    rulesOf: () => [],
    botAccepts: () => true,
    journal,
    bus: createLocalBus(),
    clock,
    ids,
    settings,
    log: quiet,
  });
  const message = { text: QUESTION, lang: "en", clientMessageId: null, parameters: null } as const;
  await sessions.handle({ tenant: "default", name }, { type: "customer_chat", ...message }, { requestId: "test" });
  await journal.close();
}

test("[B5] a conversation that the engine refuses to make is recorded as what it was", async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "baton-refused-"));
  folders.push(dataDir);
  const refusing = (bot: Bot): Bot => ({
    ...bot,
    createConversation: () => Promise.reject(new BotError("refused", "401")),
  });
  const server = await startTestServer({}, { dataDir, overrides: { bot: refusing } });
  const { name, token } = await newSession(server);
  await call(server, "/api/chat", { token, body: { message: QUESTION } });
  await server.stop({ keepData: true });
  const { journal } = await openSqliteStore({ path: join(dataDir, "baton.sqlite") });
  const [ended] = await journal.read(sessionStream({ tenant: "default", name }), {
    types: ["bot_turn_ended"],
    limit: 1,
  });
  await journal.close();
  expect(ended?.data).toMatchObject({ cause: "failed", failure: "refused" });
});

describe("a conversation that says nothing to the engine", () => {
  const engine =
    (name: string, made: string[], asked: string[], lost: readonly string[] = []) =>
    (bot: Bot): Bot => ({
      ...bot,
      name,
      async createConversation() {
        made.push(`${name}-${made.length + 1}`);
        return made.at(-1) ?? "";
      },
      async *reply({ conversationId }) {
        asked.push(conversationId);
        if (lost.includes(conversationId)) return { kind: "failed", failure: "conversation_lost" };
        yield `Answered in ${conversationId}.`;
        return { kind: "answered" };
      },
    });

  test("[S22] that of another engine is not used: a new one is made, once", async () => {
    const dataDir = await mkdtemp(join(tmpdir(), "baton-engines-"));
    folders.push(dataDir);
    const asked: string[] = [];
    const first = await startTestServer({}, { dataDir, overrides: { bot: engine("one", [], asked) } });
    const { name, token } = await newSession(first);
    await call(first, "/api/chat", { token, body: { message: QUESTION } });
    await first.stop({ keepData: true });
    const second = await startTestServer({}, { dataDir, overrides: { bot: engine("two", [], asked) } });
    for (const message of [QUESTION, "And in winter?"]) await call(second, "/api/chat", { token, body: { message } });
    const { body } = await call(second, `/api/sessions/${name}`, { token });
    await second.stop();
    expect(asked).toEqual(["one-1", "two-1", "two-1"]);
    expect(body.data.session.conversation_id).toBe("two-1");
  });

  test("[S22] one that the engine has lost is replaced within the turn; a second loss is a failure", async () => {
    const made: string[] = [];
    const asked: string[] = [];
    const server = await startTestServer(
      {},
      { overrides: { bot: engine("one", made, asked, ["one-1", "one-3", "one-4"]) } },
    );
    const { token } = await newSession(server);
    const answer = await call(server, "/api/chat", { token, body: { message: QUESTION } });
    expect(answer.body.message).toBe("Answered in one-2.");
    await call(server, "/api/conversation/new", { token, body: {} });
    const failed = await call(server, "/api/chat", { token, body: { message: QUESTION } });
    await server.stop();
    expect(asked).toEqual(["one-1", "one-2", "one-3", "one-4"]);
    expect(failed.body.message).toMatch(/cannot answer|无法回答/);
  });

  test("a new one that cannot be made is a 503 in the contract's words, and the old one stays", async () => {
    let mayMake = true;
    const bot = (faq: Bot): Bot => ({
      ...faq,
      createConversation: (...given) =>
        mayMake ? faq.createConversation(...given) : Promise.reject(new BotError("unavailable", "down")),
    });
    const server = await startTestServer({}, { overrides: { bot } });
    const { name, token } = await newSession(server);
    const { body: before } = await call(server, "/api/conversation/new", { token, body: {} });
    mayMake = false;
    const refused = await call(server, "/api/conversation/clear", { token, body: {} });
    const { body } = await call(server, `/api/sessions/${name}`, { token });
    await server.stop();
    expect([refused.status, refused.body.code]).toEqual([503, "UNAVAILABLE"]);
    expect(body.data.session.conversation_id).toBe(before.conversation_id);
  });
});

describe("a turn whose process died", () => {
  test("is begun anew at the start, long before its deadline, and the customer gets the answer", async () => {
    const dataDir = await mkdtemp(join(tmpdir(), "baton-recovery-"));
    folders.push(dataDir);
    await dieBeforeTheBotIsAsked(dataDir, "left-alone");
    const server = await startTestServer({}, { dataDir });
    try {
      const token = await signIn(server);
      const watching = await openStream(server, "/api/sessions/left-alone/events?from=start", { token });
      await watching.until(ofType("bot_message"));
      expect(watching.frames.filter((frame) => frame.id !== null).map(({ data }) => data.type)).toEqual([
        "user_message",
        "reply_discarded",
        "bot_message",
      ]);
      watching.close();
    } finally {
      await server.stop({ keepData: true });
    }
  });
});

describe("messages that come while the bot is answering", () => {
  test("belong to the next turn: each is answered once, in order", async () => {
    const server = await startTestServer();
    try {
      const { name, token } = await newSession(server);
      const questions = [QUESTION, "Can I take the battery on a plane?", "What is the warranty?"];
      const watching = await openStream(server, `/api/sessions/${name}/events`, { token });
      const answers = await Promise.all(
        questions.map((message) => call(server, "/api/chat", { token, body: { message } })),
      );
      for (const { status } of answers) expect(status).toBe(200);
      const replies = watching.frames.filter(ofType("bot_message"));
      expect(replies.length).toBeGreaterThanOrEqual(1);
      expect(replies.length).toBeLessThanOrEqual(questions.length);
      expect(new Set(replies.map(({ data }) => data.reply_id)).size).toBe(replies.length);
      watching.close();
    } finally {
      await server.stop();
    }
  });
});

describe("a person who takes over in the middle of a reply", () => {
  test("is never spoken over: the pieces are dropped, the reply discarded and recorded", async () => {
    const { promise: mayGoOn, resolve: goOn } = Promise.withResolvers<void>();
    const server = await startTestServer({}, { overrides: { bot: haltingBot(30_000, mayGoOn) } });
    try {
      const agent = await signIn(server);
      const { name, token } = await newSession(server);
      const watching = await openStream(server, `/api/sessions/${name}/events`, { token });
      const asking = call(server, "/api/chat", { token, body: { message: QUESTION } });
      const piece = await watching.until(ofType("message"));
      await call(server, `/api/sessions/${name}/takeover`, { token: agent, body: {} });
      goOn();
      const answer = await asking;
      expect(answer.body).toMatchObject({ success: true, status: "manual_live" });

      const said = await call(server, "/api/manual/messages", {
        token: agent,
        body: { session_name: name, role: "agent", content: "I am here now." },
      });
      await watching.until((frame) => frame.data.message_id === said.body.data.message_id);
      const types = watching.frames.map(({ data }) => data.type);
      const discarded = watching.frames.findIndex(ofType("reply_discarded"));
      expect(watching.frames[discarded]?.data.reply_id).toBe(piece.data.reply_id);
      expect(types.slice(discarded)).not.toContain("message");
      expect(types).not.toContain("bot_message");

      const { body } = await call(server, `/api/sessions/${name}`, { token: agent });
      const events = body.data.audit_trail.map((entry: { event: string }) => entry.event);
      expect(events).toContain("bot_turn_ended");
      watching.close();
    } finally {
      await server.stop();
    }
  });
});
