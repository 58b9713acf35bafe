import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { buildPages } from "./build-pages.ts";

let tree = "";
let lines: string[] = [];

const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(tree, path)), { recursive: true });
  writeFileSync(join(tree, path), text);
};

/** A page whose build copies its one source, emptying `dist` first as Vite does. */
function writePage(name: string): void {
  const build =
    "node -e \"const fs=require('fs');fs.rmSync('dist',{recursive:true,force:true});fs.mkdirSync('dist');fs.copyFileSync('src/page.txt','dist/page.txt');fs.copyFileSync('src/page.txt','dist/page.js')\"";
  write(`apps/${name}/package.json`, JSON.stringify({ name, scripts: { build } }));
  write(`apps/${name}/src/page.txt`, `${name} 1`);
}

const build = (force = false) => buildPages({ root: tree, force, log: (line) => lines.push(line) });
const builds = () => lines.filter((line) => line.startsWith("Building ") && line.endsWith("…"));

beforeEach(() => {
  tree = mkdtempSync(join(tmpdir(), "baton-pages-"));
  lines = [];
  write("package.json", JSON.stringify({ name: "pages", workspaces: ["apps/*"] }));
  write("packages/client/src/index.ts", "export const version = 1;");
  writePage("console");
  writePage("widget");
});

afterEach(() => rmSync(tree, { recursive: true, force: true }));

describe("buildPages", () => {
  test("builds what is missing and says how long it took", async () => {
    expect(await build()).toBe(true);
    expect(builds()).toEqual(["Building apps/console (not built yet) …", "Building apps/widget (not built yet) …"]);
    expect(lines).toContainEqual(expect.stringMatching(/^Built apps\/console in \d+\.\d s\.$/));
    expect(readFileSync(join(tree, "apps/widget/dist/page.txt"), "utf8")).toBe("widget 1");
  });

  test("puts compressed forms beside the files, made anew with them", async () => {
    for (const text of ["widget 1", "widget 2"]) {
      write("apps/widget/src/page.txt", text);
      await build();
      const packed = (name: string) => readFileSync(join(tree, "apps/widget/dist", name));
      expect(gunzipSync(packed("page.js.gz")).toString()).toBe(text);
      expect(brotliDecompressSync(packed("page.js.br")).toString()).toBe(text);
      expect(existsSync(join(tree, "apps/widget/dist/page.txt.gz"))).toBe(false);
    }
  });

  test("builds again only what changed", async () => {
    await build();
    lines = [];
    expect(await build()).toBe(true);
    expect(lines).toEqual([]);

    write("apps/widget/src/page.txt", "widget 2");
    expect(await build()).toBe(true);
    expect(builds()).toEqual(["Building apps/widget (its sources changed) …"]);
    expect(readFileSync(join(tree, "apps/widget/dist/page.txt"), "utf8")).toBe("widget 2");
  });

  test("a change of a shared package, or a renamed file, makes pages stale; a test does not", async () => {
    await build();
    lines = [];
    write("apps/console/src/page.test.ts", "");
    await build();
    expect(builds()).toEqual([]);
    write("packages/client/src/index.ts", "export const version = 2;");
    await build();
    expect(builds()).toHaveLength(2);
    lines = [];
    rmSync(join(tree, "packages/client/src/index.ts"));
    write("packages/client/src/main.ts", "export const version = 2;");
    await build();
    expect(builds()).toHaveLength(2);
  });

  test("--force builds what is fresh", async () => {
    await build();
    lines = [];
    await build(true);
    expect(builds()).toEqual(["Building apps/console (asked for) …", "Building apps/widget (asked for) …"]);
  });

  test("a build that fails shows its output, fails, and is tried again next time", async () => {
    await build();
    write(
      "apps/widget/package.json",
      JSON.stringify({ name: "widget", scripts: { build: "echo it broke && exit 3" } }),
    );
    lines = [];
    expect(await build()).toBe(false);
    expect(lines.join("\n")).toMatch(/it broke[\s\S]*Building apps\/widget failed after/);
    lines = [];
    expect(await build()).toBe(false);
    expect(builds()).toHaveLength(1);
  });

  test("a build cut short leaves no mark of being fresh", async () => {
    await build();
    rmSync(join(tree, "apps/console/dist"), { recursive: true });
    mkdirSync(join(tree, "apps/console/dist"));
    lines = [];
    await build();
    expect(builds()).toEqual(["Building apps/console (not built yet) …"]);
    expect(existsSync(join(tree, "apps/console/dist/page.txt"))).toBe(true);
  });
});
