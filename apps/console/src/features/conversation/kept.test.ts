import { expect, test } from "vitest";
import { keepUsed } from "./kept.ts";

test.each([
  ["a b c", "b", "", "a c b"],
  ["a b c", "d", "", "b c d"],
  ["a b c", "d", "a", "a c d"],
  ["a b c", "d", "a b c", "a b c d"],
  ["a b c d", "e", "a b", "a b e"],
])("[D48] of %o, with %o used now and %o needed, %s are kept", (before, used, needed, after) => {
  const known = new Map(before.split(" ").map((name) => [name, name]));
  keepUsed(known, used, used, { limit: 3, isNeeded: (name) => needed.split(" ").includes(name) });
  expect([...known.keys()].join(" ")).toBe(after);
});
