/**
 * What people have to load before they see something, against what we promise them: `npm run check -- sizes`, or
 * `node scripts/check-sizes.ts`. Gzip sizes of the built pages as the server sends them (level 9, scripts/build-pages.ts);
 * they are built first when they are stale.
 */
import { existsSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { Script } from "node:vm";
import { gzipSync } from "node:zlib";
import { buildPages } from "./build-pages.ts";
import { root } from "./run.ts";

const KIB = 1024;

type Part = {
  what: string;
  limit: number;
  /** The folder that is served at `base`. */
  dist: string;
  base: string;
  entry: string;
  /** Also what is loaded later on, when it is needed. */
  withLazy?: boolean;
};

const PARTS: readonly Part[] = [
  { what: "loader", limit: 4 * KIB, dist: "apps/widget/dist", base: "/", entry: "widget.js" },
  {
    what: "frame before the first bot message",
    limit: 60 * KIB,
    dist: "apps/widget/dist",
    base: "/",
    entry: "widget/frame.html",
  },
  {
    what: "frame in all",
    limit: 120 * KIB,
    dist: "apps/widget/dist",
    base: "/",
    entry: "widget/frame.html",
    withLazy: true,
  },
  { what: "console's first load", limit: 350 * KIB, dist: "apps/console/dist", base: "/console/", entry: "index.html" },
];

/** What a file makes the browser load at once, and what its code may load later; addresses as they are written. */
function references(file: string, text: string): { now: string[]; later: string[] } {
  const all = (pattern: RegExp) => [...text.matchAll(pattern)].map(([, address = ""]) => address);
  if (file.endsWith(".html")) {
    const tags = text.match(/<(?:script|link)\b[^>]*>/g) ?? [];
    const loaded = tags.filter((tag) => tag.startsWith("<script") || /\brel="(?:modulepreload|stylesheet)"/.test(tag));
    return { now: loaded.flatMap((tag) => /\b(?:src|href)="([^"]+)"/.exec(tag)?.[1] ?? []), later: [] };
  }
  if (file.endsWith(".css")) return { now: all(/\burl\(["']?([^"')]+)/g), later: [] };
  if (!file.endsWith(".js")) return { now: [], later: [] };
  return {
    now: all(/(?<![\w$.])(?:from|import)\s*["']([^"']+)["']/g),
    // Besides the import itself, Vite's list of what such an import needs, styles included.
    later: [...all(/(?<![\w$.])import\(\s*["'`]([^"'`]+)["'`]/g), ...all(/["'`]((?:\.\/)?[\w/.-]+\.(?:css|js))["'`]/g)],
  };
}

/** The files of a part, from its entry on, each once. */
function filesOf({ dist, base, entry, withLazy = false }: Omit<Part, "what" | "limit">): string[] {
  const found = new Set<string>();
  const inDist = (file: string, address: string) => {
    if (address.startsWith(base)) return address.slice(base.length);
    return address.startsWith(".") ? posix.join(posix.dirname(file), address) : undefined;
  };
  const visit = (file: string | undefined) => {
    if (file === undefined || found.has(file)) return;
    found.add(file);
    const { now, later } = references(file, readFileSync(join(dist, file), "utf8"));
    for (const address of now) visit(inDist(file, address));
    // Vite's list has addresses from the base on; what only looks like an address is no file.
    const lazy = withLazy ? later.map((address) => inDist(file, address) ?? address) : [];
    for (const name of lazy) if (existsSync(join(dist, name))) visit(name);
  };
  visit(entry);
  return [...found];
}

const gzipped = (file: string) => gzipSync(readFileSync(file), { level: 9 }).length;

/** A host page embeds the loader with a plain script tag: it must parse as one, and load no second file. */
function loaderMistake(text: string): string | undefined {
  try {
    new Script(text);
  } catch (error) {
    return `the loader is no classic script: ${(error as Error).message}`;
  }
  return /(?<![\w$.])import\s*\(/.test(text) ? "the loader loads a second script" : undefined;
}

/** The table, and what is over its limit or not as it has to be. */
export function checkSizes(tree: string): { table: string[]; mistakes: string[] } {
  const mistakes: string[] = [];
  const table = PARTS.map((part) => {
    const dist = join(tree, part.dist);
    const sizes = filesOf({ ...part, dist }).map((file) => ({ file, size: gzipped(join(dist, file)) }));
    const total = sizes.reduce((sum, { size }) => sum + size, 0);
    if (total > part.limit) {
      const each = sizes.toSorted((a, b) => b.size - a.size).map(({ file, size }) => `\n    ${inKib(size)} ${file}`);
      mistakes.push(`${part.what} is ${total - part.limit} bytes over its ${part.limit / KIB} KB${each.join("")}`);
    }
    const limit = `${part.limit / KIB} KB`.padStart(6);
    return `${part.what.padEnd(36)}${inKib(total)} of ${limit}, files: ${sizes.length}`;
  });
  const mistake = loaderMistake(readFileSync(join(tree, "apps/widget/dist/widget.js"), "utf8"));
  if (mistake !== undefined) mistakes.push(mistake);
  return { table, mistakes };
}

const inKib = (bytes: number) => (bytes / KIB).toFixed(2).padStart(7);

if (import.meta.main) {
  if (await buildPages()) {
    const { table, mistakes } = checkSizes(root);
    console.log([...table, ...mistakes.map((mistake) => `FAILED: ${mistake}`)].join("\n"));
    process.exitCode = mistakes.length === 0 ? 0 : 1;
  } else process.exitCode = 1;
}
