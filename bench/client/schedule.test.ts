import { describe, expect, test } from "vitest";
import { dueAtMs, dueCount, shuffledOrder } from "./schedule.ts";

describe("the open-loop schedule", () => {
  test("the first message is due at once, the next one a period later", () => {
    expect(dueAtMs(0, 200)).toBe(0);
    expect(dueAtMs(1, 200)).toBe(5);
    expect(dueCount(0, 200, 10)).toBe(1);
    expect(dueCount(4.99, 200, 10)).toBe(1);
    expect(dueCount(5, 200, 10)).toBe(2);
  });

  test("nothing is due before the start, and never more than there is", () => {
    expect(dueCount(-1, 1000, 10)).toBe(0);
    expect(dueCount(60_000, 1000, 10)).toBe(10);
  });

  test("no message is counted as due before its time", () => {
    for (const rate of [1, 7, 200, 333, 1000]) {
      for (let elapsed = 0; elapsed < 1000; elapsed += 3.7) {
        expect(dueAtMs(dueCount(elapsed, rate, 1e6) - 1, rate)).toBeLessThanOrEqual(elapsed + 1e-9);
      }
    }
  });
});

describe("shuffledOrder", () => {
  test("holds every stream once", () => {
    expect([...shuffledOrder(1000, 1)].sort((a, b) => a - b)).toEqual(Array.from({ length: 1000 }, (_, i) => i));
  });

  test("is shuffled, and the same for the same seed", () => {
    expect(shuffledOrder(1000, 7)).toEqual(shuffledOrder(1000, 7));
    expect(shuffledOrder(1000, 7)).not.toEqual(shuffledOrder(1000, 8));
    expect([...shuffledOrder(1000, 7)].slice(0, 10)).not.toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });
});
