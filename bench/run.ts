/** `npm run bench`: see HELP in options.ts for what it measures, docs/performance.md for how and with what result. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startCluster } from "./cluster.ts";
import { type ClusterServices, findServices } from "./cluster-services.ts";
import { describeMachine } from "./machine.ts";
import { type Measurement, measure } from "./measure.ts";
import { HELP, type Options, parseOptions, type ServerKind } from "./options.ts";
import { judge, renderReport, verdict } from "./report.ts";
import { findPython, type StartedService, startBaton, startPeer } from "./servers.ts";

type Starters = Record<ServerKind, (directory: string) => Promise<StartedService>>;

async function bench(options: Options, directory: string, starters: Starters): Promise<void> {
  const begin = performance.now();
  const say = (text: string): void => {
    process.stderr.write(`${((performance.now() - begin) / 1000).toFixed(0).padStart(4)} s  ${text}\n`);
  };
  say("fdatasync of the disk");
  const machine = describeMachine(directory);
  const measurements: Measurement[] = [];
  for (const streams of options.streams) {
    for (const kind of options.servers) {
      const progress = (step: string): void => say(`${kind}, ${streams} streams: ${step}`);
      const start = () => starters[kind](join(directory, `${kind}-${streams}`));
      measurements.push(await measure(kind, streams, options, start, progress));
    }
  }
  say("done");
  process.stdout.write(`${renderReport(machine, measurements)}\n`);
  const aims = judge(measurements).map((aim) => ({ ...aim, verdict: verdict(aim) }));
  const file = resultFile(new Date());
  writeFileSync(file, `${JSON.stringify({ machine, options, measurements, aims }, null, 2)}\n`);
  process.stdout.write(`Written to ${file}\n`);
}

/** What is missing on this machine is said before anything is measured. */
async function findWhatIsNeeded({ servers }: Options): Promise<ClusterServices | null> {
  if (servers.includes("peer")) await findPython();
  return servers.includes("cluster") ? findServices() : null;
}

function startersOn(services: ClusterServices | null): Starters {
  return {
    baton: startBaton,
    peer: startPeer,
    cluster: async (directory) => {
      if (services === null) throw new Error("nobody looked for PostgreSQL and Redis");
      const cluster = await startCluster(directory, services);
      endOnSignals(cluster.stop);
      return cluster;
    },
  };
}

/** The exit hooks end the servers; a database that is not on this disk has to be removed before. */
function endOnSignals(clean: () => Promise<void>): void {
  for (const signal of ["SIGINT", "SIGTERM"]) {
    process.removeAllListeners(signal);
    process.once(signal, () => void clean().finally(() => process.exit(130)));
  }
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
  endOnSignals(() => Promise.resolve());
  let services: ClusterServices | null = null;
  try {
    services = await findWhatIsNeeded(options);
    await bench(options, directory, startersOn(services));
    return 0;
  } catch (error) {
    process.stderr.write(`The bench failed: ${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  } finally {
    await services?.stop();
  }
}

process.exitCode = await main();
