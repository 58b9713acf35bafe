import { join } from "node:path";
import type { LoadResult } from "./client/commands.ts";
import { LoadClient } from "./load-client.ts";
import type { Options, ServerKind } from "./options.ts";
import { machineProcessorTimeMs, processorTimeMs, type ServerProcess } from "./server-process.ts";
import { startServer } from "./servers.ts";

export interface RateResult extends LoadResult {
  ratePerSecond: number;
  /** Share of one core, in percent: 100 is one core busy all the time. */
  serverProcessorPercent: number;
  clientProcessorPercent: number;
  /** Everything else on the machine, the kernel's own work included: where it is high, something disturbed the run. */
  otherProcessorPercent: number;
}

export interface Measurement {
  kind: ServerKind;
  description: string;
  streams: number;
  /** Proportional set size of the whole server; each but the last after a garbage collection. */
  memory: {
    startedBytes: number;
    /** With all sessions live and half of the warm-up over, no stream open: the "PSS at 0". */
    noStreamsBytes: number;
    idleBytes: number;
    afterLoadBytes: number;
    /** What an operator sees: after the load, with whatever garbage there is. */
    uncollectedBytes: number;
  };
  idleBytesPerStream: number;
  afterLoadBytesPerStream: number;
  rates: RateResult[];
}

/** So few streams serve the first half of the warm-up that what they leave behind does not blur the PSS at 0. */
const WARM_UP_STREAMS = 100;
/** Descriptors of a server beside the streams: its requests' connections, files, the log. */
const OTHER_FILES = 200;

/** Measures one server with one number of streams, from its start to its end. */
export async function measure(
  kind: ServerKind,
  streams: number,
  options: Options,
  directory: string,
  progress: (step: string) => void,
): Promise<Measurement> {
  progress("starts");
  const { server, adminPassword, description } = await startServer(kind, join(directory, `${kind}-${streams}`));
  const client = new LoadClient();
  try {
    assertFileLimit(Math.min(server.fileLimit(), client.fileLimit()), streams);
    const startedBytes = await collectedBytes(server);

    progress(`${streams} sessions are made, escalated and taken over`);
    await client.tell({ do: "prepare", port: server.port, sessions: streams, adminPassword });

    progress("warms up");
    const filesWithoutStreams = server.openFiles();
    const half = Math.floor(options.warmUpMessages / 2);
    await client.tell({ do: "open", streams: Math.min(WARM_UP_STREAMS, streams) });
    await client.tell({ do: "warm-up", messages: half });
    await client.tell({ do: "close" });
    await server.untilOpenFilesAtMost(filesWithoutStreams + 10);
    const noStreamsBytes = await collectedBytes(server);

    progress(`${streams} streams are opened`);
    await client.tell({ do: "open", streams });
    const idleBytes = await collectedBytes(server);
    await client.tell({ do: "warm-up", messages: options.warmUpMessages - half });

    const rates: RateResult[] = [];
    for (const ratePerSecond of options.ratesPerSecond) {
      progress(`${ratePerSecond} messages/s for ${options.secondsPerRate} s`);
      rates.push(await measureRate(server, client, ratePerSecond, options.secondsPerRate));
    }
    const uncollectedBytes = server.pssBytes();
    const afterLoadBytes = await collectedBytes(server);
    await client.tell({ do: "close" });
    return {
      kind,
      description,
      streams,
      memory: { startedBytes, noStreamsBytes, idleBytes, afterLoadBytes, uncollectedBytes },
      idleBytesPerStream: (idleBytes - noStreamsBytes) / streams,
      afterLoadBytesPerStream: (afterLoadBytes - noStreamsBytes) / streams,
      rates,
    };
  } finally {
    client.stop();
    await server.stop();
  }
}

async function collectedBytes(server: ServerProcess): Promise<number> {
  await server.collectGarbage();
  return server.pssBytes();
}

async function measureRate(
  server: ServerProcess,
  client: LoadClient,
  ratePerSecond: number,
  seconds: number,
): Promise<RateResult> {
  const serverBefore = processorTimeMs(server.pid);
  const clientBefore = processorTimeMs(client.pid);
  const machineBefore = machineProcessorTimeMs();
  const start = performance.now();
  const result = await client.tell({ do: "load", ratePerSecond, seconds });
  const elapsedMs = performance.now() - start;
  if (result === null) throw new Error("the load client reported nothing");
  const percent = (usedMs: number): number => (100 * usedMs) / elapsedMs;
  const serverMs = processorTimeMs(server.pid) - serverBefore;
  const clientMs = processorTimeMs(client.pid) - clientBefore;
  return {
    ...result,
    ratePerSecond,
    serverProcessorPercent: percent(serverMs),
    clientProcessorPercent: percent(clientMs),
    otherProcessorPercent: percent(Math.max(0, machineProcessorTimeMs() - machineBefore - serverMs - clientMs)),
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
