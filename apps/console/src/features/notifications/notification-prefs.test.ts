import { expect, test } from "vitest";
import { DEFAULT_PREFS, parsePrefs, waysOf } from "./notification-prefs.ts";

test("[N5] a new agent hears of everything, and no desktop shows a customer's words", () => {
  expect(parsePrefs(null)).toEqual(DEFAULT_PREFS);
  expect(DEFAULT_PREFS.showText).toBe(false);
  expect(waysOf(DEFAULT_PREFS, "deadline")).toEqual({ sound: true, desktop: true });
});

test("[N5] choices are read back as they were stored", () => {
  const chosen = {
    quiet: true,
    volume: 0,
    showText: true,
    kinds: { ...DEFAULT_PREFS.kinds, message: { sound: false, desktop: true } },
  };
  expect(parsePrefs(JSON.stringify(chosen))).toEqual(chosen);
});

test.each(["", "{", "7", "[]", '{"volume":900,"kinds":{"message":3}}'])("[N5] %o is no choice", (text) => {
  expect(parsePrefs(text)).toEqual(DEFAULT_PREFS);
});

test("[N5] do not disturb silences everything, a kind only itself, volume 0 only its sound", () => {
  expect(waysOf({ ...DEFAULT_PREFS, quiet: true }, "waiting")).toEqual({ sound: false, desktop: false });
  const deaf = { ...DEFAULT_PREFS, kinds: { ...DEFAULT_PREFS.kinds, waiting: { sound: false, desktop: true } } };
  expect(waysOf(deaf, "waiting")).toEqual({ sound: false, desktop: true });
  expect(waysOf(deaf, "message")).toEqual({ sound: true, desktop: true });
  expect(waysOf({ ...DEFAULT_PREFS, volume: 0 }, "message")).toEqual({ sound: false, desktop: true });
});
