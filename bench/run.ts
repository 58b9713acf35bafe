/** `npm run bench`: see HELP in options.ts for what it measures, docs/performance.md for how and with what result. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describeMachine } from "./machine.ts";
import { type Measurement, measure } from "./measure.ts";
import { HELP, type Options, parseOptions } from "./options.ts";
import { judge, renderReport, verdict } from "./report.ts";
import { findPython } from "./servers.ts";

async function bench(options: Options, directory: string): Promise<void> {
  const begin = performance.now();
  const say = (text: string): void => {
    process.stderr.write(`${((performance.now() - begin) / 1000).toFixed(0).padStart(4)} s  ${text}\n`);
  };
  if (options.servers.includes("peer")) await findPython();
  say("fdatasync of the disk");
  const machine = describeMachine(directory);
  const measurements: Measurement[] = [];
  for (const streams of options.streams) {
    for (const kind of options.servers) {
      const progress = (step: string): void => say(`${kind}, ${streams} streams: ${step}`);
      measurements.push(await measure(kind, streams, options, directory, progress));
    }
  }
  say("done");
  process.stdout.write(`${renderReport(machine, measurements)}\n`);
  const aims = judge(measurements).map((aim) => ({ ...aim, verdict: verdict(aim) }));
  const file = resultFile(new Date());
  writeFileSync(file, `${JSON.stringify({ machine, options, measurements, aims }, null, 2)}\n`);
  process.stdout.write(`Written to ${file}\n`);
}

function resultFile(now: Date): string {
  const folder = fileURLToPath(new URL("results", import.meta.url));
  mkdirSync(folder, { recursive: true });
  return join(folder, `${now.toISOString().slice(0, 19).replaceAll(":", "-")}Z.json`);
}

async function main(): Promise<number> {
  let options: Options | "help";
  try {
    options = parseOptions(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${HELP}`);
    return 2;
  }
  if (options === "help") {
    process.stdout.write(HELP);
    return 0;
  }
  if (process.platform !== "linux") {
    process.stderr.write("The bench reads memory and processor time from /proc: it needs Linux.\n");
    return 2;
  }
  const directory = mkdtempSync(join(options.parentDirectory ?? tmpdir(), "baton-bench-"));
  process.once("exit", () => rmSync(directory, { recursive: true, force: true }));
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(130));
  try {
    await bench(options, directory);
    return 0;
  } catch (error) {
    process.stderr.write(`The bench failed: ${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}

process.exitCode = await main();
