import { spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { COUNTS_FILE_VARIABLE, type Counts } from "./count-reporter.ts";
import { commandFile, root } from "./run.ts";

/** A machine has its bad moments; more than that is a fault of the tests or of the product. */
const SECOND_TRIES_ALLOWED = 3;

/** A run that failed before any test, for the reason given. */
export function failedRun(reason: string): Counts {
  return { passed: 0, failed: 1, skipped: [], secondTry: [], errors: [reason] };
}

/** Runs Vitest with `args` and the present Node, its output going straight to the terminal. */
export async function runVitest(
  args: string[],
  { env = {}, countsFile }: { env?: Record<string, string>; countsFile: string },
): Promise<Counts> {
  // Counts of an earlier run must not stand in for those of a run that crashed.
  rmSync(countsFile, { force: true });
  const reporters = ["--reporter=default", `--reporter=${join(root, "scripts/count-reporter.ts")}`];
  const code = await new Promise<number>((resolve) => {
    const child = spawn(process.execPath, [commandFile("vitest", "vitest"), "run", ...reporters, ...args], {
      cwd: root,
      env: { ...process.env, ...env, [COUNTS_FILE_VARIABLE]: countsFile },
      stdio: "inherit",
    });
    child.on("error", () => resolve(127));
    child.on("close", (exitCode) => resolve(exitCode ?? 1));
  });
  if (!existsSync(countsFile)) return failedRun(`Vitest ended with ${code} and no result`);
  const counts = JSON.parse(readFileSync(countsFile, "utf8")) as Counts;
  if (counts.failed > 0) return counts;
  if (code !== 0) return { ...counts, failed: 1, errors: [`Vitest ended with ${code}`] };
  const again = counts.secondTry.length;
  if (again > SECOND_TRIES_ALLOWED) {
    return { ...counts, failed: 1, errors: [`${again} tests passed at a second try only, more than chance explains`] };
  }
  return counts.passed > 0 ? counts : { ...counts, errors: ["no test ran"] };
}

/** Alone on the last line, for people and for whatever reads the log. */
export function closingLine({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ""}`;
}
