import { globSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "./run.ts";

const FOLDER = "docs/images";
/** Whoever clones the repository takes them all along. */
const MOST_BYTES = 2_000_000;

const pictures = globSync("*", { cwd: join(root, FOLDER) }).map((name) => `${FOLDER}/${name}`);
const linked = ["README.md", "README.zh-CN.md", "docs/screens.md"].flatMap((file) =>
  [...readFileSync(join(root, file), "utf8").matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)].map(([, address = ""]) =>
    join(file, "..", address),
  ),
);

test("the pictures of the screens are small enough to be kept here", () => {
  const bytes = pictures.map((file) => statSync(join(root, file)).size).reduce((sum, size) => sum + size, 0);
  expect(bytes).toBeLessThan(MOST_BYTES);
});

test("every picture that is linked exists, and every one that exists is linked", () => {
  expect([...new Set(linked)].toSorted()).toEqual(pictures.toSorted());
});
