import type { PendingMessage } from "@baton/client";
import { expect, test } from "vitest";
import { BEHIND, failedNow, failedTogether, hasFailed } from "./failures.ts";

/** `a! b~ c`: a has failed, and b because of it. */
function pending(words: string): PendingMessage[] {
  return words
    .split(" ")
    .filter((word) => word !== "")
    .map((word) => ({
      key: word.replace(/[!~]/, ""),
      content: word,
      timestamp: 1,
      state: /[!~]$/.test(word) ? "failed" : "sending",
      error: word.endsWith("~") ? BEHIND : "NETWORK",
    }));
}

test.each([
  ["", false],
  ["a b", false],
  ["a b!", true],
])("[D35] of %o one has failed: %o", (words, has) => {
  expect(hasFailed(pending(words))).toBe(has);
});

test.each([
  ["a", "a!", true],
  ["a! b", "a! b!", true],
  ["a! b", "a!", false],
  ["a!", "a! b", false],
  ["a!", "", false],
])("[D35] from %o to %o it is news that one has failed: %o", (before, now, isNews) => {
  expect(failedNow(pending(before), pending(now))).toBe(isNews);
});

test.each([
  ["a!", "a", "a"],
  ["a! b~ c~ d!", "a", "a b c"],
  ["a! b~ c~ d!", "c", "a b c"],
  ["a! b~ c! d~", "d", "c d"],
  // What they were behind has been discarded.
  ["b~ c~", "c", "b c"],
  ["a! b", "b", ""],
])("[D35] of %o what failed together with %o is %o", (words, key, together) => {
  expect(
    failedTogether(pending(words), key)
      .map((message) => message.key)
      .join(" "),
  ).toBe(together);
});
