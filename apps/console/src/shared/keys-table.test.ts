import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { en } from "./i18n/en.ts";
import { KEY_GROUPS, KEYS, keyNames } from "./keys-table.ts";

const folder = join(import.meta.dirname, "..");
/** What every `useKeys({ … })` of the console binds. */
const bound = globSync("**/*.vue", { cwd: folder }).flatMap((file) => {
  const source = readFileSync(join(folder, file), "utf8");
  return [...source.matchAll(/useKeys\(\{\n([\s\S]*?)\n\}\);/g)].flatMap(([, body]) =>
    [...(body ?? "").matchAll(/^ {2}(\w+)[:,(]/gm)].map(([, name]) => name),
  );
});

describe("[N10] the table of keys", () => {
  test("has a binding for everything that the browser does not do by itself", () => {
    const promised = keyNames.filter((name) => !("native" in KEYS[name]));
    expect([...new Set(bound)].toSorted()).toEqual(promised.toSorted());
  });

  test("has words for each, and there are no words without a key", () => {
    const titles = ["title", ...KEY_GROUPS];
    expect(Object.keys(en.keys).toSorted()).toEqual([...keyNames, ...titles].toSorted());
  });

  test("gives a key to one thing only, but for what a text field does by itself", () => {
    const keys = keyNames.filter((name) => !("native" in KEYS[name])).flatMap((name) => [...KEYS[name].keys]);
    expect(keys.toSorted()).toEqual([...new Set<string>(keys)].toSorted());
  });
});
