import { afterEach } from "vitest";
import { type CozeBotOptions, createCozeBot } from "../../../adapters/bot-coze/index.ts";
import type { Bot, BotOutcome, BotRequest } from "../../../ports/bot.ts";
import { listen } from "../../bot.fixtures.ts";
import { type CozeDouble, type CozeDoubleOptions, startCozeDouble } from "./index.ts";

export interface CozeBench {
  double: CozeDouble;
  bot: Bot;
  /** A request with a conversation of its own, made before. */
  request(parts?: Partial<BotRequest>): Promise<BotRequest>;
  /** One question, in a conversation of its own. */
  ask(parts?: Partial<BotRequest>): Promise<{ text: string; outcome: BotOutcome }>;
}

/** Starts a double and a bot that is set to it, and ends the double after each test of the file that calls this. */
export function createBench() {
  const doubles: CozeDouble[] = [];
  afterEach(async () => {
    for (const double of doubles.splice(0)) await double.close();
  });

  return async (options: CozeDoubleOptions = {}, changes: Partial<CozeBotOptions> = {}): Promise<CozeBench> => {
    const double = await startCozeDouble(options);
    doubles.push(double);
    const bot = createCozeBot({ ...double.settings, info: {}, deadlineMs: 60_000, ...changes });
    const never = new AbortController().signal;
    const request = async (parts: Partial<BotRequest> = {}): Promise<BotRequest> => {
      const sessionName = parts.sessionName ?? "s1";
      return {
        sessionName,
        conversationId: parts.conversationId ?? (await bot.createConversation(sessionName, never)),
        lang: "en",
        questions: ["hello"],
        history: [],
        parameters: {},
        ...parts,
      };
    };
    const ask = async (parts?: Partial<BotRequest>) => {
      const { pieces, outcome } = await listen(bot.reply(await request(parts), never));
      return { text: pieces.join(""), outcome };
    };
    return { double, bot, request, ask };
  };
}
