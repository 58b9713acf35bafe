import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { contrast, inkOn, readableOn } from "./colour.ts";

const colour = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, "0")}`);

describe("contrast", () => {
  test("is 21 for black on white, 1 for a colour on itself, whichever way round", () => {
    expect(contrast("#000000", "#ffffff")).toBeCloseTo(21);
    expect(contrast("#ffffff", "#000000")).toBeCloseTo(21);
    expect(contrast("#123456", "#123456")).toBe(1);
    expect(contrast("#767676", "#ffffff")).toBeCloseTo(4.54, 2);
  });
});

describe("whatever accent a shop chooses", () => {
  test("the text on it can be read", () => {
    fc.assert(fc.property(colour, (accent) => contrast(inkOn(accent), accent) >= 4.5));
    expect(inkOn("#0f766e")).toBe("#ffffff");
    expect(inkOn("#f9d977")).toBe("#000000");
  });

  test("text in it can be read on either ground, and stays itself where it can", () => {
    for (const ground of ["#ffffff", "#181b1f"]) {
      fc.assert(fc.property(colour, (accent) => contrast(readableOn(accent, [ground], inkOn(ground)), ground) >= 4.5));
    }
    expect(readableOn("#0b6e4f", ["#ffffff"], "#000000")).toBe("#0b6e4f");
    expect(readableOn("#0b6e4f", ["#181b1f"], "#ffffff")).not.toBe("#0b6e4f");
    expect(readableOn("#777777", ["#ffffff"], "#000000")).not.toBe("#777777");
  });
});
