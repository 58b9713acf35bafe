import { expect, test } from "vitest";
import { frameRate } from "./frames.ts";

test("counts frames, the worst second and the longest gap", () => {
  const even = Array.from({ length: 121 }, (_, frame) => frame * (1000 / 60));
  const stuck = even.map((moment) => (moment < 1_500 ? moment : moment + 200));
  expect(frameRate(even).seconds).toBeCloseTo(2);
  expect(frameRate(even).mean).toBeCloseTo(60);
  expect(frameRate(even).longestGapMs).toBeCloseTo(16.7, 1);
  expect(frameRate(stuck).longestGapMs).toBeCloseTo(216.7, 1);
  expect(frameRate(stuck).worstSecond).toBeLessThan(50);
  expect(frameRate(stuck).mean).toBeCloseTo(120 / 2.2, 1);
});
