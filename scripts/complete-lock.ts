/**
 * `npm run complete-lock`: adds to package-lock.json the packages that only other platforms load.
 *
 * npm drops an optional package from the lock file when its registry did not answer for it (a mirror that keeps only
 * some platforms, say), and `npm ci` then refuses the file everywhere: "Missing … from lock file". Such a package is
 * known all the same: the package that wants it names its exact version, its own name says for which platform. It has
 * no digest then; npm notes one as soon as somebody installs it where it can be had.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./run.ts";

type LockEntry = {
  version?: string;
  dev?: boolean;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  optionalDependencies?: Record<string, string>;
};

export type Lock = { packages: Record<string, LockEntry> };

const systems = ["aix", "android", "darwin", "freebsd", "linux", "netbsd", "openbsd", "openharmony", "sunos", "win32"];
const processors = ["arm", "arm64", "ia32", "loong64", "mips64el", "ppc64", "riscv64", "s390x", "wasm32", "x64"];

/**
 * The entry of a package made for one platform, which its name tells. Without `os` and `cpu` npm would try to fetch it
 * on every platform. The order of the fields is npm's.
 */
function platformEntry(name: string, version: string, dev: boolean): LockEntry {
  const words = name.slice(name.indexOf("/") + 1).split("-");
  const os = words.find((word) => systems.includes(word));
  const cpu = words.find((word) => processors.includes(word));
  if (cpu === undefined || (os === undefined && cpu !== "wasm32"))
    throw new Error(`${name}: for which platform is it?`);
  const last = words.at(-1) ?? "";
  const libc =
    os !== "linux" ? undefined : last.startsWith("musl") ? "musl" : last.startsWith("gnu") ? "glibc" : undefined;
  return {
    version,
    cpu: [cpu],
    ...(dev ? { dev } : {}),
    ...(libc ? { libc: [libc] } : {}),
    optional: true,
    ...(os ? { os: [os] } : {}),
  };
}

/** The entries that `lock` lacks, by their place in it. */
export function missingEntries({ packages }: Lock): Record<string, LockEntry> {
  const missing: Record<string, LockEntry> = {};
  for (const [place, { dev, optionalDependencies = {} }] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      const isThere = [`${place}/node_modules/${name}`, `node_modules/${name}`].some((path) => path in packages);
      // A range (optional for another reason than the platform) cannot be turned into a version here.
      if (isThere || !/^\d+\.\d+\.\d+$/.test(version)) continue;
      missing[`node_modules/${name}`] = platformEntry(name, version, dev ?? false);
    }
  }
  return missing;
}

if (import.meta.main) {
  const file = join(root, "package-lock.json");
  const lock = JSON.parse(readFileSync(file, "utf8")) as Lock;
  const missing = missingEntries(lock);
  // npm keeps the places in this order; another one would make its next write a large diff.
  const inOrder = Object.entries({ ...lock.packages, ...missing }).toSorted(([a], [b]) => a.localeCompare(b, "en"));
  writeFileSync(file, `${JSON.stringify({ ...lock, packages: Object.fromEntries(inOrder) }, undefined, 2)}\n`);
  console.log(`${Object.keys(missing).length} packages added to package-lock.json`);
}
