import { describe, expect, test } from "vitest";
import { MAX_CHARACTERS, room, sends } from "./composing.ts";

const enter = { key: "Enter", shiftKey: false, isComposing: false, keyCode: 13 };

describe("[D51] Enter", () => {
  test("sends", () => expect(sends(enter)).toBe(true));
  test("sends with Ctrl as well", () => {
    const withCtrl = { ...enter, ctrlKey: true };
    expect(sends(withCtrl)).toBe(true);
  });
  test("with Shift starts a new line", () => expect(sends({ ...enter, shiftKey: true })).toBe(false));
  test("belongs to the input method while it chooses a word", () => {
    expect(sends({ ...enter, isComposing: true })).toBe(false);
    expect(sends({ ...enter, keyCode: 229 })).toBe(false);
  });
});

test("[D51] the limit counts what will be sent: the text without the spaces around it", () => {
  expect(room("x".repeat(MAX_CHARACTERS))).toBe(0);
  expect(room(` ${"x".repeat(MAX_CHARACTERS)}\n`)).toBe(0);
  expect(room("x".repeat(MAX_CHARACTERS + 1))).toBe(-1);
});
