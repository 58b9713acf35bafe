import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import { type BotUnderTest, botContract } from "../../testing/bot.contract.ts";
import { createFaqBot, type FaqBot } from "../bot-faq/faq-bot.ts";
import { createPrometheusMetrics } from "../metrics-prometheus/index.ts";
import { guardBot } from "./index.ts";

const folder = join(import.meta.dirname, "../../../faq");

let fluent: FaqBot;
let slow: FaqBot;
beforeAll(async () => {
  fluent = await createFaqBot({ folder, watch: false, paceMs: 0 });
  slow = await createFaqBot({ folder, watch: false, paceMs: 3_600_000 });
});
afterAll(() => {
  fluent.close();
  slow.close();
});

const withoutEngine = { openCalls: () => 0, close: async () => undefined };

botContract("faq", async (options): Promise<BotUnderTest> => ({ bot: options.slow ? slow : fluent, ...withoutEngine }));

botContract("faq behind the guard", async (options): Promise<BotUnderTest> => {
  const bot = guardBot(options.slow ? slow : fluent, {
    firstPieceMs: 60_000,
    breaker: { failures: 1, openMs: 3_600_000 },
    clock: { now: Date.now },
    metrics: createPrometheusMetrics(),
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  });
  return { bot, ...withoutEngine };
});
