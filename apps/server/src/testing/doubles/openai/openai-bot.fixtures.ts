import { afterEach } from "vitest";
import { createOpenaiBot, type OpenaiBotOptions } from "../../../adapters/bot-openai/openai-bot.ts";
import type { BotRequest } from "../../../ports/bot.ts";
import type { Knowledge, KnowledgeEntry } from "../../../ports/knowledge.ts";
import { listen, QUESTION } from "../../bot.fixtures.ts";
import { type OpenaiDouble, type OpenaiDoubleOptions, startOpenaiDouble } from "./openai-double.ts";

const WARRANTY: KnowledgeEntry = { title: "How long is the warranty?", answer: "Two years.", confidence: 0.9 };

export const knowledgeOf = (...entries: KnowledgeEntry[]): Knowledge => ({ find: () => entries });

export const request = (question: string, more: Partial<BotRequest> = {}): BotRequest => ({
  ...QUESTION,
  questions: [question],
  ...more,
});

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
    const ask = async (question: string, more: Partial<BotRequest> = {}, signal = new AbortController().signal) => {
      const { pieces, outcome } = await listen(bot.reply(request(question, more), signal));
      return { pieces, text: pieces.join(""), outcome };
    };
    return { double, bot, ask, logged };
  };
}
