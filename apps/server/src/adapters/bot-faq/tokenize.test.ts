import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { detectLang } from "./language.ts";
import { normalise } from "./normalise.ts";
import { createSpelling } from "./spelling.ts";
import { stem } from "./stem.ts";
import { productNames, termsOf, tokenize } from "./tokenize.ts";

const terms = (text: string): string[] => termsOf(tokenize(text));
const shared = (a: string, b: string): string[] => terms(a).filter((term) => terms(b).includes(term));

/** Any code points, lone surrogates among them. */
const anyText = fc.array(fc.integer({ min: 0, max: 0x10ffff })).map((codes) => String.fromCodePoint(...codes));

describe("what a text says", () => {
  test("[F6] full-width forms, case and traditional characters are folded", () => {
    expect(normalise("ＵＳＢ 電池續航")).toBe("usb 电池续航");
    expect(terms("電池充電")).toEqual(terms("电池充电"));
  });

  test("[F7] Chinese is read in pairs, so words that the segmenter splits still match", () => {
    expect(terms("退货")).toContain("退货");
    expect(shared("我要退货", "退货政策")).toContain("退货");
    expect(terms("客服")).toContain("客服");
  });

  test("[F7] words that only ask leave nothing behind", () => {
    expect(terms("请问这个怎么样呢")).toEqual([]);
    expect(terms("can you please tell me what that is")).toEqual([]);
  });

  test("[F8] forms of an English word meet", () => {
    for (const group of [
      ["charge", "charges", "charged", "charging"],
      ["battery", "batteries"],
      ["stop", "stopped", "stopping"],
      ["tyre", "tyres"],
      ["brake", "brakes", "braking"],
    ]) {
      expect(new Set(group.map(stem)).size, group.join()).toBe(1);
    }
    expect(stem("glass")).toBe("glass");
    expect(stem("e12")).toBe("e12");
  });

  test("[F8] a slip of the fingers is read as the word that was meant; a short or known word is left alone", () => {
    const correct = createSpelling(["waranti", "warrant", "return", "batter", "char"])();
    expect(correct("reutrn")).toBe("return");
    expect(correct("warant")).toBe("warrant");
    expect(correct("chat")).toBe("chat");
    expect(correct("charg")).toBe("charg");
    expect(correct("xyzzyx")).toBe("xyzzyx");
  });

  test("[F9] words for one thing share its concept, and the longest phrase wins", () => {
    expect(shared("accu", "battery pack")).toEqual(["~battery"]);
    expect(shared("多少钱", "价格")).toEqual(["~price"]);
    expect(terms("多久能跑多远")).toContain("~range");
    expect(terms("flat tyre")).toContain("~puncture");
    expect(terms("flat tyre")).not.toContain("~tyre");
    expect(terms("how to bed in brakes")).not.toContain("~overnight");
    expect(terms("speed up")).not.toContain("~speed");
    expect(shared("refund", "退款")).toEqual(["~refund"]);
  });

  test("[F10] a product's name is one term of little weight", () => {
    const names = productNames(["The Fold 20 …", "Fold 20: yes", "Does the Fold 20 fold?", "In May 2024 …"]);
    const units = tokenize("fold20 or FOLD 20?", { names });
    expect(units).toEqual([{ weight: 0.5, words: ["fold20"], worth: 1, concepts: [] }]);
    expect(termsOf(tokenize("fold 200", { names }))).toContain("~fold");
  });

  test("[F11] the script tells the language; a product's name in a Chinese sentence does not make it English", () => {
    expect(detectLang("City 28 能跑多远", "en")).toBe("zh");
    expect(detectLang("how far does it go", "en")).toBe("en");
    expect(detectLang("E12", "en")).toBe("en");
    expect(detectLang("12345 ??? 🔥", "en")).toBeUndefined();
  });

  test("[F19] any text gives terms without the mark of concepts in a word, and weights between 0 and 1", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const { weight, words, worth } of tokenize(text)) {
          expect(weight).toBeGreaterThan(0);
          expect(weight).toBeLessThanOrEqual(1);
          expect(worth).toBeGreaterThanOrEqual(1);
          expect(words.join("")).not.toMatch(/[~\n]/);
        }
      }),
    );
  });
});
