import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createReplyText } from "./reply-text.ts";

function shown(pieces: readonly string[]): string[] {
  const text = createReplyText();
  return [...pieces.map(text.push), text.end()];
}
const split = (text: string, cuts: readonly number[]): string[] => {
  const places = [0, ...cuts.map((cut) => cut % (text.length + 1)).toSorted((a, b) => a - b), text.length];
  return places.slice(1).map((place, at) => text.slice(places[at], place));
};

describe("createReplyText", () => {
  test.each([
    ["Hello <think>no thought</think> there", "Hello <think>no thought</think> there"],
    ["<think>\nThey want a refund.\n</think>\n\nHello", "Hello"],
    [" \n<think></think>Hello", "Hello"],
    ["<think>one</think><think>two</think>", "<think>two</think>"],
    ["<think>without an end", ""],
    ["<thin", "<thin"],
    ["<b>", "<b>"],
    ["  Hello", "  Hello"],
    ["a🚲b", "a🚲b"],
    ["", ""],
  ])("%j is shown as %j, however it is cut into pieces", (text, expected) => {
    fc.assert(
      fc.property(fc.array(fc.nat(100)), (cuts) => {
        const pieces = shown(split(text, cuts));
        expect(pieces.join("")).toBe(expected);
        for (const piece of pieces) expect(piece.isWellFormed()).toBe(true);
      }),
    );
  });

  test("what can be shown is shown at once", () => {
    expect(shown(["He", "llo", " there"])).toEqual(["He", "llo", " there", ""]);
  });

  test("any text without thoughts is shown as it is, but for lone halves of characters", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.array(fc.nat(100)), (text, cuts) => {
        fc.pre(!text.trimStart().startsWith("<think>"));
        expect(shown(split(text, cuts)).join("")).toBe(text.toWellFormed());
      }),
    );
  });

  test("blanks before a reply take no memory: of many the first 64 are kept", () => {
    const text = createReplyText();
    for (let round = 0; round < 1_000; round++) expect(text.push(" ".repeat(10))).toBe("");
    expect(text.push("Hello")).toBe(`${" ".repeat(64)}Hello`);
  });

  test("thoughts take no memory", () => {
    const text = createReplyText();
    text.push("<think>");
    for (let round = 0; round < 1_000; round++) text.push("hmm ".repeat(1_000));
    expect(text.push("</think>Hello")).toBe("Hello");
  });
});
