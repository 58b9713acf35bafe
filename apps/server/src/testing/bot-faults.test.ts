import { describe, expect, type TestContext, test } from "vitest";
import {
  askOnce,
  ENGINES,
  type Engine,
  HARMLESS,
  openShop,
  type Shop,
  startCoze,
  startOpenai,
  turnsLeftOpen,
} from "./bot-faults.fixtures.ts";
import { COZE_MISBEHAVIOURS, type Place } from "./doubles/coze/index.ts";
import { MISBEHAVIOURS, type Misbehaviour, type MisbehaviourOptions } from "./doubles/misbehaviour.ts";
import { call } from "./http-client.ts";

const DEADLINE_SECONDS = 3;
const FAILURES = 3;
const SETTINGS = {
  BATON_BOT_FIRST_PIECE_SECONDS: "1",
  BATON_BOT_DEADLINE_SECONDS: `${DEADLINE_SECONDS}`,
  BATON_BOT_BREAKER_FAILURES: `${FAILURES}`,
  // So long that whoever asks next is there before the engine is probed, beside several servers that start.
  BATON_BOT_BREAKER_SECONDS: "6",
};

/** Several servers and doubles at once on a busy machine. */
const LONG = 60_000;

const SORRY = "Sorry, the assistant cannot answer right now.";

/** For these the engine is not to blame: it is there. All other failures open the breaker. */
const TOO_LONG: ReadonlySet<Misbehaviour> = new Set<Misbehaviour>(["huge_event", "huge_stream"]);

const OPTIONS: Partial<Record<Misbehaviour, MisbehaviourOptions>> = { status_429: { retryAfter: "30" } };

async function open<OwnEngine extends Engine>(
  { onTestFinished }: TestContext,
  engine: OwnEngine,
  settings: Record<string, string> = {},
): Promise<Shop<OwnEngine>> {
  const shop = await openShop(engine, { ...SETTINGS, ...settings });
  onTestFinished(() => shop.close());
  return shop;
}

/** One customer more, who is helped in time, and whose session does not hang. */
async function askInTime(shop: Shop) {
  const asked = await askOnce(shop);
  expect(asked.tookMs).toBeLessThan((DEADLINE_SECONDS + 1) * 1_000);
  expect(asked.message).not.toBe("");
  const events = await shop.history(asked.name);
  expect(turnsLeftOpen(events)).toBe(0);
  const escalation = events.find(({ type }) => type === "escalated")?.data["reason"] ?? null;
  return { ...asked, escalation, failed: asked.message.startsWith(SORRY) };
}

async function health({ server }: Shop) {
  const { status, body } = await call(server, "/api/health");
  return { status, bot: body.parts.bot };
}

describe.each(ENGINES)("%s goes wrong", (name, start) => {
  const toBlame = MISBEHAVIOURS.filter((kind) => !TOO_LONG.has(kind) && !(name === "openai" && kind === "broken_utf8"));

  test.concurrent.for(toBlame)(
    "[B19] [B21] [B15] %s: told, then passed on at once, then healed",
    { timeout: LONG },
    async (kind, context) => {
      const shop = await open(context, await start());
      const { engine } = shop;
      engine.misbehave(kind, OPTIONS[kind]);

      const told = await askInTime(shop);
      expect(told).toMatchObject({ failed: true, status: "bot_active" });
      const others = await Promise.all(Array.from({ length: FAILURES - 1 }, () => askInTime(shop)));
      expect(others.map(({ status }) => status)).toContain("pending_manual");

      const before = engine.asked();
      const passedOn = await askInTime(shop);
      expect(passedOn).toMatchObject({ status: "pending_manual", escalation: "bot_error" });
      expect(engine.asked()).toBe(before);
      expect(await health(shop)).toMatchObject({ status: 200, bot: { status: "down", detail: expect.any(String) } });
      const { detail } = (await health(shop)).bot;
      expect(detail).toContain(`${name} fails since`);
      expect(detail).not.toMatch(/127\.0\.0\.1|sk-|:\d{4}/);

      engine.misbehave(null);
      await context.expect
        .poll(async () => (await askInTime(shop)).status, { interval: 200, timeout: 20_000 })
        .toBe("bot_active");
      await context.expect.poll(async () => (await health(shop)).bot, { timeout: 5_000 }).toEqual({ status: "up" });
      expect(await askInTime(shop)).toMatchObject({ failed: false, escalation: null });
    },
  );

  test.concurrent.for([...TOO_LONG])(
    "[B19] [B22] %s: told; the engine is there, and is asked again",
    { timeout: LONG },
    async (kind, context) => {
      const shop = await open(context, await start());
      shop.engine.misbehave(kind);
      for (let n = 0; n <= FAILURES; n += 1) {
        const told = await askInTime(shop);
        expect(told).toMatchObject({ failed: true, status: "bot_active" });
        const ended = (await shop.history(told.name)).find(({ type }) => type === "bot_turn_ended");
        expect(ended?.data).toMatchObject({ cause: "failed", failure: "too_long" });
      }
      expect((await health(shop)).bot).toEqual({ status: "up" });
      shop.engine.misbehave(null);
      expect(await askInTime(shop)).toMatchObject({ failed: false });
    },
  );

  test.concurrent("[B20] failures of one customer's turns in a row end with a person", {
    timeout: LONG,
  }, async (context) => {
    const shop = await open(context, await start(), { BATON_BOT_BREAKER_FAILURES: "100" });
    shop.engine.misbehave("status_500");
    const first = await askInTime(shop);
    const again = () => call(shop.server, "/api/chat", { token: first.token, body: { message: HARMLESS } });
    await context.expect.poll(async () => (await again()).body.status, { timeout: 30_000 }).toBe("pending_manual");
    const events = await shop.history(first.name);
    const failures = events.filter(({ type }) => type === "bot_turn_ended").length;
    expect(failures).toBe(3);
    expect(turnsLeftOpen(events)).toBe(0);
  });
});

test.concurrent("[B19] OpenAI with broken UTF-8: shown as far as it can be read", async (context) => {
  const shop = await open(context, await startOpenai());
  shop.engine.misbehave("broken_utf8");
  const { failed, message } = await askInTime(shop);
  expect(failed).toBe(false);
  expect(message).toContain("\ufffd");
  expect((await health(shop)).bot).toEqual({ status: "up" });
});

describe("Coze goes wrong in its own ways", () => {
  const own = COZE_MISBEHAVIOURS.filter((kind) => !(MISBEHAVIOURS as readonly string[]).includes(kind));

  test.concurrent.for(own.filter((kind) => kind !== "crosswise"))(
    "[B19] %s",
    { timeout: LONG },
    async (kind, context) => {
      const shop = await open(context, await startCoze());
      shop.engine.double.misbehave(kind);
      expect(await askInTime(shop)).toMatchObject({ failed: kind !== "asks_back", status: "bot_active" });
      shop.engine.double.misbehave(null);
      expect(await askInTime(shop)).toMatchObject({ failed: false });
    },
  );

  const early = ["hang_before_first_byte", "reset_before_first_byte", "status_401", "status_500", "html_page"] as const;
  const places = ["token", "conversation"] as const satisfies Place[];
  test.concurrent.for(places.flatMap((at) => early.map((kind) => [kind, at] as const)))(
    "[B19] [B13] %s where a %s is asked for",
    { timeout: LONG },
    async ([kind, at], context) => {
      const shop = await open(context, await startCoze());
      const { double } = shop.engine;
      double.misbehave(kind, { at });
      const asked = await Promise.all(Array.from({ length: FAILURES }, () => askInTime(shop)));
      for (const { failed, status } of asked) expect(failed || status === "pending_manual").toBe(true);
      expect(await askInTime(shop)).toMatchObject({ status: "pending_manual", escalation: "bot_error" });
      expect(double.seen.chats).toEqual([]);
      double.misbehave(null);
      await context.expect
        .poll(async () => (await askInTime(shop)).status, { interval: 200, timeout: 20_000 })
        .toBe("bot_active");
    },
  );
});
