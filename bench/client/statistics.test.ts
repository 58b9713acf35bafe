import { describe, expect, test } from "vitest";
import { distribution, percentile } from "./statistics.ts";

describe("percentiles", () => {
  const hundred = Float64Array.from({ length: 100 }, (_, index) => index + 1);

  test("are the nearest rank", () => {
    expect(percentile(hundred, 0.5)).toBe(50);
    expect(percentile(hundred, 0.99)).toBe(99);
    expect(percentile(hundred, 0.999)).toBe(100);
    expect(percentile(hundred, 1)).toBe(100);
    expect(percentile(Float64Array.of(3), 0.01)).toBe(3);
  });

  test("sort by number, not by text, and leave the values in their order", () => {
    const values = Float64Array.of(100, 9, 20);
    expect(distribution(values)).toEqual({ count: 3, p50: 20, p90: 100, p99: 100, p999: 100, max: 100 });
    expect([...values]).toEqual([100, 9, 20]);
  });

  test("of nothing are an error, not zero", () => {
    expect(() => distribution(new Float64Array(0))).toThrow(RangeError);
  });
});
