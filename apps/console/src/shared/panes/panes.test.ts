import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { closePane, movePane, NO_PANES, openBeside, openPane, type Panes, roomFor, shownPanes } from "./panes.ts";

/** `a b* c`: the star has the keys. */
function panes(words: string): Panes {
  const names = words.split(" ").filter((word) => word !== "");
  const plain = names.map((name) => name.replace("*", ""));
  return { panes: plain, session: plain[names.findIndex((name) => name.endsWith("*"))] ?? null };
}
const words = ({ panes: names, session }: Panes) =>
  names.map((name) => (name === session ? `${name}*` : name)).join(" ");

describe("[D41] opening", () => {
  test.each([
    ["", "x", "x*"],
    ["a*", "x", "x*"],
    ["a b* c", "x", "a x* c"],
    ["a* b", "b", "a b*"],
  ])("in %o %o gives %o", (before, name, after) => {
    expect(words(openPane(panes(before), name))).toBe(after);
  });
});

describe("[D42] opening beside", () => {
  test.each([
    ["", "x", 3, "x*"],
    ["a*", "x", 3, "a x*"],
    ["a* b", "x", 3, "a x* b"],
    ["a b*", "a", 3, "a* b"],
    // Full: the next one's place is given up, at the end the one before.
    ["a* b c", "x", 3, "a x* c"],
    ["a b c*", "x", 3, "a x* c"],
    ["a b*", "x", 2, "x* b"],
    // No room for two.
    ["a*", "x", 1, "x*"],
    ["a* b", "x", 1, "x* b"],
  ])("in %o %o with room for %d gives %o", (before, name, room, after) => {
    expect(words(openBeside(panes(before), name, room))).toBe(after);
  });
});

test.each([
  ["a*", "a", ""],
  ["a b* c", "b", "a c*"],
  ["a b*", "b", "a*"],
  ["a* b", "b", "a*"],
  ["a* b", "x", "a* b"],
])("[D43] closing in %o %o leaves %o", (before, name, after) => {
  expect(words(closePane(panes(before), name))).toBe(after);
});

test.each([
  ["a* b", 1, "a b*"],
  ["a b*", 1, "a b*"],
  ["a* b", -1, "a* b"],
  ["", 1, ""],
] as const)("[D44] from %o by %d comes to %o", (before, step, after) => {
  expect(words(movePane(panes(before), step))).toBe(after);
});

test.each([
  ["a b* c", 3, ["a", "b", "c"]],
  ["a b* c", 2, ["b", "c"]],
  ["a b c*", 2, ["b", "c"]],
  ["a* b c", 2, ["a", "b"]],
  ["a b* c", 1, ["b"]],
  ["", 3, []],
])("[D45] of %o there is room for %d: %o", (open, room, shown) => {
  expect(shownPanes(panes(open), room)).toEqual(shown);
});

test.each([
  [390, 1],
  [1119, 1],
  [1120, 2],
  [1499, 2],
  [1500, 3],
])("[D45] a window of %d pixels has room for %d", (width, room) => {
  expect(roomFor(width)).toBe(room);
});

test("[D40] whatever is done, each is there once, and one has the keys unless there is none", () => {
  const name = fc.constantFrom("a", "b", "c", "d", "e");
  const step = fc.oneof(
    name.map((one) => (open: Panes) => openPane(open, one)),
    fc.tuple(name, fc.integer({ min: 1, max: 3 })).map(
      ([one, room]) =>
        (open: Panes) =>
          openBeside(open, one, room),
    ),
    name.map((one) => (open: Panes) => closePane(open, one)),
    fc.constantFrom<1 | -1>(1, -1).map((by) => (open: Panes) => movePane(open, by)),
  );
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const open = steps.reduce((before, change) => change(before), NO_PANES);
      expect(new Set(open.panes).size).toBe(open.panes.length);
      expect(open.panes.length).toBeLessThanOrEqual(3);
      if (open.session === null) expect(open.panes).toEqual([]);
      else expect(open.panes).toContain(open.session);
    }),
  );
});
