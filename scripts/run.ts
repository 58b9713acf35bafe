import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** The repository's top folder. */
export const root = join(import.meta.dirname, "..");

export type Finished = { code: number; output: string; durationMs: number };

/** Runs a program to its end; `output` is what it wrote to both streams. A program that cannot start ends with 127. */
export function run(program: string, args: string[], { cwd = root }: { cwd?: string } = {}): Promise<Finished> {
  const startedAt = performance.now();
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd,
      // npm is a batch file there, which only a shell starts.
      shell: process.platform === "win32" && program === "npm",
      stdio: ["ignore", "pipe", "pipe"],
    });
    const chunks: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => chunks.push(chunk));
    const finish = (code: number, note = "") =>
      resolve({
        code,
        output: Buffer.concat(chunks).toString("utf8") + note,
        durationMs: performance.now() - startedAt,
      });
    child.on("error", (error) => finish(127, `${error.message}\n`));
    child.on("close", (code, signal) => (signal ? finish(1, `ended by ${signal}\n`) : finish(code ?? 1)));
  });
}

/**
 * The file behind a package's command, to be run with `process.execPath`: going through node_modules/.bin would pick
 * whichever Node stands first in PATH, and need a shell on Windows.
 */
export function commandFile(packageName: string, command: string): string {
  const require = createRequire(import.meta.url);
  const manifestFile = join(root, "node_modules", packageName, "package.json");
  const { bin } = require(manifestFile) as { bin: string | Record<string, string> };
  const file = typeof bin === "string" ? bin : bin[command];
  if (file === undefined) throw new Error(`${packageName} brings no command ${command}`);
  return join(dirname(manifestFile), file);
}

export function seconds(durationMs: number): string {
  return `${(durationMs / 1000).toFixed(1)} s`;
}
