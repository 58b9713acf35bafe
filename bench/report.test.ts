import { describe, expect, test } from "vitest";
import { distribution } from "./client/statistics.ts";
import type { Machine } from "./machine.ts";
import type { InstanceMemory, Measurement, RateResult } from "./measure.ts";
import type { ServerKind } from "./options.ts";
import { judge, renderReport, table, verdict } from "./report.ts";

const MACHINE: Machine = {
  cores: 2,
  processor: "a processor",
  memoryGiB: 4,
  kernel: "6.1",
  node: "v26.0.0",
  loadBefore: 0.1,
  fileSystem: "tmpfs",
  fdatasync: distribution(Float64Array.of(0.5)),
};

function rate(ratePerSecond: number, latencyMs: number): RateResult {
  const latency = distribution(Float64Array.of(latencyMs));
  return {
    ratePerSecond,
    messages: 1,
    pushFromDue: latency,
    pushFromSend: latency,
    ackFromDue: latency,
    ackFromSend: latency,
    sendLateness: latency,
    connectionsUsed: 3,
    achievedPerSecond: ratePerSecond,
    serverProcessorPercent: [50],
    postgresProcessorPercent: null,
    redisProcessorPercent: null,
    clientProcessorPercent: 10,
    otherProcessorPercent: 1,
  };
}

function memory(streams: number, bytesPerStream: number): InstanceMemory {
  const whole = { startedBytes: 5e7, noStreamsBytes: 6e7, idleBytes: 8e7, afterLoadBytes: 9e7, uncollectedBytes: 3e8 };
  return { streams, ...whole, idleBytesPerStream: bytesPerStream / 2, afterLoadBytesPerStream: bytesPerStream };
}

function measurement(kind: ServerKind, streams: number, latencyMs: number, bytesPerStream: number): Measurement {
  return {
    kind,
    description: `${kind} 1.0`,
    streams,
    instances: [memory(streams, bytesPerStream)],
    rates: [rate(200, latencyMs / 2), rate(1000, latencyMs)],
  };
}

/** Two instances with half of the streams each. */
function cluster(streams: number, latencyMs: number, bytesPerStream: number): Measurement {
  const [slow, busy] = [rate(200, latencyMs / 2), rate(1000, latencyMs)];
  const cost = { serverProcessorPercent: [41, 42], postgresProcessorPercent: 33, redisProcessorPercent: 4 };
  return {
    ...measurement("cluster", streams, latencyMs, bytesPerStream),
    instances: [memory(streams / 2, bytesPerStream), memory(streams / 2, bytesPerStream + 1000)],
    rates: [slow, { ...busy, ...cost }],
  };
}

describe("the verdicts", () => {
  const verdicts = (measurements: Measurement[]): string[] => judge(measurements).map(verdict);

  test("are met at the limit, and judged on the worst rate", () => {
    expect(
      verdicts([measurement("baton", 1000, 50, 0), measurement("baton", 5000, 10, 20_000), cluster(5000, 25, 0)]),
    ).toEqual(Array.from({ length: 6 }, () => "met"));
    expect(
      verdicts([measurement("baton", 1000, 101, 0), measurement("baton", 5000, 10.1, 20_100), cluster(5000, 25.1, 0)]),
    ).toEqual(["not met", "not met", "met", "not met", "not met", "not met"]);
  });

  test("say nothing of what was not measured, nor of the comparison server", () => {
    expect(verdicts([measurement("peer", 1000, 1, 1), measurement("peer", 5000, 1, 1)])).toEqual(
      Array.from({ length: 6 }, () => "not measured"),
    );
    expect(verdicts([measurement("baton", 200, 1, 1), cluster(1000, 1, 1)])).toEqual(
      Array.from({ length: 6 }, () => "not measured"),
    );
  });
});

test("the report names the machine, the disk, each server once, and every figure's row", () => {
  const report = renderReport(MACHINE, [measurement("baton", 1000, 5, 1), measurement("baton", 5000, 5, 19_999)]);
  expect(report).toContain("fdatasync of a 4 KiB append p50 0.50 ms, p99 0.50 ms. This is memory, not a disk");
  expect(report.match(/baton: baton 1\.0/g)).toHaveLength(1);
  expect(report).toMatch(/\| baton {2}\| +5000 \| +1000 \| +1000 \| 5\.00 \(5\.00\) \|/);
  expect(report).toMatch(/\| baton {2}\| +5000 \| +10\.0 \| +20\.0 \|/);
  expect(report).toMatch(/memory a stream after load, 5,000 streams +\| +20 KB \| +20\.0 KB \| +met \|/);
});

test("instances are shown with what each of them costs, and what they stand on", () => {
  const report = renderReport(MACHINE, [measurement("baton", 5000, 5, 1), cluster(5000, 20, 10_000)]);
  expect(report).toMatch(/\| cluster \| +5000 \| +1000 \| +1000 \| 20\.0 \(20\.0\) \|/);
  expect(report).toMatch(/\| cluster \| +5000 \| +1000 \| +41 \+ 42 \| +33 \| +4 \| +10 \|/);
  expect(report).toMatch(/\| baton {3}\| +5000 \| +1000 \| +50 \| +- \| +- \| +10 \|/);
  expect(report).toMatch(/\| cluster 1 \| +2500 \| +5\.0 \| +10\.0 \|.*\n\| cluster 2 \| +2500 \| +5\.5 \| +11\.0 \|/);
});

test("a run that something else disturbed says so", () => {
  const quiet = measurement("baton", 1000, 5, 1);
  const [first, second] = quiet.rates;
  if (first === undefined || second === undefined) throw new Error("two rates");
  const disturbed = { ...quiet, rates: [first, { ...second, otherProcessorPercent: 80 }] };
  expect(renderReport(MACHINE, [quiet])).not.toContain("DISTURBED");
  expect(renderReport(MACHINE, [quiet, disturbed])).toContain("DISTURBED: something else used up to 80 % of a core");
});

test("a table's columns line up", () => {
  expect(
    table(
      [
        ["name", "n"],
        ["a", "1"],
        ["bcdefg", "1000"],
      ],
      1,
    ),
  ).toBe("| name   |    n |\n| ------ | ---: |\n| a      |    1 |\n| bcdefg | 1000 |");
});
