import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pieces } from "./pieces.ts";

const loneHalf = (text: string): boolean => !text.isWellFormed();

/** Any code points, lone surrogates among them. */
const anyText = fc.array(fc.integer({ min: 0, max: 0x10ffff })).map((codes) => String.fromCodePoint(...codes));

describe("pieces", () => {
  test("[F20] concatenate to the text, and none is empty", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const cut = pieces(text);
        expect(cut.join("")).toBe(text);
        expect(cut).not.toContain("");
      }),
    );
  });

  test("[F20] never part a surrogate pair, an emoji of several, a Markdown mark or a link", () => {
    const link = "[订单页](https://shop.example/a?b=1)";
    const atom = fc.constantFrom("**", "*", "`", "```", "👩‍💻", "🇨🇳", "👍🏽", "é", "电", "word", " ", "\n", link);
    fc.assert(
      fc.property(fc.array(atom, { maxLength: 300 }), (atoms) => {
        const text = atoms.join(" ");
        const cut = pieces(text);
        expect(cut.join("")).toBe(text);
        expect(cut.some(loneHalf)).toBe(false);
        for (const whole of ["**", "👩‍💻", "🇨🇳", "👍🏽", "é", link]) {
          const count = (parts: readonly string[]): number =>
            parts.reduce((sum, part) => sum + part.split(whole).length - 1, 0);
          expect(count(cut)).toBe(count([text]));
        }
      }),
    );
  });

  test("[F20] a long reply comes in at most some forty pieces, a short one in groups of about two words", () => {
    expect(pieces("电池充满电大约需要五个小时。".repeat(60)).length).toBeLessThanOrEqual(45);
    expect(pieces("Two words and two more words.")).toEqual(["Two words", " and two", " more words."]);
  });

  test("[F20] takes time in proportion to the text, also for brackets that never close", () => {
    const startedMs = performance.now();
    pieces("[".repeat(20_000));
    pieces("[a](".repeat(10_000));
    expect(performance.now() - startedMs).toBeLessThan(2_000);
  });
});
