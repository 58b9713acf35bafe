import { setTimeout as delay } from "node:timers/promises";
import type { Cluster } from "../cluster.ts";
import { type Fault, LIMITS, type Scene, WAITS } from "../fault.ts";
import { spread } from "../figures.ts";
import { openQuietSessions, speakFor } from "../quiet-sessions.ts";

/** Longer than what was missed may wait. */
const AWAY_MS = 5_000;
const AWAY_SHORT_MS = 4_000;
/** So many that each is quiet for longer than what was missed may wait. */
const QUIET_SESSIONS = 20;
const AFTERWARDS_MS = 1_500;

/** @param begin gives what ends it */
function redisFault(
  name: string,
  what: string,
  times: Fault["times"],
  begin: (cluster: Cluster, random: Scene["random"]) => Promise<() => Promise<void>>,
  isBrief = false,
): Fault {
  return {
    name,
    what,
    times,
    load: { sessions: 12, patience: WAITS },
    limits: LIMITS,
    mayComplain: false,
    async run(scene) {
      const { cluster, random, times: wanted, say } = scene;
      const quiet = await openQuietSessions(scene, QUIET_SESSIONS);
      const awayMs = isBrief ? 0 : wanted > 1 ? AWAY_MS : AWAY_SHORT_MS;
      for (let done = 1; done <= wanted; done++) {
        await delay(random.whole(500, 1_500));
        const [end] = await Promise.all([begin(cluster, random), quiet.speak()]);
        await speakFor(quiet, awayMs);
        await Promise.all([end(), quiet.speak()]);
        await speakFor(quiet, AFTERWARDS_MS);
        say(`${done} of ${wanted} times`);
      }
      quiet.close();
      return {
        check: ({ times: { frames } }) => ({ figures: [spread("frames of other instances", frames)], violations: [] }),
      };
    },
  };
}

const killed = async ({ services: { redis } }: Cluster): Promise<() => Promise<void>> => {
  await redis.kill();
  return () => redis.start();
};

export const killRedis = redisFault(
  "kill-redis",
  "Redis killed (-9), and started empty",
  { long: 5, short: 1 },
  killed,
);

/** So short that nobody need notice: what was published meanwhile is lost without a word. */
export const restartRedis = redisFault(
  "restart-redis",
  "Redis killed (-9), and started empty at once",
  { long: 5, short: 1 },
  killed,
  true,
);

export const freezeRedis = redisFault(
  "freeze-redis",
  "Redis frozen (SIGSTOP)",
  { long: 3, short: 1 },
  async ({ services: { redis } }) => {
    await redis.freeze();
    return () => redis.thaw();
  },
);

export const cutOffRedis = redisFault(
  "cut-off-redis",
  "one instance cut off from Redis",
  { long: 3, short: 1 },
  async (cluster, random) => {
    const { redis } = cluster.someMember(random);
    await redis.cut();
    return () => redis.mend();
  },
);

/** Its connections stay, and nothing goes through: neither end is told. */
export const stallRedis = redisFault(
  "stall-redis",
  "one instance's connections to Redis stalled",
  { long: 3, short: 1 },
  async (cluster, random) => {
    const { redis } = cluster.someMember(random);
    redis.stall();
    return () => redis.mend();
  },
);
