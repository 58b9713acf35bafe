import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createBench } from "../../testing/doubles/openai/openai-bot.fixtures.ts";
import { createFaqBot, type FaqBot } from "../bot-faq/faq-bot.ts";

let faq: FaqBot;
beforeAll(async () => {
  faq = await createFaqBot({ folder: join(import.meta.dirname, "../../../faq"), watch: false });
});
afterAll(() => faq.close());

const bench = createBench();

test.each([
  ["保修多久", "保修"],
  ["怎么退货？", "退货"],
  ["How long is the warranty?", "warranty"],
  ["How do I return my bike?", "bike back"],
])("a developer without a key gets the demo shop's answer to %s, with its title", async (question, about) => {
  const { ask } = await bench({}, { knowledge: faq.knowledge });
  const { text, outcome } = await ask(question, { lang: /\p{Script=Han}/u.test(question) ? "zh" : "en" });
  expect(outcome).toEqual({ kind: "answered" });
  const title = /(?:出自“|From ")(.+)[”"]/u.exec(text)?.[1];
  expect(title).toMatch(new RegExp(about, "i"));
  expect(text).toContain(faq.knowledge.find({ text: title ?? "", lang: "en" }, 1)[0]?.answer);
});
