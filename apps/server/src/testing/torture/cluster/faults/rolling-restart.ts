import { setTimeout as delay } from "node:timers/promises";
import type { ClientEntry } from "../../log.ts";
import { type Fault, LIMITS, WAITS } from "../fault.ts";
import { spread } from "../figures.ts";

export const rollingRestart: Fault = {
  name: "rolling-restart",
  what: "every instance stopped (SIGTERM) and started, one after the other",
  times: { long: 3, short: 1 },
  load: { sessions: 12, patience: WAITS },
  limits: LIMITS,
  mayComplain: false,
  async run({ cluster, random, times, say }) {
    for (let rolled = 1; rolled <= times; rolled++) {
      for (const member of cluster.members) {
        await delay(random.whole(300, 1_000));
        await member.stop();
        await member.start();
      }
      say(`rolled ${rolled} of ${times} times`);
    }
    return {
      check: ({ evidence, times: { resumes } }) => {
        const count = (kind: ClientEntry["kind"]): number =>
          evidence.clients.flat().filter((entry) => entry.kind === kind).length;
        return {
          figures: [spread("streams resumed", resumes), `${count("unknown")} calls without a key left open`],
          violations: [],
        };
      },
    };
  },
};
