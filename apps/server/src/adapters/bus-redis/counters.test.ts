import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { redisUrl } from "../../../../../e2e/support/needs.ts";
import { countersContract } from "../../testing/counters.contract.ts";
import { redisWorld, SOON, withRedis } from "../../testing/redis.fixtures.ts";

const url = redisUrl() ?? "";

describe.skipIf(url === "")("counters in Redis (needs Redis)", () => {
  let world: ReturnType<typeof redisWorld>;
  beforeEach(() => {
    world = redisWorld(url);
  });
  afterEach(() => world.end());

  async function start() {
    const instance = world.start();
    await expect.poll(() => instance.isUp(), SOON).toBe(true);
    return instance;
  }

  countersContract("in Redis", async () => {
    const { counters, close } = await start();
    return { counters, close };
  });

  test("[C12] what several instances count, each sees", async () => {
    const [one, two] = [await start(), await start()];
    for (let round = 0; round < 3; round++) {
      expect((await one.counters.hit("a", 60_000)).count).toBe(2 * round + 1);
      expect((await two.counters.hit("a", 60_000)).count).toBe(2 * round + 2);
    }
  });

  test("[C12] a key goes by itself, tells no address and is short; one that would stay for ever is mended", async () => {
    const { counters } = await start();
    await counters.hit(`address:203.0.113.7 ${"x".repeat(10_000)}`, 60_000);
    await withRedis(url, async (stranger) => {
      const [key = ""] = await stranger.keys(`${world.prefix}:count:*`);
      expect(key.length).toBeLessThan(200);
      expect(key).not.toContain("203");
      expect(await stranger.pTTL(key)).toBeGreaterThan(0);
      await stranger.persist(key);
    });
    const { count, leftMs } = await counters.hit(`address:203.0.113.7 ${"x".repeat(10_000)}`, 60_000);
    expect([count, leftMs]).toEqual([2, 60_000]);
  });

  test("[C12] where Redis is not, each instance counts by itself", async () => {
    const [one, two] = [world.start({ url: "redis://127.0.0.1:1" }), world.start({ url: "redis://127.0.0.1:1" })];
    for (const { counters } of [one, two]) {
      expect((await counters.hit("a", 60_000)).count).toBe(1);
      expect((await counters.hit("a", 60_000)).count).toBe(2);
    }
  });

  test("[C12] a pause of this process is not taken for one of Redis", async () => {
    const [one, two] = [await start(), await start()];
    await two.counters.hit("a", 60_000);
    const hit = one.counters.hit("a", 60_000);
    for (const until = performance.now() + 600; performance.now() < until; );
    expect((await hit).count).toBe(2);
  });

  test("[C12] a key that holds something else is counted here", async () => {
    const { counters } = await start();
    await counters.hit("a", 60_000);
    await withRedis(url, async (stranger) => {
      for (const key of await stranger.keys(`${world.prefix}:count:*`)) await stranger.set(key, "no number");
    });
    expect((await counters.hit("a", 60_000)).count).toBe(1);
    expect((await counters.hit("a", 60_000)).count).toBe(2);
  });
});
