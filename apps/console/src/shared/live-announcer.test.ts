import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { announce, announcements } from "./live-announcer.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("[N6] what is said at once is all said, in order, the same words twice too, and not kept for ever", () => {
  for (const text of ["Ada waits", "Bob wrote", "Bob wrote"]) announce(text);
  expect(announcements.value.map(({ text }) => text)).toEqual(["Ada waits", "Bob wrote", "Bob wrote"]);
  expect(new Set(announcements.value.map(({ id }) => id)).size).toBe(3);
  vi.advanceTimersByTime(5_000);
  announce("Cleo waits");
  vi.advanceTimersByTime(5_000);
  expect(announcements.value.map(({ text }) => text)).toEqual(["Cleo waits"]);
  vi.advanceTimersByTime(5_000);
  expect(announcements.value).toEqual([]);
});
