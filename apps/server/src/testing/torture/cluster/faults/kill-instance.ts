import { setTimeout as delay } from "node:timers/promises";
import { type Fault, LIMITS, WAITS } from "../fault.ts";
import { spread } from "../figures.ts";

/** An instance lives so long under load, at most, before one is killed again. */
const LONGEST_LIFE_MS = 800;
/** So often one is killed once more while it starts. */
const KILLED_AT_START = 0.15;

export const killInstance: Fault = {
  name: "kill-instance",
  what: "an instance killed (-9) under load",
  times: { long: 50, short: 3 },
  load: { sessions: 12, patience: WAITS },
  limits: LIMITS,
  mayComplain: false,
  async run({ cluster, random, times, say }) {
    for (let killed = 1; killed <= times; killed++) {
      await delay(random.whole(50, LONGEST_LIFE_MS));
      const member = cluster.someMember(random);
      await member.kill();
      if (killed < times && random.chance(KILLED_AT_START)) {
        member.spawn();
        await delay(random.whole(50, 1_000));
        await member.kill();
        killed += 1;
      }
      await member.start();
      if (killed % 10 === 0) say(`killed ${killed} of ${times} times`);
    }
    return {
      check: ({ times: { frames, resumes, answers } }) => ({
        figures: [
          spread("answers", answers),
          spread("frames of other instances", frames),
          spread("streams resumed", resumes),
        ],
        violations: [],
      }),
    };
  },
};
