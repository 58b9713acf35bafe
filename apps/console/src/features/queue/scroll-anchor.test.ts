import { describe, expect, test } from "vitest";
import { listItem } from "../../shared/desk/list-item.fixture.ts";
import { anchoredTop } from "./scroll-anchor.ts";

const ROW = 80;
const list = (names: string) => [...names].map((name) => listItem(name));

describe("[D16] the place where one reads", () => {
  test.each([
    ["stays when nothing above it changes", "abcdef", "abcdefg", 200, 200],
    ["moves with its row when one comes above it", "abcdef", "xabcdef", 200, 280],
    ["moves with its row when one goes above it", "abcdef", "bcdef", 200, 120],
    ["is the next row's when its own goes", "abcdef", "abdef", 200, 120],
    ["is the end when all that followed are gone", "abcdef", "ab", 200, 80],
    ["is the beginning when one is there, whatever comes", "abcdef", "xyabcdef", 0, 0],
    ["is the beginning when nothing is left", "abc", "", 100, 0],
  ])("%s", (_what, before, after, top, expected) => {
    expect(anchoredTop(list(before), list(after), top, ROW)).toBe(expected);
  });
});
