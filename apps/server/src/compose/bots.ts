import { join } from "node:path";
import { createCozeBot } from "../adapters/bot-coze/index.ts";
import { createFaqBot } from "../adapters/bot-faq/faq-bot.ts";
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
  const { engine, close } = await startEngine(config, { clock, log });
  const { firstPieceMs, breaker } = config.botLimits;
  return { bot: guardBot(override(engine), { firstPieceMs, breaker, clock, metrics, log }), close };
}

/** The FAQ's folder is read and watched only for those who answer from it. */
async function startEngine(
  config: Config,
  { clock, log }: Pick<BotDeps, "clock" | "log">,
): Promise<{ engine: Bot; close(): void }> {
  const { engine } = config;
  const { deadlineMs } = config.botLimits;
  const own = botInfo(config);
  const info = { zh: own, en: own, de: own };
  if (engine.kind === "coze") {
    return { engine: createCozeBot({ ...engine, info, deadlineMs, clock }), close: () => undefined };
  }
  const faq = await createFaqBot({ folder: config.faqDir ?? DEMO_FAQ, info, log: (entry) => log.info(entry) });
  const { knowledge, close } = faq;
  return {
    engine: engine.kind === "openai" ? createOpenaiBot({ ...engine, info, deadlineMs, knowledge, log }) : faq,
    close,
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
