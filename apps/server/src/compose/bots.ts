import { join } from "node:path";
import { createFaqBot } from "../adapters/bot-faq/faq-bot.ts";
import { type GuardedBot, guardBot } from "../adapters/bot-guard/index.ts";
import type { Config } from "../config.ts";
import type { Bot } from "../ports/bot.ts";
import type { Clock } from "../ports/clock.ts";
import type { Log } from "../ports/log.ts";
import type { Metrics } from "../ports/metrics.ts";

const DEMO_FAQ = join(import.meta.dirname, "../../faq");

interface BotDeps {
  metrics: Metrics;
  clock: Clock;
  log: Log;
  override?: ((bot: Bot) => Bot) | undefined;
}

/** The engine that the settings name, guarded against its failing. */
export async function startBot(config: Config, deps: BotDeps): Promise<{ bot: GuardedBot; close(): void }> {
  const { metrics, clock, log, override = (bot) => bot } = deps;
  const info = { zh: botInfo(config), en: botInfo(config) };
  const faq = await createFaqBot({ folder: config.faqDir ?? DEMO_FAQ, info, log: (entry) => log.info(entry) });
  const { firstPieceMs, breaker } = config.botLimits;
  return {
    bot: guardBot(override(faq), { firstPieceMs, breaker, clock, metrics, log }),
    close: faq.close,
  };
}

function botInfo({ bot }: Config) {
  return {
    ...(bot.name === null ? {} : { name: bot.name }),
    ...(bot.description === null ? {} : { description: bot.description }),
    ...(bot.iconUrl === null ? {} : { icon_url: bot.iconUrl }),
    ...(bot.welcome === null ? {} : { welcome: bot.welcome }),
  };
}
