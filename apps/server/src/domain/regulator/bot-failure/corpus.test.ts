import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { loadFaq } from "../../../adapters/bot-faq/load.ts";
import { PHRASES } from "../../../adapters/bot-faq/phrases.ts";
import { CORPUS } from "./corpus.fixtures.ts";
import { botFailureVerdict } from "./index.ts";

const lines = (text: string): string[] => text.trim().split("\n");

const fails = (reply: string): boolean => botFailureVerdict(reply).fires;

describe.each(Object.entries(CORPUS))("%s", (_lang, { failures, answers }) => {
  test.each(lines(failures))("[R9] is no answer: %s", (reply) => {
    const { fires, evidence } = botFailureVerdict(reply);
    expect(fires).toBe(true);
    expect(evidence.every((words) => words.length <= 80)).toBe(true);
  });

  test.each(lines(answers))("[R9] is an answer: %s", (reply) => {
    expect(fails(reply)).toBe(false);
  });

  test("[R6] is heard in capitals and in full-width letters too", () => {
    for (const reply of lines(failures).filter((line) => /^[a-z ]+\.$/i.test(line))) {
      expect([reply, fails(reply.toUpperCase())]).toEqual([reply, true]);
      expect([
        reply,
        fails(reply.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))),
      ]).toEqual([reply, true]);
    }
  });
});

test("[R9] Baton's own bot is heard when it does not know, and in nothing else that it says", async () => {
  for (const { info, unknown, unhelpful, related, alsoMean, otherLanguage, ...others } of Object.values(PHRASES)) {
    for (const reply of [unknown, unhelpful, `${unknown}\n\n${related}\n\n- ?\n\n${others.toPerson}`]) {
      expect([reply, fails(reply)]).toEqual([reply, true]);
    }
    for (const reply of [info.welcome, alsoMean, ...Object.values(otherLanguage), ...Object.values(others)]) {
      expect([reply, fails(reply)]).toEqual([reply, false]);
    }
  }
  const faq = await loadFaq(fileURLToPath(import.meta.resolve("../../../../faq")));
  const answers = Object.values(faq).flatMap((entries) => entries.map(({ answer }) => answer));
  expect(answers.length).toBeGreaterThan(100);
  expect(answers.filter(fails)).toEqual([]);
});

test("nothing, or only signs, is no answer", () => {
  for (const reply of ["", "  \n", "?", "……", "——"]) expect(fails(reply)).toBe(true);
});

test("a smile or a number is one", () => {
  for (const reply of ["👍", "42", "😊"]) expect(fails(reply)).toBe(false);
});

test("[R9] what stands far behind in a long answer does not count", () => {
  expect(fails(`${"Turn the wheel. ".repeat(40)}I don't know more.`)).toBe(false);
});

test("any text gives a score from 0 to 1, and fires from the threshold on", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (reply) => {
      const { score, threshold, fires } = botFailureVerdict(reply);
      expect(score).toBeGreaterThanOrEqual(0);
      expect(score).toBeLessThanOrEqual(1);
      expect(fires).toBe(score >= threshold);
    }),
  );
});
