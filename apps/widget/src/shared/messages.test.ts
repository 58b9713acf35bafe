import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { CHANNEL, chooseLang, parseToFrame, parseToHost } from "./messages.ts";

function read(settings: object) {
  const parsed = parseToFrame({ channel: CHANNEL, type: "settings", settings });
  return parsed?.type === "settings" ? parsed.settings : undefined;
}

const settings = {
  lang: "zh-Hans-CN",
  theme: "dark",
  look: {
    accent: "#0B6E4F",
    ground: "#ffffff",
    ink: "#000000",
    bubble: "#eeeeee",
    radius: "8px",
    font: "Georgia, serif",
  },
  title: "Velora",
  suggestions: `a| |${"x".repeat(201)}| b `,
  identityToken: "a.b.c",
  page: { url: "https://shop.example/bikes", referrer: "https://search.example/" },
};

describe("what the frame believes of its host", () => {
  test("[W8] [W9] the page's address, in a browser of 2023 too", () => {
    const canParse = vi.spyOn(URL, "canParse").mockImplementation(() => {
      throw new TypeError("URL.canParse is not a function");
    });
    expect(read(settings)?.page.url).toBe("https://shop.example/bikes");
    expect(read({ ...settings, page: { url: "no address" } })?.page.url).toBeUndefined();
    canParse.mockRestore();
  });

  test("[W8] settings, as far as each of them is what it should be", () => {
    expect(read(settings)).toEqual({
      ...settings,
      lang: "zh-CN",
      look: { ...settings.look, radius: 8 },
      suggestions: ["a", "b"],
    });
    const odd = {
      lang: 1,
      theme: "pink",
      look: { accent: "red;}", ground: 5, ink: "#fff", radius: "1e9", font: "x; } body { display: none" },
      title: {},
      suggestions: ["a"],
      identityToken: "x".repeat(9e3),
      page: { url: "javascript:alert(1)", referrer: `https://shop.example/${"x".repeat(2e3)}` },
    };
    expect(read(odd)).toEqual({ ...read({}), lang: "en" });
    expect(read({ look: "a", page: null })).toEqual(read({}));
  });

  test("[W9] of an address only what is no secret, even when the host forgot to leave that out", () => {
    const address = "https://me:pass@shop.example/cart?token=1#secret";
    expect(read({ page: { url: address, referrer: address } })?.page).toEqual({
      url: "https://shop.example/cart",
      referrer: "https://shop.example/cart",
    });
  });

  test("[W14] no font that is more than names", () => {
    for (const font of ['Inter, "Noto Sans SC"', "宋体, serif"]) expect(read({ look: { font } })?.look.font).toBe(font);
    for (const font of ["url(x)", "a;b", "a}b", "a/*", "\\61", "a\nb", ""]) {
      expect(read({ look: { font } })?.look.font).toBeUndefined();
    }
  });

  test("at most six suggestions", () => {
    const many = { ...settings, suggestions: "a|b|c|d|e|f|g|h|i" };
    expect(read(many)?.suggestions).toHaveLength(6);
  });
});

describe("whatever arrives", () => {
  test("[W7] [W8] is refused without a throw unless it is one of ours, and comes out with its own fields only", () => {
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
            if (toFrame !== undefined) expect(["settings", "visible"]).toContain(toFrame.type);
          }
        },
      ),
    );
    expect(parseToHost({ type: "ready" })).toBeUndefined();
    expect(parseToHost({ channel: CHANNEL, type: "unread", count: -1 })).toBeUndefined();
    expect(parseToHost({ channel: CHANNEL, type: "unread", count: 2, evil: 1 })).toEqual({
      type: "unread",
      count: 2,
      going: false,
    });
  });
});

describe("wishes of a page", () => {
  test.each([
    ["zh", "zh-CN"],
    ["ZH-hant-TW", "zh-CN"],
    ["en-GB", "en"],
    ["de", "de"],
    ["de-AT", "de"],
    ["den", "en"],
    ["fr", "en"],
    ["zhuang", "en"],
    [undefined, "en"],
  ])("[W5] the language %s becomes %s", (wish, lang) => {
    expect(chooseLang(wish)).toBe(lang);
  });

  test("[W14] a colour is six hexadecimal digits or nothing", () => {
    const accent = (wish: unknown) => read({ look: { accent: wish } })?.look.accent;
    expect(accent("#0f766e")).toBe("#0f766e");
    for (const bad of ["#0f7", "0f766e", "#0f766e;}", "red", "", undefined]) expect(accent(bad)).toBeUndefined();
  });
});
