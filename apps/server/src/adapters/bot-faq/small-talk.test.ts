import { describe, expect, test } from "vitest";
import { smallTalk } from "./small-talk.ts";

describe("smallTalk", () => {
  test.each([
    ["Hello!!", "greeting"],
    ["你好～", "greeting"],
    ["在嗎？", "greeting"],
    ["Thanks a lot 😊", "thanks"],
    ["好的，谢谢", "thanks"],
    ["hi! thank you, bye", "goodbye"],
    ["👍", "agreed"],
    ["Are you a robot?", "identity"],
    ["That's wrong", "unhelpful"],
    ["答非所问！", "unhelpful"],
  ])("[F18] %s is %s", (text, kind) => {
    expect(smallTalk(text)).toBe(kind);
  });

  test.each(["hi, where is my parcel?", "你好，怎么退货", "thanks but it still does not charge", "???", "", "🔥🔥"])(
    "[F18] %j is a question, or nothing, but no small talk",
    (text) => {
      expect(smallTalk(text)).toBeUndefined();
    },
  );
});
