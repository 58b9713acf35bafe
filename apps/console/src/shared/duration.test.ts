import { describe, expect, test } from "vitest";
import { durationClock, durationWords } from "./duration.ts";

describe("waiting times", () => {
  test.each([
    [-3, "0:00"],
    [0, "0:00"],
    [42.9, "0:42"],
    [187, "3:07"],
    [3_599, "59:59"],
    [3_753, "1:02:33"],
    [200_000, "55:33:20"],
  ])("%d s tick as %s", (seconds, clock) => {
    expect(durationClock(seconds)).toBe(clock);
  });

  test.each([
    [-3, "duration.seconds", { n: 0 }],
    [59.9, "duration.seconds", { n: 59 }],
    [60, "duration.minutes", { n: 1 }],
    [3_599, "duration.minutes", { n: 59 }],
    [3_600, "duration.hoursMinutes", { h: 1, m: 0 }],
    [172_799, "duration.hoursMinutes", { h: 47, m: 59 }],
    [172_800, "duration.days", { n: 2 }],
  ])("%d s read as %s %o", (seconds, key, params) => {
    expect(durationWords(seconds)).toEqual({ key, params });
  });
});
