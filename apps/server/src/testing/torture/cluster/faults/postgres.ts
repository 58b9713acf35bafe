import { setTimeout as delay } from "node:timers/promises";
import type { Evidence } from "../../evidence.ts";
import { type Fault, type Seen, WAITS, WITHOUT_JOURNAL } from "../fault.ts";
import { spread } from "../figures.ts";

/** Longer than any answer may take. */
const FROZEN_MS = { long: 5_000, short: 4_000 };

export const stopPostgres: Fault = {
  name: "stop-postgres",
  what: "PostgreSQL stopped at once (immediate), and started",
  times: { long: 10, short: 1 },
  load: { sessions: 12, patience: WAITS },
  limits: WITHOUT_JOURNAL,
  mayComplain: true,
  async run({ cluster, random, times, say }) {
    const { postgres } = cluster.services;
    const backAt: number[] = [];
    for (let stopped = 1; stopped <= times; stopped++) {
      await delay(random.whole(200, 1_500));
      await postgres.stopImmediate();
      await delay(random.whole(0, 2_500));
      await postgres.start();
      backAt.push(Date.now());
      say(`stopped ${stopped} of ${times} times`);
      await delay(random.whole(1_000, 2_000));
    }
    return { check: (seen) => ({ figures: figures(seen, backAt), violations: [] }) };
  },
};

export const freezePostgres: Fault = {
  name: "freeze-postgres",
  what: "PostgreSQL frozen (SIGSTOP)",
  times: { long: 3, short: 1 },
  load: { sessions: 12, patience: WAITS },
  limits: WITHOUT_JOURNAL,
  mayComplain: true,
  async run({ cluster, random, times, say }) {
    const { postgres } = cluster.services;
    const backAt: number[] = [];
    for (let frozen = 1; frozen <= times; frozen++) {
      await delay(random.whole(200, 1_500));
      await postgres.freeze();
      await delay(times > 1 ? FROZEN_MS.long : FROZEN_MS.short);
      await postgres.thaw();
      backAt.push(Date.now());
      say(`frozen ${frozen} of ${times} times`);
      await delay(random.whole(1_500, 2_500));
    }
    return { check: (seen) => ({ figures: figures(seen, backAt), violations: [] }) };
  },
};

function figures({ evidence, times: { answers } }: Seen, backAt: readonly number[]): string[] {
  const refused = evidence.clients.flat().filter((entry) => entry.kind === "tried" && entry.status === 503).length;
  return [spread("written again", recoveries(evidence, backAt)), spread("answers", answers), `${refused} answers 503`];
}

/** From each moment at which the database was back to the first write that anybody was acknowledged. */
function recoveries({ clients }: Evidence, backAt: readonly number[]): number[] {
  const acked = clients.flat().flatMap((entry) => (entry.kind === "acked" ? [entry.at] : []));
  return backAt.flatMap((back) => {
    const after = acked.filter((at) => at >= back);
    return after.length === 0 ? [] : [Math.min(...after) - back];
  });
}
