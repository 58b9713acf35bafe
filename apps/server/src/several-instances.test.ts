import { readdirSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { postgresUrl, redisUrl } from "../../../e2e/support/needs.ts";
import { JournalUnavailable } from "./ports/journal.ts";
import { haltingBot } from "./testing/bot.fixtures.ts";
import { call, newSession, ofType, openStream, signIn } from "./testing/http-client.ts";
import { type Instances, instancesOn } from "./testing/instances.fixtures.ts";
import type { TestServer } from "./testing/test-server.ts";

const postgres = postgresUrl();
const redis = redisUrl();

const historyOf = async (server: TestServer, name: string, token: string): Promise<string[]> => {
  const { body } = await call(server, `/api/sessions/${name}`, { token });
  return body.data.session.history.map(({ role, content }: { role: string; content: string }) => `${role}: ${content}`);
};

describe.skipIf(postgres === undefined || redis === undefined)("two instances (needs PostgreSQL and Redis)", () => {
  let service: Instances;
  let one: TestServer;
  let two: TestServer;

  beforeEach(async () => {
    service = await instancesOn({ postgres: postgres ?? "", redis });
    [one, two] = await Promise.all([service.start(), service.start()]);
  });
  afterEach(async () => {
    await service[Symbol.asyncDispose]();
  });

  test("[C2] with a database the journal is nowhere else: the folder holds no file of it", async () => {
    const { name } = await newSession(one);
    expect(readdirSync(one.dataDir).filter((file) => file.includes("sqlite"))).toEqual([]);
    expect((await call(two, `/api/sessions/${name}`, { token: await signIn(two) })).status).toBe(200);
  });

  test("[C1] what one accepted, the other answers at once, also when it remembers something older", async () => {
    const { name, token } = await newSession(one);
    const agent = await signIn(one);
    const statusAt = async (server: TestServer) =>
      (await call(server, `/api/sessions/${name}`, { token })).body.data.session.status;
    for (const [writer, reader] of [
      [one, two],
      [two, one],
      [one, two],
    ] as const) {
      await call(writer, "/api/manual/escalate", { token, body: { session_name: name } });
      expect(await statusAt(reader)).toBe("pending_manual");
      await call(reader, `/api/sessions/${name}/takeover`, { token: agent, body: {} });
      const refused = await call(writer, "/api/chat", { token, body: { message: "hello" } });
      expect([refused.status, refused.body.code]).toEqual([409, "SESSION_IN_MANUAL_MODE: manual_live"]);
      await call(writer, `/api/sessions/${name}/release`, { token: agent, body: {} });
      expect(await statusAt(reader)).toBe("bot_active");
    }
  });

  test("[C1] a key that one has seen, the other knows; used on both at once it has one effect", async () => {
    const { name, token } = await newSession(one);
    await call(one, "/api/manual/escalate", { token, body: { session_name: name } });
    const send = (server: TestServer, key: string, content = "我的车坏了") =>
      call(server, "/api/manual/messages", {
        token,
        body: { session_name: name, role: "user", content },
        headers: { "idempotency-key": key },
      });
    const first = await send(one, "k1");
    expect(await send(two, "k1")).toMatchObject({ status: 200, body: { data: first.body.data } });
    expect(await send(two, "k1", "another")).toMatchObject({ status: 422, body: { code: "IDEMPOTENCY_CONFLICT" } });
    for (let round = 0; round < 10; round++) {
      const [left, right] = await Promise.all([send(one, `both${round}`), send(two, `both${round}`)]);
      expect(left.body.data).toEqual(right.body.data);
    }
    expect((await historyOf(two, name, token)).filter((line) => line.startsWith("user"))).toHaveLength(11);
  });

  test("[C1] of many agents' claims on both one wins", async () => {
    const agents = await Promise.all([signIn(one), signIn(two)]);
    for (let round = 0; round < 5; round++) {
      const { name, token } = await newSession(one);
      await call(two, "/api/manual/escalate", { token, body: { session_name: name } });
      // One account may claim twice: what counts is that the session is taken over once.
      const claims = Array.from({ length: 20 }, (_, index) =>
        call(index % 2 === 0 ? one : two, `/api/sessions/${name}/takeover`, {
          token: agents[index % 2] ?? "",
          body: {},
        }),
      );
      expect((await Promise.all(claims)).map(({ status }) => status)).toEqual(claims.map(() => 200));
      const { body } = await call(one, `/api/sessions/${name}`, { token: agents[0] ?? "" });
      const taken = body.data.audit_trail.filter(({ event }: { event: string }) => event === "agent_takeover");
      expect(taken).toHaveLength(1);
    }
  });

  test("[C9] a stream on one shows what the other accepts and how its bot answers, piece by piece", async () => {
    const { name, token } = await newSession(one);
    const watching = await openStream(two, `/api/sessions/${name}/events`, { token });
    const answer = await call(one, "/api/chat", { token, body: { message: "How long does charging take?" } });
    const whole = await watching.until(ofType("bot_message"));
    expect(whole.data.content).toBe(answer.body.message);
    const pieces = watching.frames.filter(ofType("message")).map(({ data }) => data.content);
    expect(pieces.join("").trim()).toBe(answer.body.message);
    watching.close();
  });

  test("[C9] an agent's console on one shows who waits on the other, what they write, and that they type", async () => {
    const agent = await signIn(two);
    const queue = await openStream(two, "/api/agent/events", { token: agent });
    await queue.until(ofType("snapshot"));
    const { name, token } = await newSession(one);
    await call(one, "/api/manual/escalate", { token, body: { session_name: name } });
    await queue.until(({ data }) => data.type === "session_upserted" && data.session.session_name === name);
    await call(one, `/api/sessions/${name}/takeover`, { token: agent, body: {} });
    await queue.until(({ data }) => data.type === "session_upserted" && data.session.status === "manual_live");
    await call(one, "/api/manual/messages", { token, body: { session_name: name, role: "user", content: "在吗" } });
    await queue.until(({ data }) => data.type === "session_event" && data.event.content === "在吗");
    await call(one, `/api/sessions/${name}/typing`, { token, body: {} });
    await queue.until(({ data }) => data.type === "session_event" && data.event.type === "typing");
    queue.close();
  });

  test("[C12] an agent whose stream is on one counts as there on the other", async () => {
    const online = async () => (await call(two, "/api/shift/status")).body.data.agents_online;
    expect(await online()).toBe(0);
    const queue = await openStream(one, "/api/agent/events", { token: await signIn(one) });
    await queue.until(ofType("snapshot"));
    await expect.poll(online, { timeout: 5_000 }).toBe(1);
    queue.close();
    await expect.poll(online, { timeout: 5_000 }).toBe(0);
  });

  test("[C12] a customer's messages are counted together", async () => {
    const limited = { settings: { BATON_RATE_MESSAGES_PER_MINUTE: "5" } };
    const [three, four] = await Promise.all([service.start(limited), service.start(limited)]);
    const { name, token } = await newSession(three);
    await call(one, "/api/manual/escalate", { token, body: { session_name: name } });
    const statuses = [];
    for (const server of [three, four, three, four, three, four]) {
      const body = { session_name: name, role: "user", content: "again" };
      statuses.push((await call(server, "/api/manual/messages", { token, body })).status);
    }
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
  });

  test("signing out on one ends the stream on the other at once", async () => {
    const agent = await signIn(one);
    const queue = await openStream(two, "/api/agent/events", { token: agent });
    await queue.until(ofType("snapshot"));
    await call(one, "/api/agent/logout", { token: agent, body: {} });
    await queue.ended;
    expect((await call(two, "/api/agent/profile", { token: agent })).status).toBe(401);
  });
});

describe.skipIf(postgres === undefined)("two instances without Redis (needs PostgreSQL)", () => {
  let service: Instances;
  beforeEach(async () => {
    service = await instancesOn({ postgres: postgres ?? "" });
  });
  afterEach(async () => {
    await service[Symbol.asyncDispose]();
  });

  test("[C10] a stream on one shows everything that the other accepts, in order, once", async () => {
    const [one, two] = await Promise.all([service.start(), service.start()]);
    const { name, token } = await newSession(one);
    const agent = await signIn(one);
    const watching = await openStream(two, `/api/sessions/${name}/events`, { token });
    const queue = await openStream(two, "/api/agent/events", { token: agent });
    await queue.until(ofType("snapshot"));
    await call(one, "/api/manual/escalate", { token, body: { session_name: name } });
    for (let count = 0; count < 30; count++) {
      const body = { session_name: name, role: "user", content: `message ${count}` };
      await call(count % 3 === 0 ? two : one, "/api/manual/messages", { token, body });
    }
    await watching.until(({ data }) => data.content === "message 29");
    const said = watching.frames.filter(ofType("user_message")).map(({ data }) => data.content);
    expect(said).toEqual(Array.from({ length: 30 }, (_, count) => `message ${count}`));
    const ids = watching.frames.flatMap(({ id }) => (id === null ? [] : [Number(id)]));
    expect(ids).toEqual([...new Set(ids)].toSorted((left, right) => left - right));
    await queue.until(({ data }) => data.type === "session_upserted" && data.session.session_name === name);
    watching.close();
    queue.close();
  });

  test("[C13] the turn of an instance that died is begun anew elsewhere, and the customer gets one answer", async () => {
    let isDead = false;
    const dying = await service.start({
      overrides: {
        bot: haltingBot(2_000, new Promise(() => undefined)),
        journal: (journal) => ({
          ...journal,
          append: (...args) => (isDead ? Promise.reject(new JournalUnavailable("dead")) : journal.append(...args)),
          due: (...args) => (isDead ? Promise.resolve([]) : journal.due(...args)),
        }),
      },
    });
    const alive = await service.start({ overrides: { bot: haltingBot(2_000, Promise.resolve()) } });
    const { name, token } = await newSession(alive);
    const watching = await openStream(alive, `/api/sessions/${name}/events?from=start`, { token });
    const asking = call(dying, "/api/chat", { token, body: { message: "Is anybody there?" } });
    await watching.until(ofType("user_message"));
    isDead = true;
    const answered = await watching.until(ofType("bot_message"));
    expect(answered.data.content).toBe("one two");
    expect((await asking).body.message).toBe("one two");
    expect(watching.frames.filter(ofType("bot_message"))).toHaveLength(1);
    expect(await historyOf(dying, name, token)).toEqual(["user: Is anybody there?", "assistant: one two"]);
    watching.close();
  });

  test("[T16] an instance that stops brings its callers the answer that another one's bot is making", async () => {
    const { promise: mayGoOn, resolve: goOn } = Promise.withResolvers<void>();
    const working = await service.start({ overrides: { bot: haltingBot(8_000, mayGoOn) } });
    const stopping = await service.start({ overrides: { bot: haltingBot(8_000, Promise.resolve()) } });
    const { name, token } = await newSession(working);
    const watching = await openStream(working, `/api/sessions/${name}/events?from=start`, { token });
    const first = call(working, "/api/chat", { token, body: { message: "First" } });
    await watching.until(ofType("message"));
    const second = call(stopping, "/api/chat", { token, body: { message: "Second" } });
    await watching.until(({ data }) => data.type === "user_message" && data.content === "Second");
    const stopped = stopping.stop();
    goOn();
    expect((await first).body.message).toBe("one two");
    expect(await second).toMatchObject({ status: 200, body: { message: "one two" } });
    expect(watching.frames.filter(ofType("bot_message")).length).toBeGreaterThan(0);
    await stopped;
    watching.close();
  });

  test("[C14] an instance that was frozen past its turn's deadline changes nothing when it goes on", async () => {
    const thawed = Promise.withResolvers<void>();
    const mayAnswer = Promise.withResolvers<void>();
    let isFrozen = false;
    const whenThawed =
      <Args extends unknown[], Result>(journalCall: (...args: Args) => Promise<Result>) =>
      async (...args: Args): Promise<Result> => {
        if (isFrozen) await thawed.promise;
        return journalCall(...args);
      };
    const frozen = await service.start({
      overrides: {
        bot: haltingBot(2_000, mayAnswer.promise),
        journal: (journal) => ({ ...journal, append: whenThawed(journal.append), due: whenThawed(journal.due) }),
      },
    });
    const other = await service.start({ overrides: { bot: haltingBot(2_000, Promise.resolve()) } });
    const { name, token } = await newSession(other);
    const watching = await openStream(other, `/api/sessions/${name}/events?from=start`, { token });
    const asking = call(frozen, "/api/chat", { token, body: { message: "Is anybody there?" } });
    await watching.until(ofType("user_message"));
    // Its bot has answered, and the answer is on the way to the journal, decided on what the session was before.
    isFrozen = true;
    mayAnswer.resolve();
    const answered = await watching.until(ofType("bot_message"));
    thawed.resolve();
    expect((await asking).body.message).toBe(answered.data.content);
    await call(other, "/api/chat", { token, body: { message: "And now?" } });
    expect(watching.frames.filter(ofType("bot_message"))).toHaveLength(2);
    // The frozen one may still be about to record that what it said was discarded.
    const counts = async () => {
      const rows = await service.database.run("SELECT type FROM baton.events WHERE stream = $1", [
        `default/session/${name}`,
      ]);
      const types = rows.map((row) => row["type"]);
      return ["bot_reply", "bot_turn_ended", "bot_reply_discarded"].map(
        (wanted) => types.filter((type) => type === wanted).length,
      );
    };
    await expect.poll(counts).toEqual([2, 1, 1]);
    watching.close();
  });

  test("[C13] an instance that starts leaves the turns of the others alone", async () => {
    const { promise: mayGoOn, resolve: goOn } = Promise.withResolvers<void>();
    const working = await service.start({ overrides: { bot: haltingBot(8_000, mayGoOn) } });
    const { name, token } = await newSession(working);
    const watching = await openStream(working, `/api/sessions/${name}/events`, { token });
    const asking = call(working, "/api/chat", { token, body: { message: "A long question" } });
    await watching.until(ofType("message"));
    await service.start();
    goOn();
    expect((await asking).body.message).toBe("one two");
    expect(watching.frames.filter(ofType("reply_discarded"))).toEqual([]);
    watching.close();
  });
});
