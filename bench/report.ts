import type { Machine } from "./machine.ts";
import type { InstanceMemory, Measurement, RateResult } from "./measure.ts";

export interface Aim {
  what: string;
  /** The figure that was measured; null when this run did not measure it. */
  measured: number | null;
  limit: number;
  unit: "ms" | "KB" | "MB";
}

/** The floor (what the design that Baton replaces promised) and the aims, judged on Baton's figures only. */
export function judge(measurements: Measurement[]): Aim[] {
  const baton = measurements.filter((measurement) => measurement.kind === "baton");
  const thousand = baton.find((measurement) => measurement.streams === 1000);
  const many = baton.find((measurement) => measurement.streams === 5000);
  const busiest = busiestRate(many);
  const cluster = measurements.find(({ kind, streams }) => kind === "cluster" && streams === 5000);
  const worst = (of: (rate: RateResult) => number): number | null =>
    thousand === undefined ? null : Math.max(...thousand.rates.map(of));
  return [
    {
      what: "floor: acknowledgement p99, 1,000 streams",
      measured: worst((rate) => rate.ackFromDue.p99),
      limit: 100,
      unit: "ms",
    },
    {
      what: "floor: publish to receive p99, 1,000 streams",
      measured: worst((rate) => rate.pushFromDue.p99),
      limit: 50,
      unit: "ms",
    },
    {
      what: "floor: whole server, 1,000 active sessions, uncollected",
      measured: worstInstance(thousand, ({ uncollectedBytes }) => uncollectedBytes / 1e6),
      limit: 500,
      unit: "MB",
    },
    {
      what: "aim: publish to receive p99, 5,000 streams, 1,000/s",
      measured: busiest?.pushFromDue.p99 ?? null,
      limit: 10,
      unit: "ms",
    },
    {
      what: "aim: memory a stream after load, 5,000 streams",
      measured: worstInstance(many, ({ afterLoadBytesPerStream }) => afterLoadBytesPerStream / 1000),
      limit: 20,
      unit: "KB",
    },
    {
      what: "aim: two instances, publish to receive p99, 5,000 streams, 1,000/s",
      measured: busiestRate(cluster)?.pushFromDue.p99 ?? null,
      limit: 25,
      unit: "ms",
    },
  ];
}

const busiestRate = (measurement: Measurement | undefined): RateResult | undefined =>
  measurement?.rates.find((rate) => rate.ratePerSecond === 1000);

const worstInstance = (measurement: Measurement | undefined, of: (memory: InstanceMemory) => number): number | null =>
  measurement === undefined ? null : Math.max(...measurement.instances.map(of));

export function verdict(aim: Aim): "met" | "not met" | "not measured" {
  if (aim.measured === null) return "not measured";
  return aim.measured <= aim.limit ? "met" : "not met";
}

export function renderReport(machine: Machine, measurements: Measurement[]): string {
  const { fdatasync } = machine;
  return [
    `Machine: ${machine.cores} cores (${machine.processor}), ${machine.memoryGiB} GiB, Linux ${machine.kernel}, ` +
      `Node ${machine.node}; load before ${machine.loadBefore.toFixed(2)}. The client runs on the same cores.`,
    `Disk (${machine.fileSystem}): fdatasync of a 4 KiB append p50 ${ms(fdatasync.p50)} ms, p99 ${ms(fdatasync.p99)} ms.` +
      (machine.fileSystem === "tmpfs" ? " This is memory, not a disk: nothing here is durable (use --dir)." : ""),
    ...[...new Set(measurements.map(({ kind, description }) => `${kind}: ${description}.`))],
    "",
    "Latency in ms; publish to receive and acknowledgement from the moment a message was due (from the moment it was sent).",
    "",
    table(
      [
        ["server", "streams", "asked/s", "done/s", "push p50", "push p99", "push max", "ack p50", "ack p99"],
        ...measurements.flatMap((measurement) => measurement.rates.map((rate) => latencyRow(measurement, rate))),
      ],
      1,
    ),
    "",
    "What the figures above cost: processor in percent of one core (of each instance; other: whatever else the machine " +
      "did, the kernel included), and how late the client itself sent.",
    "",
    table(
      [
        [
          "server",
          "streams",
          "asked/s",
          "server CPU %",
          "PostgreSQL CPU %",
          "Redis CPU %",
          "client CPU %",
          "other CPU %",
          "client late p99 ms",
          "connections",
        ],
        ...measurements.flatMap((measurement) => measurement.rates.map((rate) => costRow(measurement, rate))),
      ],
      1,
    ),
    ...disturbances(measurements),
    "",
    "Memory of each instance after a collection: KB a stream = (PSS at N - PSS at 0) / N; whole server in MB.",
    "",
    table(
      [
        [
          "server",
          "streams",
          "KB idle",
          "KB after load",
          "MB started",
          "MB at 0",
          "MB idle",
          "MB loaded",
          "MB uncollected",
        ],
        ...measurements.flatMap(({ kind, instances }) =>
          instances.map((memory, index) => memoryRow(instances.length > 1 ? `${kind} ${index + 1}` : kind, memory)),
        ),
      ],
      1,
    ),
    "",
    table(
      [
        ["judged", "limit", "measured", "verdict"],
        ...judge(measurements).map((aim) => [
          aim.what,
          `${aim.limit} ${aim.unit}`,
          aim.measured === null ? "-" : `${ms(aim.measured)} ${aim.unit}`,
          verdict(aim),
        ]),
      ],
      1,
    ),
    "",
  ].join("\n");
}

/** In percent of one core. The kernel's network and disk work, which belongs to the bench, stays below it. */
const QUIET_LIMIT_PERCENT = 30;

function disturbances(measurements: Measurement[]): string[] {
  const worst = Math.max(...measurements.flatMap(({ rates }) => rates.map((rate) => rate.otherProcessorPercent)));
  if (worst <= QUIET_LIMIT_PERCENT) return [];
  return [
    "",
    `DISTURBED: something else used up to ${worst.toFixed(0)} % of a core meanwhile. Latencies are those of the whole ` +
      "machine then: measure again when it is quiet.",
  ];
}

function latencyRow({ kind, streams }: Measurement, rate: RateResult): string[] {
  const both = (due: number, send: number): string => `${ms(due)} (${ms(send)})`;
  return [
    kind,
    String(streams),
    String(rate.ratePerSecond),
    rate.achievedPerSecond.toFixed(0),
    both(rate.pushFromDue.p50, rate.pushFromSend.p50),
    both(rate.pushFromDue.p99, rate.pushFromSend.p99),
    both(rate.pushFromDue.max, rate.pushFromSend.max),
    both(rate.ackFromDue.p50, rate.ackFromSend.p50),
    both(rate.ackFromDue.p99, rate.ackFromSend.p99),
  ];
}

function costRow({ kind, streams }: Measurement, rate: RateResult): string[] {
  return [
    kind,
    String(streams),
    String(rate.ratePerSecond),
    rate.serverProcessorPercent.map((percent) => percent.toFixed(0)).join(" + "),
    rate.postgresProcessorPercent?.toFixed(0) ?? "-",
    rate.redisProcessorPercent?.toFixed(0) ?? "-",
    rate.clientProcessorPercent.toFixed(0),
    rate.otherProcessorPercent.toFixed(0),
    ms(rate.sendLateness.p99),
    String(rate.connectionsUsed),
  ];
}

function memoryRow(name: string, memory: InstanceMemory): string[] {
  const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(0);
  return [
    name,
    String(memory.streams),
    (memory.idleBytesPerStream / 1000).toFixed(1),
    (memory.afterLoadBytesPerStream / 1000).toFixed(1),
    megabytes(memory.startedBytes),
    megabytes(memory.noStreamsBytes),
    megabytes(memory.idleBytes),
    megabytes(memory.afterLoadBytes),
    megabytes(memory.uncollectedBytes),
  ];
}

function ms(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

/** A Markdown table, its columns padded so that it also reads well in a terminal; figures are set flush right. */
export function table(rows: string[][], textColumns: number): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(3, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: string[]): string =>
    `| ${row.map((cell, column) => (column < textColumns ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join(" | ")} |`;
  const rule = `| ${widths.map((width, column) => (column < textColumns ? "-".repeat(width) : `${"-".repeat(width - 1)}:`)).join(" | ")} |`;
  const [head = [], ...body] = rows;
  return [line(head), rule, ...body.map(line)].join("\n");
}
