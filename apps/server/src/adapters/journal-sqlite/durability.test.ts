import { spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { stracePath } from "../../../../../e2e/support/needs.ts";
import { verifyJournal } from "../../application/journal/verify.ts";
import { storeOn, temporaryFolder } from "../../testing/sqlite.fixtures.ts";

const CHILD = fileURLToPath(new URL("./durability.child.ts", import.meta.url));
const APPENDS = 20;

/** Skipped by name where strace cannot be had; under CI that is an error. */
const withoutStrace = stracePath() === undefined;

/** Runs the child under strace. `-y` writes the file behind each descriptor into the trace. */
function traced(options: string[], args: string[]): { status: number | null; said: string[]; stderr: string } {
  const { status, stdout, stderr } = spawnSync("strace", ["-f", "-y", ...options, process.execPath, CHILD, ...args], {
    encoding: "utf8",
  });
  return { status, said: stdout.split("\n"), stderr };
}

/**
 * Acknowledgements in a trace for which the log was not synchronised since the append began. A call that was
 * interrupted by another thread's stands in two lines; it counts where it returned.
 */
function unfounded(trace: string): string[] {
  const syncing = new Set<string>();
  const found: string[] = [];
  let synchronised = false;
  for (const line of trace.split("\n")) {
    const thread = line.split(" ", 1)[0] ?? "";
    const begins = /f(?:data)?sync\(\d+<[^>]*-wal>/.test(line);
    if (begins && line.includes("unfinished")) syncing.add(thread);
    const resumes = /<\.\.\. f(?:data)?sync resumed>/.test(line) && syncing.delete(thread);
    if ((begins || resumes) && / = 0$/.test(line)) synchronised = true;
    const said = /write\(1<[^>]*>, "(begin|ack) (\d+)/.exec(line);
    if (said?.[1] === "begin") synchronised = false;
    if (said?.[1] === "ack" && !synchronised) found.push(said[2] ?? "");
  }
  return found;
}

describe("the acknowledgement and the disk", () => {
  test.skipIf(withoutStrace)("[J5] no acknowledgement is given before the log was synchronised", async () => {
    await using folder = await temporaryFolder();
    const trace = join(folder.path, "trace");
    const options = ["-o", trace, "-e", "trace=fsync,fdatasync,write"];
    const { status, said, stderr } = traced(options, [folder.file, `${APPENDS}`, "s"]);
    expect({ status, stderr }).toMatchObject({ status: 0 });
    expect(said.filter((line) => line.startsWith("ack"))).toHaveLength(APPENDS);
    const text = await readFile(trace, "utf8");
    expect(text.match(/"ack \d+/g)).toHaveLength(APPENDS);
    expect(unfounded(text)).toEqual([]);
  });

  test.skipIf(withoutStrace)("[J5] the same look finds a store that does not wait for the disk", async () => {
    await using folder = await temporaryFolder();
    const trace = join(folder.path, "trace");
    const options = ["-o", trace, "-e", "trace=fsync,fdatasync,write"];
    expect(traced(options, [folder.file, `${APPENDS}`, "s", "careless"]).status).toBe(0);
    expect(unfounded(await readFile(trace, "utf8")).length).toBeGreaterThan(APPENDS / 2);
  });

  test.skipIf(withoutStrace).each([
    ["the disk is full", "pwrite64:error=ENOSPC:when=200..204"],
    ["the disk is read-only", "pwrite64:error=EROFS:when=200..204"],
    ["the disk fails", "pwrite64:error=EIO:when=200..204"],
    ["the disk cannot synchronise", "fsync,fdatasync:error=EIO:when=12..15"],
  ])("[J26] when %s, each append is there or refused, and the store recovers", async (_, injection) => {
    await using folder = await temporaryFolder();
    const trace = join(folder.path, "trace");
    const options = ["-o", trace, "-P", `${folder.file}-wal`, "-e", `inject=${injection}`];
    const { status, said, stderr } = traced(options, [folder.file, `${APPENDS}`, "s"]);
    expect({ status, stderr }).toMatchObject({ status: 0 });
    const acknowledged = said.filter((line) => line.startsWith("ack")).length;
    const refused = said.filter((line) => line.startsWith("refused")).length;
    expect(refused).toBeGreaterThan(0);
    expect(acknowledged + refused).toBe(APPENDS);
    expect(said).toContain(`ack ${APPENDS}`);
    await using store = await storeOn(folder.file);
    const { events, findings } = await verifyJournal(store.journal);
    expect({ events, findings }).toEqual({ events: acknowledged, findings: [] });
  });
});
