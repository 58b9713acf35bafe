import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { report } from "../apps/server/src/testing/torture/report.ts";
import { type TortureOptions, type TortureResult, torture } from "../apps/server/src/testing/torture/torture.ts";

/** The short form; the long one is `npm run torture -- --kills 200` (docs/torture.md). */
const TIMEOUT_MS = 180_000;
const ATTEMPTS = 5;
const FAULTY = join(import.meta.dirname, "../apps/server/src/testing/faulty-server.ts");

const folders: string[] = [];

afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

async function run(options: Pick<TortureOptions, "kills" | "cuts" | "sessions"> & Partial<TortureOptions>) {
  const folder = await mkdtemp(join(tmpdir(), "baton-torture-"));
  folders.push(folder);
  return torture({ seed: Math.floor(Math.random() * 2 ** 31), folder, ...options });
}

const count = ({ evidence }: TortureResult, kind: string): number =>
  evidence.clients.flat().filter((entry) => entry.kind === kind).length;

describe("the server under torture", () => {
  test("killed 10 times in the middle of load: nothing acknowledged is lost, doubled or reordered", {
    timeout: TIMEOUT_MS,
  }, async () => {
    const result = await run({ kills: 10, cuts: 0, sessions: 12 });
    expect(result.violations, report(result)).toEqual([]);
    // Whatever it compared: it was no idle server that was killed.
    expect(count(result, "acked")).toBeGreaterThan(100);
    expect(count(result, "retried") + count(result, "unknown")).toBeGreaterThan(10);
  });

  test("subscribers cut off at random bytes see every event once and in order", { timeout: TIMEOUT_MS }, async () => {
    const result = await run({ kills: 0, cuts: 200, sessions: 12 });
    expect(result.violations, report(result)).toEqual([]);
    expect(result.cuts.inFrame).toBeGreaterThan(100);
    expect(result.cuts.inCharacter).toBeGreaterThan(0);
  });
});

/** Tortures a server that has a fault until the checker has seen one of the rules broken, a few times at most. */
async function brokenRules(fault: string, form: { kills: number; cuts: number }, wanted: string): Promise<string[]> {
  const rules = new Set<string>();
  for (let attempt = 0; attempt < ATTEMPTS && !rules.has(wanted); attempt++) {
    const { violations } = await run({ ...form, sessions: 8, entry: FAULTY, env: { BATON_FAULT: fault } });
    for (const { rule } of violations) rules.add(rule);
  }
  return [...rules];
}

describe("the torture's own checker", () => {
  test("catches a server that acknowledges before it commits", { timeout: TIMEOUT_MS }, async () => {
    expect(await brokenRules("early-ack", { kills: 2, cuts: 0 }, "lost")).toContain("lost");
  });

  test("catches a server that does not look at the seam between old events and live ones", {
    timeout: TIMEOUT_MS,
  }, async () => {
    expect(await brokenRules("skip-seam", { kills: 0, cuts: 200 }, "gap")).toContain("gap");
  });
});
