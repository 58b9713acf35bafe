import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { type BotInfo, encodeId, type Lang } from "@baton/protocol";
import type { Bot, BotRequest } from "../../ports/bot.ts";
import type { Knowledge } from "../../ports/knowledge.ts";
import { answer, type FaqIndexes } from "./answer.ts";
import { indexFaq } from "./index-entries.ts";
import { createKnowledge } from "./knowledge.ts";
import { loadFaq } from "./load.ts";
import { PHRASES } from "./phrases.ts";
import { pieces } from "./pieces.ts";
import { watchFolder } from "./watch.ts";

/** For the operator's log: what happened to the folder. Never holds anything a customer wrote. */
export type FaqLogEntry =
  | { event: "faq_loaded"; entries: Readonly<Record<Lang, number>> }
  | { event: "faq_reload_failed"; reason: string }
  | { event: "faq_watch_failed"; reason: string };

export interface FaqBotOptions {
  /** Markdown files, or `zh/`, `en/` and `de/` with Markdown files; see docs/spec/faq-bot.md. */
  readonly folder: string;
  /** Replaces parts of what the bot says about itself. */
  readonly info?: Partial<Record<Lang, Partial<BotInfo>>>;
  /** Milliseconds between two pieces of a reply; 12 unless told, 0 for none. */
  readonly paceMs?: number;
  /** Milliseconds; 10,000 unless told. */
  readonly deadlineMs?: number;
  /** Whether changes of the folder are taken up while running; true unless told. */
  readonly watch?: boolean;
  readonly log?: (entry: FaqLogEntry) => void;
}

export interface FaqBot extends Bot {
  /** The folder's entries, for a bot that writes its answers itself. Follows the folder as the bot does. */
  readonly knowledge: Knowledge;
  /** Stops watching the folder. Replies under way end by their own signals. */
  close(): void;
}

/**
 * The bot of a shop with a good FAQ and no model.
 *
 * @throws FaqFormatError when the folder is missing, empty or malformed
 */
export async function createFaqBot(options: FaqBotOptions): Promise<FaqBot> {
  const { folder, paceMs = 12, deadlineMs = 10_000, watch = true, log = () => {} } = options;

  const build = async (): Promise<FaqIndexes> => indexFaq(await loadFaq(folder));
  const report = ({ zh, en, de }: FaqIndexes): void =>
    log({
      event: "faq_loaded",
      entries: { zh: zh.entries.length, en: en.entries.length, de: de.entries.length },
    });

  let indexes = await build();
  report(indexes);
  const reload = async (): Promise<void> => {
    try {
      indexes = await build();
      report(indexes);
    } catch (error) {
      log({ event: "faq_reload_failed", reason: error instanceof Error ? error.message : String(error) });
    }
  };
  const watcher = watch
    ? watchFolder(folder, reload, (reason) => log({ event: "faq_watch_failed", reason }))
    : { close: () => {} };

  return {
    name: "faq",
    deadlineMs,
    knowledge: createKnowledge(() => indexes),
    info: (lang) => ({ ...PHRASES[lang].info, ...options.info?.[lang] }),
    createConversation: async () => encodeId("conv", Date.now(), randomBytes(26), "guard"),
    reply: (request, signal) => speak(indexes, request, paceMs, signal),
    close: () => watcher.close(),
  };
}

/** An abort is no crash: the generator ends by itself, and what was said so far is not an answer. */
async function* speak(
  indexes: FaqIndexes,
  request: BotRequest,
  paceMs: number,
  signal: AbortSignal,
): ReturnType<Bot["reply"]> {
  const { text, outcome } = answer(indexes, request);
  let first = true;
  for (const piece of pieces(text)) {
    if (!first && paceMs > 0) await sleep(paceMs, undefined, { signal }).catch(() => {});
    if (signal.aborted) return { kind: "failed", failure: "timed_out" };
    yield piece;
    first = false;
  }
  return outcome;
}
