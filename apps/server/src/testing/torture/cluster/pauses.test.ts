import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { notePauses } from "./pauses.ts";

beforeEach(() => vi.useFakeTimers({ now: 0 }));
afterEach(() => vi.useRealTimers());

/** The clock goes on, and no timer rings. */
const standStill = (ms: number): void => void vi.setSystemTime(Date.now() + ms);

test("time that passes is no pause, and neither is a timer that is a little late", () => {
  using pauses = notePauses();
  vi.advanceTimersByTime(1_000);
  standStill(9);
  vi.advanceTimersByTime(1_000);
  expect(pauses.within(0, 3_000)).toBe(0);
});

test("a pause counts from when the timer should have rung, as far as it lies between the moments", () => {
  using pauses = notePauses();
  vi.advanceTimersByTime(1_000);
  standStill(500);
  vi.advanceTimersByTime(1_000);
  standStill(300);
  vi.advanceTimersByTime(1_000);
  // From 1,020 to 1,520 and from 2,520 to 2,820.
  expect(pauses.within(0, 9_000)).toBe(800);
  expect(pauses.within(0, 1_520)).toBe(500);
  expect(pauses.within(0, 1_120)).toBe(100);
  expect(pauses.within(1_420, 2_000)).toBe(100);
  expect(pauses.within(1_520, 2_500)).toBe(0);
});
