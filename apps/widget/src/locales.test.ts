import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { looseStrings } from "../../console/src/testing/loose-strings.ts";
import { de as frameDe } from "./frame/locales/de.ts";
import { en as frameEn } from "./frame/locales/en.ts";
import { zhCN as frameZh } from "./frame/locales/zh-CN.ts";
import { de as shopDe } from "./shop/locales/de.ts";
import { en as shopEn } from "./shop/locales/en.ts";
import { zhCN as shopZh } from "./shop/locales/zh-CN.ts";

const here = import.meta.dirname;

/** Names, each language's own among them, and code: nobody translates them. */
const NO_WORDS = new Set([
  "index.html: Velora",
  "index.html: Velora: a made-up e-bike shop that shows Baton, open-source customer service.",
  "src/loader/launcher.ts: clipboard-write; autoplay",
  "src/loader/launcher.ts: panel note",
  "src/loader/look.ts: color-mix(in srgb,",
  "src/shop/Shop.vue: velora",
  "src/shop/Shop.vue: 中文",
  "src/shop/Shop.vue: English",
  "src/shop/Shop.vue: Deutsch",
  'src/shop/EmbedGuide.vue: <script src="',
  // Until the chat knows its language, a moment later; the shop's own page is for whoever tries Baton.
  "widget/frame.html: Chat",
]);

function leaves(value: object, path = ""): Map<string, string> {
  return new Map(
    Object.entries(value).flatMap(([key, inner]) =>
      typeof inner === "string" ? [[`${path}${key}`, inner] as const] : [...leaves(inner as object, `${path}${key}.`)],
    ),
  );
}

const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

describe.each([
  ["frame", frameEn, { "zh-CN": frameZh, de: frameDe }],
  ["shop", shopEn, { "zh-CN": shopZh, de: shopDe }],
])("the words of the %s", (folder, en, others) => {
  const english = leaves(en);
  const files = globSync("**/*.vue", { cwd: join(here, folder) });
  const sources = files.map((file) => readFileSync(join(here, folder, file), "utf8"));

  test.each(Object.entries(others))(
    "[W35] have the same keys and placeholders in English and %s, and none is empty",
    (_, words) => {
      const translated = leaves(words);
      expect([...translated.keys()].sort()).toEqual([...english.keys()].sort());
      for (const [key, text] of english) {
        // What `t` does not know would be shown as it is.
        expect(`${text}${translated.get(key)}`.replaceAll(/\{\w+\}/g, ""), key).not.toMatch(/[{}|@]/);
        expect(placeholders(translated.get(key) ?? ""), key).toEqual(placeholders(text));
        expect(text.trim(), key).not.toBe("");
        expect(translated.get(key)?.trim(), key).not.toBe("");
      }
    },
  );

  test("are all there: every key that a component names exists", () => {
    const named = sources.flatMap((source) =>
      [...source.matchAll(/\bt\(\s*["'`]([^"'`$]+)["'`]/g)].map(([, key]) => key),
    );
    expect(named.length).toBeGreaterThan(5);
    for (const key of named) expect([...english.keys()], key).toContain(key);
  });

  test("are all used", () => {
    const code = [
      ...sources,
      ...globSync("**/*.ts", { cwd: join(here, folder), exclude: ["locales/**", "**/*.test.ts"] }).map((file) =>
        readFileSync(join(here, folder, file), "utf8"),
      ),
    ].join("");
    // t(`models.${model}.name`) and the like: what stands around the holes.
    const patterns = [...code.matchAll(/`([\w]+\.[\w.]*(?:\$\{[^}]+\}[\w.]*)+)`/g)].map(
      ([, key = ""]) => new RegExp(`^${key.replaceAll(".", "\\.").replaceAll(/\$\{[^}]+\}/g, "\\w+")}$`),
    );
    const unused = [...english.keys()].filter(
      (key) =>
        !code.includes(`"${key}"`) && !code.includes(`'${key}'`) && !patterns.some((pattern) => pattern.test(key)),
    );
    expect(unused).toEqual([]);
  });
});

test("[W35] all that the chat and the shop say is in the language files, and all that the loader says in its LABELS", () => {
  // The loader is one file of four kilobytes: its four words stand in a table of its own, for the same languages.
  const strays = looseStrings(join(here, ".."), { exclude: ["**/locales/*.ts"], wordsConstants: ["LABELS"] });
  expect(strays.filter((stray) => !NO_WORDS.has(stray))).toEqual([]);
});
