import { afterEach } from "vitest";
import { createOpenaiBot, type OpenaiBotOptions } from "../../../adapters/bot-openai/openai-bot.ts";
import type { BotOutcome, BotRequest } from "../../../ports/bot.ts";
import type { Knowledge, KnowledgeEntry } from "../../../ports/knowledge.ts";
import { type OpenaiDouble, type OpenaiDoubleOptions, startOpenaiDouble } from "./openai-double.ts";

export const WARRANTY: KnowledgeEntry = { title: "How long is the warranty?", answer: "Two years.", confidence: 0.9 };

export const knowledgeOf = (...entries: KnowledgeEntry[]): Knowledge => ({ find: () => entries });

export const request = (question: string, more: Partial<BotRequest> = {}): BotRequest => ({
  sessionName: "s",
  conversationId: "c",
  lang: "en",
  questions: [question],
  history: [],
  parameters: {},
  ...more,
});

export interface Heard {
  pieces: string[];
  text: string;
  outcome: BotOutcome;
}

export async function listen(reply: AsyncGenerator<string, BotOutcome, void>): Promise<Heard> {
  const pieces: string[] = [];
  for (;;) {
    const next = await reply.next();
    if (next.done) return { pieces, text: pieces.join(""), outcome: next.value };
    pieces.push(next.value);
  }
}

/** A double and a bot that talks to it, ended after the test; and what the bot logged. */
export function createBench() {
  const open: OpenaiDouble[] = [];
  afterEach(async () => {
    await Promise.all(open.splice(0).map((double) => double.close()));
  });
  return async (doubleOptions: OpenaiDoubleOptions = {}, botOptions: Partial<OpenaiBotOptions> = {}) => {
    const double = await startOpenaiDouble(doubleOptions);
    open.push(double);
    const logged: object[] = [];
    const bot = createOpenaiBot({
      apiKey: double.apiKey,
      baseUrl: double.url,
      model: double.model,
      systemPrompt: null,
      knowledge: knowledgeOf(WARRANTY),
      info: {},
      deadlineMs: 10_000,
      log: { info: (line) => logged.push(line), warn: (line) => logged.push(line) },
      ...botOptions,
    });
    const ask = (question: string, more: Partial<BotRequest> = {}, signal = new AbortController().signal) =>
      listen(bot.reply(request(question, more), signal));
    return { double, bot, ask, logged };
  };
}
