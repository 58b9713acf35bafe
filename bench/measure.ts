import type { LoadResult } from "./client/commands.ts";
import { at, readersAt } from "./client/placement.ts";
import { LoadClient } from "./load-client.ts";
import type { Options, ServerKind } from "./options.ts";
import {
  machineProcessorTimeMs,
  processorTimeMs,
  programsProcessorTimeMs,
  type ServerProcess,
} from "./server-process.ts";
import type { StartedService } from "./servers.ts";

export interface RateResult extends LoadResult {
  ratePerSecond: number;
  /** Share of one core, in percent, of each instance: 100 is one core busy all the time. */
  serverProcessorPercent: number[];
  /** What the instances stand on, where they stand on anything: every PostgreSQL and every Redis of this machine. */
  postgresProcessorPercent: number | null;
  redisProcessorPercent: number | null;
  clientProcessorPercent: number;
  /** Everything else on the machine, the kernel's own work included: where it is high, something disturbed the run. */
  otherProcessorPercent: number;
}

export interface Measurement {
  kind: ServerKind;
  description: string;
  /** Of all instances together. */
  streams: number;
  instances: InstanceMemory[];
  rates: RateResult[];
}

/** Proportional set size of a whole server; each but the last after a garbage collection. */
export interface InstanceMemory {
  /** Those that are read at this instance. */
  streams: number;
  startedBytes: number;
  /** With all sessions live and half of the warm-up over, no stream open: the "PSS at 0". */
  noStreamsBytes: number;
  idleBytes: number;
  afterLoadBytes: number;
  /** What an operator sees: after the load, with whatever garbage there is. */
  uncollectedBytes: number;
  idleBytesPerStream: number;
  afterLoadBytesPerStream: number;
}

/** So few streams serve the first half of the warm-up that what they leave behind does not blur the PSS at 0. */
const WARM_UP_STREAMS = 100;
/** Descriptors of a server beside the streams: its requests' connections, files, the log. */
const OTHER_FILES = 200;

/** Measures one service with one number of streams, from its start to its end. */
export async function measure(
  kind: ServerKind,
  streams: number,
  options: Options,
  start: () => Promise<StartedService>,
  progress: (step: string) => void,
): Promise<Measurement> {
  progress("starts");
  const service = await start();
  const { instances, adminPassword, description } = service;
  const client = new LoadClient();
  try {
    assertFileLimit(Math.min(client.fileLimit(), ...instances.map((instance) => instance.fileLimit())), streams);
    const startedBytes = await collectedBytes(instances);

    progress(`${streams} sessions are made, escalated and taken over`);
    await client.tell({ do: "prepare", ports: instances.map(({ port }) => port), sessions: streams, adminPassword });

    progress("warms up");
    const filesWithoutStreams = instances.map((instance) => instance.openFiles());
    const half = Math.floor(options.warmUpMessages / 2);
    await client.tell({ do: "open", streams: Math.min(WARM_UP_STREAMS, streams) });
    await client.tell({ do: "warm-up", messages: half });
    await client.tell({ do: "close" });
    await Promise.all(
      instances.map((instance, index) => instance.untilOpenFilesAtMost(at(filesWithoutStreams, index) + 10)),
    );
    const noStreamsBytes = await collectedBytes(instances);

    progress(`${streams} streams are opened`);
    await client.tell({ do: "open", streams });
    const idleBytes = await collectedBytes(instances);
    await client.tell({ do: "warm-up", messages: options.warmUpMessages - half });

    const rates: RateResult[] = [];
    for (const ratePerSecond of options.ratesPerSecond) {
      progress(`${ratePerSecond} messages/s for ${options.secondsPerRate} s`);
      rates.push(await measureRate(kind, instances, client, ratePerSecond, options.secondsPerRate));
    }
    const uncollectedBytes = instances.map((instance) => instance.pssBytes());
    const afterLoadBytes = await collectedBytes(instances);
    await client.tell({ do: "close" });
    const memory = instances.map((_, index): InstanceMemory => {
      const own = readersAt(index, streams, instances.length);
      const [none, idle, loaded] = [at(noStreamsBytes, index), at(idleBytes, index), at(afterLoadBytes, index)];
      return {
        streams: own,
        startedBytes: at(startedBytes, index),
        noStreamsBytes: none,
        idleBytes: idle,
        afterLoadBytes: loaded,
        uncollectedBytes: at(uncollectedBytes, index),
        idleBytesPerStream: (idle - none) / own,
        afterLoadBytesPerStream: (loaded - none) / own,
      };
    });
    return { kind, description, streams, instances: memory, rates };
  } finally {
    client.stop();
    await service.stop();
  }
}

/** Of all instances at one moment: they share pages, which count by their share. */
async function collectedBytes(instances: readonly ServerProcess[]): Promise<number[]> {
  await Promise.all(instances.map((instance) => instance.collectGarbage()));
  return instances.map((instance) => instance.pssBytes());
}

/** What `--cluster` stands on, by the names of its processes. */
const POSTGRES = ["postgres"];
const REDIS = ["redis-server", "valkey-server"];

async function measureRate(
  kind: ServerKind,
  instances: readonly ServerProcess[],
  client: LoadClient,
  ratePerSecond: number,
  seconds: number,
): Promise<RateResult> {
  const used = (): number[] => [
    machineProcessorTimeMs(),
    processorTimeMs(client.pid),
    kind === "cluster" ? programsProcessorTimeMs(POSTGRES) : 0,
    kind === "cluster" ? programsProcessorTimeMs(REDIS) : 0,
    ...instances.map(({ pid }) => processorTimeMs(pid)),
  ];
  const before = used();
  const start = performance.now();
  const result = await client.tell({ do: "load", ratePerSecond, seconds });
  const elapsedMs = performance.now() - start;
  if (result === null) throw new Error("the load client reported nothing");
  const [machine = 0, own = 0, postgres = 0, redis = 0, ...servers] = used().map(
    (usedMs, index) => (100 * (usedMs - at(before, index))) / elapsedMs,
  );
  const known = [own, postgres, redis, ...servers].reduce((sum, percent) => sum + percent, 0);
  return {
    ...result,
    ratePerSecond,
    serverProcessorPercent: servers,
    postgresProcessorPercent: kind === "cluster" ? postgres : null,
    redisProcessorPercent: kind === "cluster" ? redis : null,
    clientProcessorPercent: own,
    otherProcessorPercent: Math.max(0, machine - known),
  };
}

function assertFileLimit(limit: number, streams: number): void {
  const needed = streams + OTHER_FILES;
  if (limit < needed) {
    throw new Error(
      `${streams} streams need ${needed} open files and the limit is ${limit}: raise it with ulimit -n ${needed}`,
    );
  }
}
