import { botContract } from "../../testing/bot.contract.ts";
import { knowledgeOf } from "../../testing/doubles/openai/openai-bot.fixtures.ts";
import { startOpenaiDouble } from "../../testing/doubles/openai/openai-double.ts";
import { createOpenaiBot } from "./openai-bot.ts";

botContract("openai", async ({ slow }) => {
  const double = await startOpenaiDouble();
  if (slow) double.misbehave("hang_after_first_piece");
  const { apiKey, url: baseUrl, model } = double;
  const bot = createOpenaiBot({
    apiKey,
    baseUrl,
    model,
    systemPrompt: null,
    knowledge: knowledgeOf({ title: "How long does charging take?", answer: "Four hours.", confidence: 1 }),
    info: {},
    deadlineMs: 60_000,
    log: { info: () => undefined, warn: () => undefined },
  });
  return { bot, openCalls: double.seen.underWay, close: double.close };
});
