import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { INFO } from "../../../adapters/bot-coze/info.ts";
import { loadFaq } from "../../../adapters/bot-faq/load.ts";
import { PHRASES as FAQ_PHRASES } from "../../../adapters/bot-faq/phrases.ts";
import { PHRASES as OPENAI_PHRASES } from "../../../adapters/bot-openai/phrases.ts";
import { HAND_OVERS_SAID } from "./hand-over.fixtures.ts";
import { announcesHandOver } from "./hand-over.ts";

const lines = (text: string): string[] => text.trim().split("\n");

describe.each(Object.entries(HAND_OVERS_SAID))("%s", (_lang, { announced, innocent }) => {
  test.each(lines(announced))("hands over: %s", (reply) => {
    expect(announcesHandOver(reply)).toEqual(expect.stringMatching(/^\S.{0,79}$/u));
  });

  test.each(lines(innocent))("hands nobody over: %s", (reply) => {
    expect(announcesHandOver(reply)).toBeNull();
  });
});

/** Every text in it, however deep. */
const texts = (value: unknown): string[] =>
  typeof value === "string" ? [value] : Object.values(value ?? {}).flatMap(texts);

test("nothing that Baton's own bots say hands over, and no answer of the demo shop's FAQ", async () => {
  const faq = await loadFaq(fileURLToPath(import.meta.resolve("../../../../faq")));
  const answers = Object.values(faq).flatMap((entries) => entries.map(({ answer }) => answer));
  expect(answers.length).toBeGreaterThan(100);
  const phrases = [FAQ_PHRASES, OPENAI_PHRASES, INFO].flatMap(texts);
  expect(phrases.length).toBeGreaterThan(60);
  const said = [...answers, ...phrases].map((reply) => [reply, announcesHandOver(reply)]);
  expect(said.filter(([, words]) => words !== null)).toEqual([]);
});

test("what stands far behind in a long answer does not count", () => {
  const handOver = "I'll transfer you to an agent.";
  expect(announcesHandOver(`Turn the wheel. ${handOver}`)).toBe("i'll transfer you to an agent");
  expect(announcesHandOver(`${"Turn the wheel. ".repeat(40)}${handOver}`)).toBeNull();
});

test("a line of its own is a sentence of its own", () => {
  expect(announcesHandOver("Would you like to know more?\n正在为您转接人工客服")).not.toBeNull();
  expect(announcesHandOver("- if it beeps\n- I'm transferring you to an agent")).not.toBeNull();
});

test("what is around an announcement never makes its words longer than 80 characters", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 200 }), (around) => {
      const words = announcesHandOver(`${around}\nI'm transferring you to ${"very ".repeat(4)}${around} agent`);
      expect(words?.length ?? 0).toBeLessThanOrEqual(80);
    }),
  );
});
