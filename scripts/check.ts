/**
 * The gate: `npm run check`. Every step runs even when another failed, so that one run shows all there is to repair.
 * `npm run check -- lint rooms` runs only the steps named.
 */
import { existsSync, globSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { commandFile, type Finished, root, run, seconds } from "./run.ts";

type Step = {
  name: string;
  args: string[];
  /** What it prints is wanted also when all is well. */
  tells?: boolean;
};

function step(name: string, packageName: string, command: string, ...args: string[]): Step {
  return { name, args: [commandFile(packageName, command), ...args] };
}

function typeStep(tsconfig: string): Step {
  const folder = tsconfig.slice(0, -"/tsconfig.json".length);
  const hasVue = globSync(`${folder}/src/**/*.vue`, { cwd: root }).length > 0;
  return hasVue
    ? step(`types ${folder}`, "vue-tsc", "vue-tsc", "--noEmit", "-p", tsconfig)
    : step(`types ${folder}`, "typescript", "tsc", "--noEmit", "-p", tsconfig);
}

const cruised = ["packages", "apps", "scripts", "bench", "e2e"].filter((folder) => existsSync(join(root, folder)));
const workspaceConfigs = globSync("{packages,apps,examples}/*/tsconfig.json", { cwd: root }).toSorted();

// The long ones first: with two at a time the whole takes as long as its longest half.
const steps: Step[] = [
  ...workspaceConfigs.map(typeStep),
  step("types", "typescript", "tsc", "--noEmit", "-p", "tsconfig.json"),
  step("promises and process", "oxlint", "oxlint", "--type-aware", "--deny-warnings"),
  step(
    "rooms",
    "dependency-cruiser",
    "depcruise",
    "--config",
    ".dependency-cruiser.js",
    "--output-type",
    "err-long",
    ...cruised,
  ),
  { name: "sizes", args: [join(root, "scripts/check-sizes.ts")], tells: true },
  step("dead code", "knip", "knip", "--no-progress"),
  step("format and lint", "@biomejs/biome", "biome", "check", "--error-on-warnings", "--max-diagnostics=200"),
];

const wanted = process.argv.slice(2);
const chosen = steps.filter(({ name }) => wanted.length === 0 || wanted.some((word) => name.includes(word)));
if (chosen.length === 0) {
  console.error(`no such step; there are: ${steps.map(({ name }) => name).join(", ")}`);
  process.exit(2);
}

const waiting = [...chosen];
const failed: string[] = [];

function report({ name, tells = false }: Step, { code, output, durationMs }: Finished): void {
  console.log(`${code === 0 ? "ok    " : "FAILED"} ${name} (${seconds(durationMs)})`);
  if (code !== 0) failed.push(name);
  if (code !== 0 || tells) console.log(`${output.trimEnd().replaceAll(/^/gm, "    ")}\n`);
}

async function work(): Promise<void> {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    report(next, await run(process.execPath, next.args));
  }
}

const startedAt = performance.now();
await Promise.all(Array.from({ length: Math.min(availableParallelism(), chosen.length) }, work));
const total = seconds(performance.now() - startedAt);
console.log(
  failed.length === 0
    ? `check: ${chosen.length} steps passed in ${total}`
    : `check: ${failed.length} of ${chosen.length} steps failed in ${total}: ${failed.join(", ")}`,
);
process.exitCode = failed.length === 0 ? 0 : 1;
