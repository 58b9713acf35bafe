import { closeSync, fdatasyncSync, openSync, readFileSync, statfsSync, unlinkSync, writeSync } from "node:fs";
import { cpus, loadavg, totalmem } from "node:os";
import { join } from "node:path";
import { type Distribution, distribution } from "./client/statistics.ts";

export interface Machine {
  cores: number;
  processor: string;
  memoryGiB: number;
  kernel: string;
  node: string;
  /** Over the last minute, before the bench began: above ~0.2 something else was running. */
  loadBefore: number;
  fileSystem: string;
  /** One 4 KiB append made durable, in ms, on the disk that the servers write to, while nothing else runs. */
  fdatasync: Distribution;
}

const APPENDS = 1000;
const LONGEST_PROBE_MS = 5000;

const FILE_SYSTEMS = new Map([
  [0xef53, "ext4"],
  [0x58465342, "xfs"],
  [0x9123683e, "btrfs"],
  [0x794c7630, "overlay"],
  [0x01021994, "tmpfs"],
  [0x2fc12fc1, "zfs"],
]);

export function describeMachine(directory: string): Machine {
  const type = statfsSync(directory).type;
  return {
    cores: cpus().length,
    processor: cpus()[0]?.model ?? "unknown",
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    kernel: readFileSync("/proc/sys/kernel/osrelease", "utf8").trim(),
    node: process.version,
    loadBefore: loadavg()[0] ?? 0,
    fileSystem: FILE_SYSTEMS.get(type) ?? `0x${type.toString(16)}`,
    fdatasync: probeFdatasync(directory),
  };
}

function probeFdatasync(directory: string): Distribution {
  const path = join(directory, "fdatasync-probe");
  const block = Buffer.alloc(4096, 1);
  const file = openSync(path, "a");
  const durations: number[] = [];
  try {
    const begin = performance.now();
    while (durations.length < APPENDS && performance.now() - begin < LONGEST_PROBE_MS) {
      const start = performance.now();
      writeSync(file, block);
      fdatasyncSync(file);
      durations.push(performance.now() - start);
    }
  } finally {
    closeSync(file);
    unlinkSync(path);
  }
  return distribution(Float64Array.from(durations));
}
