import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Cluster, startCluster } from "../apps/server/src/testing/torture/cluster/cluster.ts";
import type { FaultResult } from "../apps/server/src/testing/torture/cluster/play.ts";
import { clusterTable } from "../apps/server/src/testing/torture/cluster/table.ts";
import { AGENTS, playFaults } from "../apps/server/src/testing/torture/cluster/torture-cluster.ts";
import { postgresPrograms, rabbitmqServerPath, redisServerPath } from "./support/needs.ts";

/** The short form; the long one is `npm run torture -- --cluster` (docs/torture.md). */
const TIMEOUT_MS = 120_000;
/** By chance a kill falls where even an early acknowledgement loses nothing. */
const ATTEMPTS = 5;
const INSTANCES = 3;
const FAULTY = join(import.meta.dirname, "../apps/server/src/testing/faulty-server.ts");

const programs = [postgresPrograms(), redisServerPath(), rabbitmqServerPath()];

describe.skipIf(programs.includes(undefined))("a cluster under torture (needs PostgreSQL, Redis and RabbitMQ)", () => {
  let folder: string;
  let cluster: Cluster;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "baton-torture-"));
    cluster = await startCluster({ folder, instances: INSTANCES, agents: AGENTS.short, say: () => undefined });
  }, TIMEOUT_MS);

  afterAll(async () => {
    await cluster?.close();
    await rm(folder, { recursive: true, force: true });
  }, TIMEOUT_MS);

  async function playOne(fault: string, isBroken = false): Promise<FaultResult> {
    const seed = Math.floor(Math.random() * 2 ** 31);
    const [result] = await playFaults(cluster, {
      seed,
      folder,
      short: true,
      faults: [fault],
      isBroken,
      say: () => undefined,
    });
    if (result === undefined) throw new Error(`there is no fault ${fault}`);
    return result;
  }

  test.each([
    [
      "kill-instance",
      "[C1] an instance killed in the middle of load: nothing acknowledged is lost, no reader misses anything",
    ],
    ["stop-postgres", "[C3] [C4] PostgreSQL stopped at once: every call is answered in time, and has one effect"],
    ["freeze-postgres", "[C3] [C4] PostgreSQL frozen: every call is answered in time, and has one effect"],
    ["kill-redis", "[C9] [C10] [C11] Redis killed and started empty: what it lost is seen within 3 seconds"],
    [
      "restart-redis",
      "[C9] [C10] Redis killed and started at once: what it lost without a word is seen within 3 seconds",
    ],
    ["freeze-redis", "[C11] Redis frozen: what it holds back is seen within 3 seconds"],
    ["cut-off-redis", "[C11] one instance cut off from Redis: nobody waits longer than 3 seconds for what it missed"],
    ["kill-rabbitmq", "[C16] [C19] RabbitMQ killed amid confirms: every event arrives, in its session's order"],
    ["claim-at-once", "[C1] 20 agents on two instances claim a session at once: exactly one gets it"],
    [
      "freeze-instance",
      "[C13] [C14] an instance frozen amid bot replies past their deadline: one answer to each question, nothing stale",
    ],
    ["hold-transaction", "[C5] transactions held open while others commit: streams and outlet skip nothing"],
    [
      "rolling-restart",
      "every instance restarted under load: what was accepted is answered and kept, streams are there again within 5 seconds",
    ],
  ])("%s: %s", { timeout: TIMEOUT_MS }, async (fault) => {
    const result = await playOne(fault);
    expect(result.violations, clusterTable([result])).toEqual([]);
    // Whatever it compared: it was no idle cluster.
    expect(result.acknowledged).toBeGreaterThan(fault === "claim-at-once" ? 9 : 50);
    expect(result.deliveries).toBeGreaterThan(20);
  });

  /** Last: nothing honest can be asked of this cluster afterwards. */
  test.each([
    ["no-seq-check", "accepts appends on any number", "claim-at-once", "owner"],
    ["early-ack", "acknowledges before it commits", "kill-instance", "lost"],
    ["trusts-redis", "takes what Redis says for the truth", "restart-redis", "gap"],
  ])("the checker catches %s: a cluster that %s", { timeout: 2 * TIMEOUT_MS }, async (build, _what, fault, wanted) => {
    await cluster.restartAs(FAULTY, { BATON_FAULT: build });
    const rules = new Set<string>();
    for (let attempt = 0; attempt < ATTEMPTS && !rules.has(wanted); attempt++) {
      const { violations } = await playOne(fault, true);
      for (const { rule } of violations) rules.add(rule);
    }
    expect([...rules]).toContain(wanted);
  });
});
