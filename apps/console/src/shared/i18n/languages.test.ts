import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { looseStrings } from "../../testing/loose-strings.ts";
import { en } from "./en.ts";
import { pickLocale } from "./locales.ts";
import { zhCN } from "./zh-CN.ts";

function flatten(words: object, prefix = ""): [string, string][] {
  return Object.entries(words).flatMap(([key, value]: [string, unknown]) =>
    typeof value === "string"
      ? [[prefix + key, value] as [string, string]]
      : flatten(value as object, `${prefix}${key}.`),
  );
}

/** A key of the keyboard, a selector and the name of the thing itself: nobody translates them. */
const NO_WORDS = new Set([
  "src/Workbench.vue: c",
  "src/shared/text-field.ts: input, textarea, select",
  "index.html: Baton",
]);

const english = flatten(en);
const chinese = new Map(flatten(zhCN));
const sourceFolder = join(import.meta.dirname, "../..");
const sources = globSync("**/*.{ts,vue}", { cwd: sourceFolder })
  .filter((file) => !file.endsWith(".test.ts") && !/i18n\/(en|zh-CN)\.ts$/.test(file))
  .map((file) => [file, readFileSync(join(sourceFolder, file), "utf8")] as const);

const placeholders = (text: string) => [...new Set(text.match(/\{\w+\}/g))].toSorted();

describe("the language files", () => {
  test("have the same keys", () => {
    expect([...chinese.keys()].toSorted()).toEqual(english.map(([key]) => key).toSorted());
  });

  test("have words and the same placeholders in both", () => {
    const differing = english.filter(([key, text]) => {
      const other = chinese.get(key) ?? "";
      const empty = text.trim() === "" || other.trim() === "";
      return empty || placeholders(other).join() !== placeholders(text).join();
    });
    expect(differing).toEqual([]);
  });

  test("have every key that the screens name, and none that no screen names", () => {
    const known = new Set(english.map(([key]) => key));
    const named = new Set<string>();
    const groups = new Set<string>();
    for (const [, source] of sources) {
      for (const [, key] of source.matchAll(/["'`]([a-z]\w*(?:\.\w+)+)["'`]/gi))
        if (known.has(key ?? "")) named.add(key ?? "");
      for (const [, group] of source.matchAll(/`(\w+)\.\$\{/g)) groups.add(`${group}.`);
      for (const [, key] of source.matchAll(/\bt\(\s*["']([\w.]+)["']/g)) expect(known).toContain(key);
    }
    const unused = [...known].filter((key) => !named.has(key) && ![...groups].some((group) => key.startsWith(group)));
    expect(unused).toEqual([]);
  });

  test("hold every Chinese word of the console", () => {
    const strays = sources.filter(([file, source]) => !file.endsWith("locales.ts") && /\p{Script=Han}/u.test(source));
    expect(strays.map(([file]) => file)).toEqual([]);
  });

  test("hold everything that a screen says", () => {
    const strays = looseStrings(join(sourceFolder, ".."), { exclude: ["**/shared/i18n/*.ts"] });
    expect(strays.filter((stray) => !NO_WORDS.has(stray))).toEqual([]);
  });
});

describe("the first language", () => {
  test.each([
    [["zh-TW", "en"], "zh-CN"],
    [["de-DE", "zh-Hans-CN"], "zh-CN"],
    [["en-GB"], "en"],
    [["de", "fr"], "en"],
    [[], "en"],
  ] as const)("of a browser that wants %o is %s", (wanted, locale) => {
    expect(pickLocale(wanted)).toBe(locale);
  });
});
