import { expect, test } from "vitest";
import { blockedUntil, secondsLeft } from "./throttle.ts";

test("a refusal lasts as long as the service said, or half a minute", () => {
  expect(blockedUntil(42_000, 1_000)).toBe(43_000);
  expect(blockedUntil(undefined, 1_000)).toBe(31_000);
});

test("the countdown never promises less than is left", () => {
  expect(secondsLeft(43_000, 1_000)).toBe(42);
  expect(secondsLeft(43_000, 42_999)).toBe(1);
  expect(secondsLeft(43_000, 43_000)).toBe(0);
  expect(secondsLeft(43_000, 99_000)).toBe(0);
});
