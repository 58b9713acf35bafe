import { expect, test } from "vitest";
import { clock } from "./waiting.ts";

test.each([
  [-3, "0:00"],
  [7.9, "0:07"],
  [65, "1:05"],
  [750, "12:30"],
  [3_600, "1:00:00"],
  [3_723, "1:02:03"],
])("[W20] %d seconds of waiting read %s", (seconds, shown) => {
  expect(clock(seconds)).toBe(shown);
});
