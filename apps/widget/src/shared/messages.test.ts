import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CHANNEL, chooseLang, parseAccent, parseToFrame, parseToHost } from "./messages.ts";

const settings = {
  lang: "zh-Hans-CN",
  theme: "dark",
  accent: "#0B6E4F",
  title: "Velora",
  suggestions: ["a", "", 5, "x".repeat(201), "b"],
  identityToken: "a.b.c",
};

describe("what the frame believes of its host", () => {
  test("settings, as far as each of them is what it should be", () => {
    const parsed = parseToFrame({ channel: CHANNEL, type: "settings", settings });
    expect(parsed).toEqual({
      channel: CHANNEL,
      type: "settings",
      settings: { ...settings, lang: "zh-CN", suggestions: ["a", "b"] },
    });
    const odd = {
      lang: 1,
      theme: "pink",
      accent: "red;}",
      title: {},
      suggestions: "a",
      identityToken: "x".repeat(9e3),
    };
    expect(parseToFrame({ channel: CHANNEL, type: "settings", settings: odd })).toMatchObject({
      settings: { lang: "en", theme: "auto", suggestions: [] },
    });
    expect(parseToFrame({ channel: CHANNEL, type: "settings", settings: odd })).not.toMatchObject({
      settings: { accent: expect.anything() },
    });
  });

  test("at most six suggestions", () => {
    const many = { ...settings, suggestions: Array.from({ length: 9 }, String) };
    const parsed = parseToFrame({ channel: CHANNEL, type: "settings", settings: many });
    expect(parsed?.type === "settings" && parsed.settings.suggestions).toHaveLength(6);
  });
});

describe("whatever arrives", () => {
  test("is refused without a throw unless it is one of ours, and comes out with its own fields only", () => {
    fc.assert(
      fc.property(
        fc.anything(),
        fc.constantFrom("settings", "visible", "ready", "close", "unread", "x"),
        (junk, type) => {
          const dressed = typeof junk === "object" && junk !== null ? { ...junk, channel: CHANNEL, type } : junk;
          for (const message of [junk, dressed]) {
            const toHost = parseToHost(message);
            if (toHost !== undefined) expect(["ready", "close", "unread"]).toContain(toHost.type);
            const toFrame = parseToFrame(message);
            if (toFrame !== undefined) expect(Object.keys(toFrame).length).toBe(3);
          }
        },
      ),
    );
    expect(parseToHost({ type: "ready" })).toBeUndefined();
    expect(parseToHost({ channel: CHANNEL, type: "unread", count: -1 })).toBeUndefined();
    expect(parseToHost({ channel: CHANNEL, type: "unread", count: 2, evil: 1 })).toEqual({
      channel: CHANNEL,
      type: "unread",
      count: 2,
    });
  });
});

describe("wishes of a page", () => {
  test.each([
    ["zh", "zh-CN"],
    ["ZH-hant-TW", "zh-CN"],
    ["en-GB", "en"],
    ["zhuang", "en"],
    [undefined, "en"],
  ])("the language %s becomes %s", (wish, lang) => {
    expect(chooseLang(wish)).toBe(lang);
  });

  test("a colour is six hexadecimal digits or nothing", () => {
    expect(parseAccent("#0f766e")).toBe("#0f766e");
    for (const bad of ["#0f7", "0f766e", "#0f766e;}", "red", "", undefined]) expect(parseAccent(bad)).toBeUndefined();
  });
});
