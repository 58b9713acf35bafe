import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "vue/compiler-sfc";
import { en as frameEn } from "./frame/locales/en.ts";
import { zhCN as frameZh } from "./frame/locales/zh-CN.ts";
import { en as shopEn } from "./shop/locales/en.ts";
import { zhCN as shopZh } from "./shop/locales/zh-CN.ts";

const here = import.meta.dirname;

function leaves(value: object, path = ""): Map<string, string> {
  return new Map(
    Object.entries(value).flatMap(([key, inner]) =>
      typeof inner === "string" ? [[`${path}${key}`, inner] as const] : [...leaves(inner as object, `${path}${key}.`)],
    ),
  );
}

const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

describe.each([
  ["frame", frameEn, frameZh],
  ["shop", shopEn, shopZh],
])("the words of the %s", (folder, en, zh) => {
  const english = leaves(en);
  const chinese = leaves(zh);
  const files = globSync("**/*.vue", { cwd: join(here, folder) });
  const sources = files.map((file) => readFileSync(join(here, folder, file), "utf8"));

  test("have the same keys and placeholders in both languages, and none is empty", () => {
    expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort());
    for (const [key, text] of english) {
      // What `compileMessage` does not know would be shown as it is.
      expect(`${text}${chinese.get(key)}`.replaceAll(/\{\w+\}/g, ""), key).not.toMatch(/[{}|@]/);
      expect(placeholders(chinese.get(key) ?? ""), key).toEqual(placeholders(text));
      expect(text.trim(), key).not.toBe("");
      expect(chinese.get(key)?.trim(), key).not.toBe("");
    }
  });

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

  test("are all in the language files: no component's template says anything by itself", () => {
    const loose: string[] = [];
    const visit = (
      node: { type: number; content?: unknown; children?: unknown[]; props?: unknown[] },
      file: string,
    ) => {
      if (node.type === 2 && typeof node.content === "string" && /\p{L}/u.test(node.content)) {
        loose.push(`${file}: ${node.content.trim()}`);
      }
      for (const prop of (node.props ?? []) as { type: number; name: string; value?: { content: string } }[]) {
        const spoken = ["title", "placeholder", "alt", "aria-label"].includes(prop.name);
        if (prop.type === 6 && spoken && prop.value !== undefined) loose.push(`${file}: ${prop.value.content}`);
      }
      for (const child of node.children ?? []) visit(child as typeof node, file);
    };
    sources.forEach((source, index) => {
      const { ast } = parse(source).descriptor.template ?? {};
      if (ast) visit(ast, files[index] ?? "");
    });
    // Names are no words to translate.
    expect(loose.filter((text) => !["Shop.vue: velora", "MessageBubble.vue: AI"].includes(text))).toEqual([]);
  });
});
