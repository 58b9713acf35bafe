/**
 * Builds the pages that the server sends: the console and the widget. A page is built again when its `dist` is missing
 * or was made from other sources; the digest of those is kept inside `dist`, so that a build cut short leaves none.
 *
 * `node scripts/build-pages.ts [--force]`
 */
import { createHash } from "node:crypto";
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { type Finished, root as repository, run, seconds } from "./run.ts";

const PAGES = ["apps/console", "apps/widget"];
/** Besides its own folder, what a page is made of. */
const SHARED = [
  ...["packages/bot-text", "packages/client", "packages/protocol", "package-lock.json", "tsconfig.base.json"],
  "scripts/build-pages.ts",
];

/** A digest of the names and contents of all the files that `page` is made of. */
function digestSources(page: string, root: string): string {
  const patterns = [page, ...SHARED].flatMap((path) => [path, `${path}/**/*`]);
  const files = globSync(patterns, {
    cwd: root,
    withFileTypes: true,
    exclude: ({ name }) => name === "dist" || name === "node_modules",
  })
    .filter((entry) => entry.isFile() && !entry.name.endsWith(".test.ts"))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
  const hash = createHash("sha256");
  for (const file of files) {
    const content = readFileSync(file);
    hash.update(`${file.slice(root.length)}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}

function stampFile(page: string, root: string): string {
  return join(root, page, "dist", ".sources");
}

function builtFrom(page: string, root: string): string | undefined {
  try {
    return readFileSync(stampFile(page, root), "utf8");
  } catch {
    return undefined;
  }
}

/**
 * Beside each file its gzip and brotli forms, which the server sends to whoever reads them: made once and with all the
 * effort there is, where compressing each answer would cost the server time and save less.
 */
function compress(page: string, root: string): void {
  for (const file of globSync(join(root, page, "dist/**/*.{html,js,css,svg}"))) {
    const content = readFileSync(file);
    writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
    writeFileSync(`${file}.br`, brotliCompressSync(content));
  }
}

/** Runs the workspace's own `build` script, with the npm that runs this one. */
function build(page: string, root: string): Promise<Finished> {
  const npm = process.env["npm_execpath"];
  const args = ["run", "build", "--workspace", page];
  return npm?.endsWith("js") ? run(process.execPath, [npm, ...args], { cwd: root }) : run("npm", args, { cwd: root });
}

async function refresh(page: string, { force, root, log }: Required<BuildOptions>): Promise<boolean> {
  const digest = digestSources(page, root);
  const previous = builtFrom(page, root);
  if (previous === digest && !force) return true;
  const reason = previous === undefined ? "not built yet" : previous === digest ? "asked for" : "its sources changed";
  log(`Building ${page} (${reason}) …`);
  const { code, output, durationMs } = await build(page, root);
  if (code !== 0) {
    log(`${output.trimEnd()}\nBuilding ${page} failed after ${seconds(durationMs)}.`);
    return false;
  }
  compress(page, root);
  writeFileSync(stampFile(page, root), digest);
  log(`Built ${page} in ${seconds(durationMs)}.`);
  return true;
}

export type BuildOptions = {
  /** Build even what is fresh. */
  force?: boolean;
  root?: string;
  log?: (line: string) => void;
};

/** Resolves to whether every page is there and made from the present sources. */
export async function buildPages({ force = false, root = repository, log = console.log }: BuildOptions = {}) {
  const built = await Promise.all(PAGES.map((page) => refresh(page, { force, root, log })));
  return built.every(Boolean);
}

if (import.meta.main) {
  if (!(await buildPages({ force: process.argv.includes("--force") }))) process.exitCode = 1;
}
