import { describe, expect, test } from "vitest";
import { quickReply } from "../../shared/quick-replies/quick-reply.fixture.ts";
import { checkShortcut, checkText, MAX_TEXT, type Written } from "./checks.ts";

const others = [quickReply("Hello", "x"), quickReply("mine", "x", { scope: "own" })];
const written = (more: Partial<Written>): Written => ({
  id: "new",
  scope: "shared",
  shortcut: "a",
  text: "x",
  ...more,
});

describe("[D65] a shortcut", () => {
  test.each([
    ["", "quickReplies.shortcutMissing"],
    ["  ", "quickReplies.shortcutMissing"],
    ["two words", "quickReplies.shortcutSigns"],
    ["a/b", "quickReplies.shortcutSigns"],
    ["hello", "quickReplies.shortcutTaken"],
    ["ｈｅｌｌｏ", "quickReplies.shortcutTaken"],
    ["退款-2", null],
    ["mine", null],
  ])("%o", (shortcut, key) => {
    expect(checkShortcut(written({ shortcut }), others)?.key ?? null).toBe(key);
  });

  test("may stay what it is", () => {
    expect(checkShortcut(written({ id: "id-Hello", shortcut: "Hello" }), others)).toBeNull();
  });
});

describe("[D65] a text", () => {
  test.each([
    [" ", "quickReplies.textMissing", {}],
    ["x".repeat(MAX_TEXT + 2), "quickReplies.textTooLong", { n: 2 }],
    [
      "Hi {{custmer_name}}",
      "quickReplies.unknownVariable",
      { name: "{{custmer_name}}", known: "{{customer_name}} {{agent_name}}" },
    ],
  ])("%.20s…", (text, key, params) => {
    expect(checkText(written({ text }))).toEqual({ key, params });
  });

  test("with known variables, and words for when they are not, is well", () => {
    expect(checkText(written({ text: "Hi {{customer_name|there}}, {{ agent_name }}" }))).toBeNull();
  });
});
