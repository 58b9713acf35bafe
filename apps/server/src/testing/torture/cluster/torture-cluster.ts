import { join } from "node:path";
import { createRandom } from "../random.ts";
import type { Cluster } from "./cluster.ts";
import { startCluster } from "./cluster.ts";
import { FAULTS } from "./faults.ts";
import { type FaultResult, play } from "./play.ts";
import { violationsOf } from "./table.ts";

export interface ClusterTortureOptions {
  seed: number;
  /** An empty folder: holds the services' and the instances' data, and everybody's logs. */
  folder: string;
  instances: number;
  /** The few times of a form that runs with the tests. */
  short: boolean;
  /** Names of faults; all of them when left out. */
  faults?: readonly string[];
  isBroken?: boolean;
  say(line: string): void;
}

/** More than the agents who claim one session at once. */
export const AGENTS = { long: 50, short: 20 };
const SHORT_SESSIONS = 8;

/** Starts a cluster, plays one fault after the other on it, and ends it as an operator does. */
export async function tortureCluster(options: ClusterTortureOptions): Promise<FaultResult[]> {
  const { short, say } = options;
  const cluster = await startCluster({ ...options, agents: short ? AGENTS.short : AGENTS.long });
  try {
    return await playFaults(cluster, options);
  } finally {
    say("stopping");
    await cluster.close();
  }
}

export async function playFaults(
  cluster: Cluster,
  options: Omit<ClusterTortureOptions, "instances">,
): Promise<FaultResult[]> {
  const { seed, folder, short, faults, isBroken = false, say } = options;
  const random = createRandom(seed);
  const results: FaultResult[] = [];
  for (const fault of FAULTS.filter(({ name }) => faults === undefined || faults.includes(name))) {
    const times = short ? fault.times.short : fault.times.long;
    say(`${fault.name}: ${fault.what}, ${times} times`);
    const sessions = short ? { sessions: SHORT_SESSIONS } : {};
    const where = { cluster, folder: join(folder, "faults"), isBroken, say };
    const result = await play({ ...where, fault, times, random, ...sessions });
    for (const line of violationsOf(result)) say(line);
    say(`${fault.name}: ${result.violations.length} violations, ${(result.tookMs / 1_000).toFixed(1)} s`);
    results.push(result);
  }
  return results;
}
