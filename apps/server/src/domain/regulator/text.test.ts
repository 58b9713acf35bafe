import { describe, expect, test } from "vitest";
import { readable } from "./text.ts";

describe("a text as the channels read it", () => {
  test.each([
    ["full-width letters", "ＡＧＥＮＴ　ｐｌｅａｓｅ", "agent please"],
    ["what is not seen", "转​人­工", "转人工"],
    ["Cyrillic letters inside a Latin word", "humаn аgеnt", "human agent"],
    ["Greek letters inside a Latin word", "hμman agεnt", "human agent"],
    ["a katakana letter for 工", "转人エ", "转人工"],
  ])("[R6] %s hide nothing", (_what, text, read) => {
    expect(readable(text)).toBe(read);
  });

  test.each(["позовите человека", "エアコン", "καλημέρα", "中国のエアコン", "e-mail для оператора"])(
    "[R6] “%s” stays as it is",
    (text) => {
      expect(readable(text)).toBe(text);
    },
  );

  test("[R12] no text is longer than 2,001 characters, whatever one character stands for", () => {
    for (const character of ["ﷺ", "㌫", "x", "😀"]) {
      expect(readable(character.repeat(8_000)).length).toBeLessThanOrEqual(2_001);
    }
  });

  test("[R12] it is the beginning and the end that are read", () => {
    expect(readable(`first ${"x ".repeat(4_000)} last`)).toMatch(/^first .* last$/);
  });
});
