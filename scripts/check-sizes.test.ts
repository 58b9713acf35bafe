import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { checkSizes } from "./check-sizes.ts";

let tree = "";

function write(path: string, text: string): void {
  mkdirSync(dirname(join(tree, path)), { recursive: true });
  writeFileSync(join(tree, path), text);
}

/** Code that gzip makes no smaller than `kib`. */
const heavy = (kib: number) =>
  `/*${randomBytes(kib * 1024)
    .toString("latin1")
    .replaceAll("*", "")}*/`;

const WIDGET = "apps/widget/dist";
const CONSOLE = "apps/console/dist";

beforeEach(() => {
  tree = mkdtempSync(join(tmpdir(), "baton-sizes-"));
  write(`${WIDGET}/widget.js`, "(function(){var a=1})();");
  write(
    `${WIDGET}/widget/frame.html`,
    `<script type="module" crossorigin src="/widget/assets/frame-1.js"></script>
     <link rel="icon" href="/favicon.svg" />
     <link rel="modulepreload" crossorigin href="/widget/assets/shared-1.js">
     <link rel="stylesheet" crossorigin href="/widget/assets/frame-1.css">`,
  );
  write(
    `${WIDGET}/widget/assets/frame-1.js`,
    'import{a as e}from"./shared-1.js";import"./plain-1.js";const m=()=>import("./markdown-1.js");x(`./no-such.js`)',
  );
  write(`${WIDGET}/widget/assets/shared-1.js`, "export const a=1");
  write(`${WIDGET}/widget/assets/plain-1.js`, "1");
  write(`${WIDGET}/widget/assets/markdown-1.js`, "export const m=1");
  write(`${WIDGET}/widget/assets/frame-1.css`, "a{background:url(/widget/assets/picture-1.svg)}");
  write(`${WIDGET}/widget/assets/picture-1.svg`, "<svg/>");
  write(`${CONSOLE}/index.html`, '<script type="module" src="/console/assets/index-1.js"></script>');
  write(
    `${CONSOLE}/assets/index-1.js`,
    'const deps=["assets/dialog-1.js","assets/dialog-1.css"];import(`./dialog-1.js`)',
  );
  write(`${CONSOLE}/assets/dialog-1.js`, heavy(400));
  write(`${CONSOLE}/assets/dialog-1.css`, "a{}");
});
afterEach(() => rmSync(tree, { recursive: true, force: true }));

test("small pages pass, and the table says what was counted: what is loaded at once, and for the frame the rest too", () => {
  const { table, mistakes } = checkSizes(tree);
  expect(mistakes).toEqual([]);
  expect(table.map((line) => line.replace(/ +[\d.]+ of +/, ": "))).toEqual([
    "loader: 4 KB, files: 1",
    "frame before the first bot message: 60 KB, files: 6",
    "frame in all: 120 KB, files: 7",
    "console's first load: 350 KB, files: 2",
  ]);
});

test.each([
  [`${WIDGET}/widget.js`, 5, ["loader"]],
  [`${WIDGET}/widget/assets/plain-1.js`, 61, ["frame before"]],
  [`${WIDGET}/widget/assets/shared-1.js`, 121, ["frame before", "frame in all"]],
  [`${WIDGET}/widget/assets/picture-1.svg`, 61, ["frame before"]],
  [`${WIDGET}/widget/assets/markdown-1.js`, 121, ["frame in all"]],
  [`${CONSOLE}/assets/index-1.js`, 351, ["console's first load"]],
] as const)("%s of %i KB is too much, and is named", (path, kib, over) => {
  write(path, heavy(kib));
  const { mistakes } = checkSizes(tree);
  expect(mistakes.map((mistake) => over.find((what) => mistake.startsWith(what)))).toEqual(over);
  for (const mistake of mistakes) expect(mistake).toContain(path.split("/").at(-1));
});

test.each([
  ["import './widget.js';", "classic script"],
  ["export const a = 1;", "classic script"],
  ["import('./other.js');", "second script"],
])("a loader that is %s is a mistake", (text, mistake) => {
  write(`${WIDGET}/widget.js`, text);
  expect(checkSizes(tree).mistakes).toEqual([expect.stringContaining(mistake)]);
});

test("a page that names a file that is not there is not measured as if it were small", () => {
  rmSync(join(tree, `${WIDGET}/widget/assets/shared-1.js`));
  expect(() => checkSizes(tree)).toThrow("shared-1.js");
});
