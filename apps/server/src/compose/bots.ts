import { join } from "node:path";
import type { BotInfo, Lang } from "@baton/protocol";
import { createCozeBot } from "../adapters/bot-coze/index.ts";
import { createFaqBot, type FaqBot } from "../adapters/bot-faq/faq-bot.ts";
import { type GuardedBot, guardBot } from "../adapters/bot-guard/index.ts";
import { createOpenaiBot } from "../adapters/bot-openai/openai-bot.ts";
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
  const bot = override(engineOf(config, { faq, info, clock, log }));
  return {
    bot: guardBot(bot, { firstPieceMs, breaker, clock, metrics, log }),
    close: faq.close,
  };
}

function engineOf(
  { engine, botLimits: { deadlineMs } }: Config,
  parts: { faq: FaqBot; info: Record<Lang, Partial<BotInfo>>; clock: Clock; log: Log },
): Bot {
  const { faq, ...common } = parts;
  switch (engine.kind) {
    case "coze":
      return createCozeBot({ ...engine, ...common, deadlineMs });
    case "openai":
      return createOpenaiBot({ ...engine, ...common, deadlineMs, knowledge: faq.knowledge });
    case "faq":
      return faq;
  }
}

function botInfo({ bot }: Config) {
  return {
    ...(bot.name === null ? {} : { name: bot.name }),
    ...(bot.description === null ? {} : { description: bot.description }),
    ...(bot.iconUrl === null ? {} : { icon_url: bot.iconUrl }),
    ...(bot.welcome === null ? {} : { welcome: bot.welcome }),
  };
}
