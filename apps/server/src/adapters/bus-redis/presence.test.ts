import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { redisUrl } from "../../../../../e2e/support/needs.ts";
import { presenceContract } from "../../testing/presence.contract.ts";
import { redisWorld, SOON, withRedis } from "../../testing/redis.fixtures.ts";
import { createMemoryPresence } from "../presence-memory/index.ts";

const url = redisUrl() ?? "";

/** So late that nobody is taken for present because too little is known. */
const later = () => Date.now() + 60 * 60_000;

presenceContract("in memory", async () => ({
  presence: createMemoryPresence(Date.now()),
  close: async () => undefined,
}));

describe.skipIf(url === "")("presence in Redis (needs Redis)", { timeout: 60_000 }, () => {
  let world: ReturnType<typeof redisWorld>;
  beforeEach(() => {
    world = redisWorld(url);
  });
  afterEach(() => world.end());

  async function start(options: { now?: () => number } = {}) {
    const instance = world.start(options);
    await expect.poll(() => instance.isUp(), SOON).toBe(true);
    // From here on it says that somebody is away.
    await expect.poll(() => instance.presence.lastSeenAt("nobody", later()), SOON).toBeLessThan(later() - 1_000_000);
    return instance;
  }

  presenceContract("in Redis", async () => {
    const { presence, close } = await start();
    return { presence, close };
  });

  test("[C12] a stream that is open anywhere counts everywhere, until the last one is closed", async () => {
    const [one, two, three] = [await start(), await start(), await start()];
    one.presence.streamOpened("agt_1");
    two.presence.streamOpened("agt_1");
    two.presence.streamOpened("agt 1");
    await expect.poll(async () => (await three.presence.online()).toSorted(), SOON).toEqual(["agt 1", "agt_1"]);
    const at = later();
    expect(await three.presence.lastSeenAt("agt_1", at)).toBe(at);
    expect(await three.presence.lastSeenAt("1", at)).toBeLessThan(at);
    one.presence.streamClosed("agt_1", Date.now());
    two.presence.streamClosed("agt 1", Date.now());
    await expect.poll(() => three.presence.online(), SOON).toEqual(["agt_1"]);
    expect(await three.presence.lastSeenAt("agt_1", at)).toBe(at);
    expect(await one.presence.lastSeenAt("agt_1", at)).toBe(at);
    two.presence.streamClosed("agt_1", Date.now());
    await expect.poll(() => three.presence.online(), SOON).toEqual([]);
    expect(await three.presence.lastSeenAt("agt_1", at)).toBeLessThan(at);
  });

  test("[C12] what an agent did on one instance, the others know, in whatever order they are told", async () => {
    let aheadMs = 0;
    const [one, two, three] = [await start(), await start(), await start({ now: () => Date.now() + aheadMs })];
    // From now on it has known of everybody for an hour.
    aheadMs = 60 * 60_000;
    const agoMs = async (agentId: string) => {
      const now = Date.now() + aheadMs;
      return now - (await three.presence.lastSeenAt(agentId, now));
    };
    one.presence.seen("agt_1", Date.now() - 60_000);
    one.presence.seen("agt_1", Date.now() - 90_000);
    await expect.poll(() => agoMs("agt_1"), SOON).toBeLessThan(80_000);
    expect(await agoMs("agt_1")).toBeGreaterThanOrEqual(60_000);
    two.presence.seen("agt_1", Date.now() - 120_000);
    two.presence.seen("agt_2", Date.now());
    await expect.poll(() => agoMs("agt_2"), SOON).toBeLessThan(30_000);
    expect(await agoMs("agt_1")).toBeLessThan(100_000);
    expect(await agoMs("agt_3")).toBeGreaterThan(1_000_000);
  });

  test("[C12] agents of an instance that stopped are gone at once, of one that died after 15 seconds", async () => {
    const [one, two, three] = [await start(), await start(), await start()];
    one.presence.streamOpened("agt_1");
    two.presence.streamOpened("agt_2");
    await expect.poll(async () => (await three.presence.online()).toSorted(), SOON).toEqual(["agt_1", "agt_2"]);
    await one.close();
    expect(await three.presence.online()).toEqual(["agt_2"]);
    await withRedis(url, async (stranger) => {
      // What would be true 15 seconds after the death of the second, and what its life makes of it.
      const key = `${world.prefix}:streams`;
      const [member] = await stranger.zRangeWithScores(key, 0, -1);
      expect(member?.score).toBeLessThanOrEqual(Date.now() + 15_000);
      // Again and again: it may show that it lives at any moment.
      const let15SecondsPass = () => stranger.zAdd(key, { value: member?.value ?? "", score: Date.now() - 1 });
      const afterThem = async <Found>(look: () => Promise<Found>) => {
        await let15SecondsPass();
        return look();
      };
      await expect.poll(() => afterThem(() => three.presence.online()), SOON).toEqual([]);
      const at = later();
      await expect
        .poll(() => afterThem(() => three.presence.lastSeenAt("agt_2", at)), SOON)
        .toBeLessThan(at - 1_000_000);
      expect(await two.presence.lastSeenAt("agt_2", at)).toBe(at);
      await expect.poll(() => three.presence.online(), SOON).toEqual(["agt_2"]);
    });
  });

  test("[C12] every key goes by itself", async () => {
    const one = await start();
    one.presence.streamOpened("agt_1");
    one.presence.seen("agt_2", Date.now());
    await withRedis(url, async (stranger) => {
      await expect.poll(() => stranger.keys(`${world.prefix}:*`), SOON).toHaveLength(2);
      for (const key of await stranger.keys(`${world.prefix}:*`)) {
        expect(await stranger.pTTL(key)).toBeGreaterThan(0);
      }
    });
  });

  test("[C12] while Redis is away nobody is taken for absent, and the own streams are known", async () => {
    const { presence } = world.start({ url: "redis://127.0.0.1:1" });
    presence.streamOpened("agt_1");
    expect(await presence.online()).toEqual(["agt_1"]);
    const at = later();
    expect(await presence.lastSeenAt("agt_1", at)).toBe(at);
    expect(await presence.lastSeenAt("agt_2", at)).toBe(at);
  });

  test("[C12] a Redis that has just been found knows too little to call anybody absent", async () => {
    const one = await start();
    const soon = Date.now() + 10_000;
    expect(await one.presence.lastSeenAt("agt_1", soon)).toBe(soon);
  });
});
