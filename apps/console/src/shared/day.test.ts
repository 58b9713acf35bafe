import { afterEach, beforeEach, expect, test } from "vitest";
import { recentDay } from "./day.ts";

const zone = process.env["TZ"];
beforeEach(() => {
  process.env["TZ"] = "Europe/Berlin";
});
afterEach(() => {
  if (zone === undefined) delete process.env["TZ"];
  else process.env["TZ"] = zone;
});
const at = (local: string) => new Date(local).getTime() / 1000;

test.each([
  ["2026-05-12T00:00", "2026-05-12T23:59", "today"],
  ["2026-05-11T23:59", "2026-05-12T00:00", "yesterday"],
  ["2026-05-10T23:59", "2026-05-12T00:00", null],
  ["2026-01-31T08:00", "2026-02-01T08:00", "yesterday"],
  // A day of 25 hours, at whose end 24 hours ago was the same day.
  ["2026-10-24T12:00", "2026-10-25T23:30", "yesterday"],
  // A day of 23 hours, after which 24 hours ago was the day before it.
  ["2026-03-29T12:00", "2026-03-30T00:30", "yesterday"],
])("%s is, at %s, %o", (then, now, day) => {
  expect(recentDay(at(then), at(now))).toBe(day);
});
