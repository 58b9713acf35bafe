import { expect, test } from "vitest";
import { neighbour } from "./neighbour.ts";

const LIST = ["a", "b", "c"];

test.each([
  ["a", 1, "b"],
  ["b", -1, "a"],
  ["c", 1, "c"],
  ["a", -1, "a"],
  [null, 1, "a"],
  [null, -1, "c"],
  ["gone", 1, "a"],
] as const)("from %s by %d to %s", (from, step, to) => {
  expect(neighbour<string>(LIST, from, step)).toBe(to);
});

test("an empty list has no cursor", () => {
  expect(neighbour([], null, 1)).toBeNull();
});
