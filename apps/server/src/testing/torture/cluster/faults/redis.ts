import { setTimeout as delay } from "node:timers/promises";
import { type Fault, type Happened, LIMITS, type Seen, WAITS } from "../fault.ts";
import { spread } from "../figures.ts";

const AWAY_MS = 5_000;
const AWAY_SHORT_MS = 2_500;

type Away = (scene: Parameters<Fault["run"]>[0], awayMs: number) => Promise<void>;

const redisFault = (name: string, what: string, times: Fault["times"], away: Away): Fault => ({
  name,
  what,
  times,
  load: { sessions: 12, patience: WAITS },
  limits: LIMITS,
  mayComplain: false,
  async run(scene): Promise<Happened> {
    const { random, times: wanted, say } = scene;
    for (let done = 1; done <= wanted; done++) {
      await delay(random.whole(500, 1_500));
      await away(scene, wanted > 1 ? AWAY_MS : AWAY_SHORT_MS);
      say(`${name} ${done} of ${wanted}`);
      await delay(random.whole(1_000, 2_000));
    }
    return { check: (seen) => ({ figures: figures(seen), violations: [] }) };
  },
});

const figures = ({ times: { frames } }: Seen): string[] => [spread("frames of other instances", frames)];

export const killRedis = redisFault(
  "kill-redis",
  "Redis killed (-9), and started empty",
  { long: 5, short: 1 },
  async ({ cluster: { services } }, awayMs) => {
    await services.redis.kill();
    await delay(awayMs);
    await services.redis.start();
  },
);

/** So short that nobody need notice: what was published meanwhile is lost without a word. */
export const restartRedis = redisFault(
  "restart-redis",
  "Redis killed (-9), and started empty at once",
  { long: 5, short: 1 },
  async ({ cluster: { services } }) => {
    await services.redis.kill();
    await services.redis.start();
  },
);

export const freezeRedis = redisFault(
  "freeze-redis",
  "Redis frozen (SIGSTOP)",
  { long: 3, short: 1 },
  async ({ cluster: { services } }, awayMs) => {
    await services.redis.freeze();
    await delay(awayMs);
    await services.redis.thaw();
  },
);

export const cutOffRedis = redisFault(
  "cut-off-redis",
  "one instance cut off from Redis",
  { long: 3, short: 1 },
  async ({ cluster, random }, awayMs) => {
    const { redis } = cluster.someMember(random);
    await redis.cut();
    await delay(awayMs);
    await redis.mend();
  },
);

/** Its connections stay, and nothing goes through: neither end is told. */
export const stallRedis = redisFault(
  "stall-redis",
  "one instance's connections to Redis stalled",
  { long: 3, short: 1 },
  async ({ cluster, random }, awayMs) => {
    const { redis } = cluster.someMember(random);
    redis.stall();
    await delay(awayMs);
    await redis.mend();
  },
);
