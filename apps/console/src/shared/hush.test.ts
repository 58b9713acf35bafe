import { expect, test } from "vitest";
import { createHush } from "./hush.ts";

test("[N10] what is typed on and on after a field has gone belongs to its sentence, until the keyboard is silent", () => {
  const hush = createHush();
  expect(hush.hears(0)).toBe(false);
  hush.begin(1_000);
  for (let nowMs = 2_000; nowMs < 20_000; nowMs += 1_000) expect(hush.hears(nowMs)).toBe(true);
  expect(hush.hears(21_000)).toBe(false);
  expect(hush.hears(21_100)).toBe(false);
});

test("[N10] it is over at once for whoever goes on to something else", () => {
  const hush = createHush();
  hush.begin(1_000);
  hush.end();
  expect(hush.hears(1_001)).toBe(false);
});
