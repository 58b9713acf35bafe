import { expect, test } from "vitest";
import { type Case, type Echo, missedAims } from "./aims.ts";

const echo = (p99: number): Echo => ({
  what: "there and back",
  ms: { count: 300, p50: 30, p90: 40, p99, p999: p99, max: p99 },
});
const shown = (mean: number, worstSecond: number, pictures = 200): Case => ({
  what: "a queue",
  seconds: 20,
  mean,
  worstSecond,
  p99GapMs: 17,
  longestGapMs: 20,
  list: { pictures, rowsMoved: 1, renewed: 1 },
});

test("what is quick, smooth and seen to change misses no aim", () => {
  expect(missedAims([echo(199)], [shown(60, 50)])).toEqual([]);
});

test("a slow message, a slow mean, one slow second and a list that does not change are each told", () => {
  expect(missedAims([echo(201)], [])).toHaveLength(1);
  expect(missedAims([echo(Number.NaN)], [])).toHaveLength(1);
  expect(missedAims([], [shown(49.9, 50)])).toHaveLength(1);
  expect(missedAims([], [shown(59, 49)])).toHaveLength(1);
  expect(missedAims([], [shown(60, 60, 10)])).toHaveLength(1);
});
