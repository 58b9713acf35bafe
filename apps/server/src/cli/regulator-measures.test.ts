import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  averagePrecision,
  count,
  f1,
  f1Interval,
  falsePositiveRate,
  macroF1,
  precision,
  quantile,
  recall,
} from "./regulator-measures.ts";

const COUNTS = { tp: 6, fp: 2, fn: 3, tn: 9 };

describe("measures", () => {
  test("count what fired and what should have", () => {
    const answers = [
      { y: true, fires: true },
      { y: true, fires: false },
      { y: false, fires: true },
      { y: false, fires: false },
      { y: false, fires: false },
    ];
    expect(count(answers)).toEqual({ tp: 1, fp: 1, fn: 1, tn: 2 });
  });

  test("are what they are called", () => {
    expect(precision(COUNTS)).toBe(6 / 8);
    expect(recall(COUNTS)).toBe(6 / 9);
    expect(f1(COUNTS)).toBeCloseTo(12 / 17, 12);
    expect(falsePositiveRate(COUNTS)).toBe(2 / 11);
    expect(macroF1(COUNTS)).toBeCloseTo((12 / 17 + 18 / 23) / 2, 12);
  });

  test("are nothing where there is nothing to divide by", () => {
    const none = { tp: 0, fp: 0, fn: 0, tn: 4 };
    expect([precision(none), recall(none), f1(none), macroF1(none), f1Interval(none)]).toEqual(Array(5).fill(null));
    expect(averagePrecision([{ y: false, score: 1 }])).toBeNull();
    expect(falsePositiveRate({ tp: 1, fp: 0, fn: 0, tn: 0 })).toBeNull();
  });

  test("F1 is 0, not nothing, when none of those that should fire does", () => {
    expect(f1({ tp: 0, fp: 0, fn: 2, tn: 1 })).toBe(0);
  });
});

describe("average precision", () => {
  test("weighs the precision at each step by the recall it adds", () => {
    const ranked = [true, false, true, false, false].map((y, at) => ({ y, score: 1 - at / 10 }));
    expect(averagePrecision(ranked)).toBeCloseTo((1 + 2 / 3) / 2, 12);
  });

  test("does not depend on the order of equal scores", () => {
    const rows = fc.array(fc.record({ y: fc.boolean(), score: fc.constantFrom(0, 0.5, 1) }), { maxLength: 12 });
    fc.assert(
      fc.property(rows, (answers) => {
        expect(averagePrecision(answers)).toBe(averagePrecision(answers.toReversed()));
      }),
    );
  });

  test("is 1 for a perfect order and the share of positives for no order", () => {
    expect(averagePrecision([0.9, 0.8, 0.1].map((score) => ({ y: score > 0.5, score })))).toBe(1);
    expect(averagePrecision([true, false, false, false].map((y) => ({ y, score: 0.3 })))).toBe(0.25);
  });
});

describe("the interval of F1", () => {
  test("holds F1, lies between 0 and 1, and is the same every time", () => {
    const some = fc.integer({ min: 1, max: 40 });
    fc.assert(
      fc.property(some, some, some, some, (tp, fp, fn, tn) => {
        const counts = { tp, fp, fn, tn };
        const [low, high] = f1Interval(counts) ?? [2, -1];
        const value = f1(counts) ?? Number.NaN;
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(value);
        expect(high).toBeGreaterThanOrEqual(value);
        expect(f1Interval(counts)).toEqual([low, high]);
      }),
      { numRuns: 30 },
    );
  });

  test("is as wide as the same share of fewer rows makes it", () => {
    const width = (times: number) => {
      const [low, high] = f1Interval({ tp: 8 * times, fp: 2 * times, fn: 2 * times, tn: 8 * times }) ?? [0, 0];
      return high - low;
    };
    expect(width(1)).toBeGreaterThan(2 * width(10));
    // The normal approximation for 100 rows of this kind gives 0.16.
    expect(width(5)).toBeGreaterThan(0.1);
    expect(width(5)).toBeLessThan(0.22);
  });

  test("a channel without an error has an interval without a width", () => {
    expect(f1Interval({ tp: 50, fp: 0, fn: 0, tn: 50 })).toEqual([1, 1]);
  });
});

test("a quantile is one of the values", () => {
  expect(quantile([5, 1, 4, 2, 3], 0.5)).toBe(3);
  expect(quantile([5, 1, 4, 2, 3], 0.99)).toBe(5);
  expect(quantile([], 0.5)).toBe(0);
});
