import { copyFileSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { commandFile, root, run } from "../../../scripts/run.ts";
import { writeOutTypes } from "./protocol-types.ts";

const here = join(import.meta.dirname, "..");
const ENTRIES = { ".": "index", "./vue": "vue", "./react": "react" };

/**
 * Makes the package that others install, as a folder for `npm pack`. Inside this repository the sources are run as they
 * are; but Node strips no types in `node_modules`, and nobody's bundler should have to, so what is installed is
 * JavaScript with declarations beside it, and needs no other package.
 */
export async function buildPackage(folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await must("typescript", "tsc", "-p", "tsconfig.build.json", "--outDir", folder);
  await must("vite", "vite", "build", "--logLevel", "warn", "--outDir", folder);
  linkDeclarations(folder);
  writeManifest(folder);
  copyFileSync(join(here, "README.md"), join(folder, "README.md"));
  copyFileSync(join(root, "LICENSE"), join(folder, "LICENSE"));
}

async function must(packageName: string, command: string, ...args: string[]): Promise<void> {
  const { code, output } = await run(process.execPath, [commandFile(packageName, command), ...args], { cwd: here });
  if (code !== 0) throw new Error(`${command} failed:\n${output}`);
}

/** Declarations keep the sources' `.ts` and name the protocol; here the one is `.js` and the other a file beside them. */
function linkDeclarations(folder: string): void {
  const names = new Set<string>();
  for (const file of globSync("*.d.ts", { cwd: folder })) {
    const path = join(folder, file);
    const text = readFileSync(path, "utf8");
    for (const [, list = ""] of text.matchAll(/(?:im|ex)port type \{([^}]*)\} from "@baton\/protocol"/g)) {
      for (const name of list.split(",")) if (name.trim() !== "") names.add(name.trim());
    }
    for (const [, name = ""] of text.matchAll(/import\("@baton\/protocol"\)\.(\w+)/g)) names.add(name);
    writeFileSync(
      path,
      text.replaceAll(/"(\.\/[\w-]+)\.ts"/g, '"$1.js"').replaceAll('"@baton/protocol"', '"./protocol.js"'),
    );
  }
  writeFileSync(join(folder, "protocol.d.ts"), writeOutTypes(join(root, "packages/protocol/src/index.ts"), [...names]));
  writeFileSync(join(folder, "protocol.js"), "export {};\n");
}

function writeManifest(folder: string): void {
  const manifest = JSON.parse(readFileSync(join(here, "package.json"), "utf8")) as Record<string, unknown>;
  const { name, version, type, license, peerDependencies, peerDependenciesMeta } = manifest;
  const entries = Object.entries(ENTRIES).map(([path, file]) => [
    path,
    { types: `./${file}.d.ts`, default: `./${file}.js` },
  ]);
  const published = {
    name,
    version,
    description: "The SDK of Baton, customer service where an AI answers first and a person takes over.",
    type,
    license,
    sideEffects: false,
    engines: { node: ">=20.3" },
    exports: Object.fromEntries(entries) as Record<string, unknown>,
    peerDependencies,
    peerDependenciesMeta,
  };
  writeFileSync(join(folder, "package.json"), `${JSON.stringify(published, null, 2)}\n`);
}
