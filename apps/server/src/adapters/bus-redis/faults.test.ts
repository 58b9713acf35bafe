import { mkdtemp, rm } from "node:fs/promises";
import { connect, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { redisServerPath } from "../../../../../e2e/support/needs.ts";
import { usedBytes } from "../../testing/memory.ts";
import { committed, type RedisInstance, redisWorld, SOON, withRedis } from "../../testing/redis.fixtures.ts";
import { startRedis } from "../../testing/services/redis-process.ts";
import { startTcpProxy } from "../../testing/services/tcp-proxy.ts";

const program = redisServerPath();

/** So late that nobody is taken for present because too little is known. */
const later = () => Date.now() + 60 * 60_000;

const unreachable = "redis://127.0.0.1:1";

describe.skipIf(program === undefined)("a Redis that fails (needs redis-server)", { timeout: 60_000 }, () => {
  let folder: string;
  let redis: Awaited<ReturnType<typeof startRedis>>;
  let world: ReturnType<typeof redisWorld>;
  const cleanups: (() => unknown)[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "baton-redis-"));
    redis = await startRedis({ folder: join(folder, "redis") });
    world = redisWorld(redis.url);
  });
  afterEach(async () => {
    await world.end({ keepKeys: true });
    for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
    await redis.stop();
    await rm(folder, { recursive: true, force: true });
  });

  async function start(
    options: { url?: string; now?: () => number } = {},
  ): Promise<RedisInstance & { ups: () => number }> {
    let ups = 0;
    const instance = world.start(options);
    instance.onUp(() => ups++);
    await expect.poll(() => ups, SOON).toBe(1);
    expect(instance.isUp()).toBe(true);
    return { ...instance, ups: () => ups };
  }

  /** One says something until the other hears it: a hint may be lost. */
  async function expectHeard(from: RedisInstance, to: RedisInstance): Promise<void> {
    const family = `fam_${from.name}_${from.heard.length}`;
    const said = () => {
      from.bus.publish({ kind: "revoked", family });
      return to.heard;
    };
    await expect.poll(said, SOON).toContainEqual({ kind: "revoked", family });
  }

  test("[C11] killed and started again, empty: all goes on meanwhile, and works again by itself", async () => {
    let aheadMs = 0;
    const now = () => Date.now() + aheadMs;
    const [one, two] = [await start({ now }), await start({ now })];
    one.presence.streamOpened("agt_1");
    await expect.poll(() => two.presence.online(), SOON).toEqual(["agt_1"]);
    // They have been together for an hour: whoever is not there is known to be away.
    aheadMs = 60 * 60_000;
    const agoMs = async ({ presence }: RedisInstance, at = now()) => at - (await presence.lastSeenAt("agt_9", at));
    expect(await agoMs(one)).toBeGreaterThan(1_000_000);
    expect((await one.counters.hit("a", 60_000)).count).toBe(1);
    expect((await two.counters.hit("a", 60_000)).count).toBe(2);

    await redis.kill();
    await expect.poll(() => [one.isUp(), two.isUp()], SOON).toEqual([false, false]);
    for (const instance of [one, two]) {
      instance.bus.publish(committed(1));
      expect(instance.heard.at(-1)).toEqual(committed(1));
      expect((await instance.counters.hit("a", 60_000)).count).toBe(1);
      expect(await agoMs(instance)).toBe(0);
    }
    const health = await one.part.check();
    expect(health).toMatchObject({ status: "down", detail: expect.stringContaining("Redis") });
    expect(JSON.stringify([health, ...one.lines])).not.toContain(new URL(redis.url).port);
    expect(one.lines.map(({ event }) => event)).toEqual(["redis_up", "redis_away"]);

    await redis.start();
    await expect.poll(() => [one.ups(), two.ups()], SOON).toEqual([2, 2]);
    expect(await one.part.check()).toEqual({ status: "up" });
    expect([await agoMs(one), await agoMs(two)]).toEqual([0, 0]);
    await expect.poll(() => two.presence.online(), SOON).toEqual(["agt_1"]);
    expect((await one.counters.hit("a", 60_000)).count).toBe(1);
    expect((await two.counters.hit("a", 60_000)).count).toBe(2);
    await expectHeard(one, two);
    await expectHeard(two, one);
    expect(one.heard.filter(({ kind }) => kind === "committed")).toHaveLength(1);
    expect(one.lines.map(({ event }) => event)).toEqual(["redis_up", "redis_away", "redis_up"]);
  });

  test("[C9] [C11] frozen: 10,000 signals are heard here at once, cost little memory, and it is found again", async () => {
    const [one, two] = [await start(), await start()];
    await redis.freeze();
    const before = usedBytes();
    for (let seq = 1; seq <= 10_000; seq++) {
      // 200 MB altogether, each of them its own.
      one.bus.publish(committed(seq, "default/session/ses_1", `${seq} `.repeat(20_000 / `${seq} `.length)));
      expect(one.heard).toHaveLength(1);
      one.heard.length = 0;
      if (seq % 50 === 0) await new Promise(setImmediate);
    }
    expect(usedBytes() - before).toBeLessThan(60_000_000);
    expect(one.lines.filter(({ event }) => event === "signals_dropped").length).toBeLessThanOrEqual(1);
    for (const { counters } of [one, two]) expect((await counters.hit("a", 60_000)).count).toBe(1);
    await expect.poll(() => [one.isUp(), two.isUp()], SOON).toEqual([false, false]);
    expect(await one.part.check()).toMatchObject({ status: "down" });

    await redis.thaw();
    await expect.poll(() => [one.ups(), two.ups()], SOON).toEqual([2, 2]);
    await expectHeard(one, two);
    await expectHeard(two, one);
  });

  test("[C11] one that waited in vain warns the others: they count here at once", async () => {
    const one = await start();
    await redis.freeze();
    await one.counters.hit("a", 60_000);
    expect(one.isUp()).toBe(true);
    // Nothing is sent any more, so no timer and no socket has a part in the answer.
    const hit = one.counters.hit("a", 60_000).then(({ count }) => count);
    await Promise.resolve();
    expect(await Promise.race([hit, new Promise((resolve) => setImmediate(resolve, "late"))])).toBe(2);
  });

  test.each(["stall", "cut"] as const)(
    "[C11] one instance alone cannot reach it (%s): the others notice nothing",
    async (fault) => {
      const proxy = await startTcpProxy(redis.port);
      cleanups.push(() => proxy.close());
      const [one, two, three] = [await start({ url: proxy.through(redis.url) }), await start(), await start()];
      two.presence.streamOpened("agt_2");
      await expect.poll(() => one.presence.online(), SOON).toEqual(["agt_2"]);
      await proxy[fault]();
      await expect.poll(() => one.isUp(), SOON).toBe(false);
      one.presence.streamOpened("agt_1");
      expect(await one.presence.online()).toEqual(["agt_1"]);
      const at = later();
      expect(await one.presence.lastSeenAt("agt_9", at)).toBe(at);
      await expectHeard(two, three);
      await expectHeard(three, two);
      expect([two.ups(), three.ups(), two.isUp(), three.isUp()]).toEqual([1, 1, true, true]);
      await proxy.mend();
      await expect.poll(() => one.ups(), SOON).toBe(2);
      await expectHeard(one, two);
      await expectHeard(two, one);
      await expect.poll(async () => (await two.presence.online()).toSorted(), SOON).toEqual(["agt_1", "agt_2"]);
    },
  );

  test("[C11] a connection that listens to nothing any more is noticed, though the other one answers", async () => {
    const proxy = await deafProxy(redis.port);
    cleanups.push(proxy.close);
    const [one, two] = [await start({ url: `redis://127.0.0.1:${proxy.port}` }), await start()];
    proxy.deafen();
    await expect.poll(() => one.isUp(), SOON).toBe(false);
    await expect.poll(() => one.ups(), SOON).toBe(2);
    await expectHeard(two, one);
    expect(two.ups()).toBe(1);
  });

  test("[C11] a connection that Redis closes is made anew", async () => {
    const [one, two] = [await start(), await start()];
    one.onUp(() => {
      throw new Error("a listener's mistake");
    });
    for (const TYPE of ["pubsub", "normal"] as const) {
      const before = one.ups();
      await withRedis(redis.url, (stranger) => stranger.sendCommand(["CLIENT", "KILL", "TYPE", TYPE]));
      await expect.poll(() => [one.ups(), two.ups()], SOON).toEqual([before + 1, before + 1]);
    }
    expect(one.lines.filter(({ event }) => event === "redis_up_failed")).toHaveLength(2);
    await expectHeard(one, two);
  });

  test("[C12] a Redis that takes no writes makes nobody absent", async () => {
    const one = await start();
    await expect.poll(() => one.presence.lastSeenAt("agt_2", later()), SOON).toBeLessThan(later() - 1_000_000);
    const limit = (bytes: string) =>
      withRedis(redis.url, (stranger) => stranger.sendCommand(["CONFIG", "SET", "maxmemory", bytes]));
    await limit("1");
    one.presence.streamOpened("agt_1");
    const at = later();
    await expect.poll(() => one.presence.lastSeenAt("agt_2", at), SOON).toBe(at);
    expect(one.isUp()).toBe(true);
    expect((await one.counters.hit("a", 60_000)).count).toBe(1);
    await limit("0");
    await expect.poll(() => one.presence.lastSeenAt("agt_2", at), SOON).toBeLessThan(at);
  });

  test("[C11] whoever accepts and says nothing is no Redis, and is not piled up on", async () => {
    const sockets = new Set<Socket>();
    let accepted = 0;
    const mute = createServer((socket) => {
      accepted++;
      sockets.add(
        socket
          .on("error", () => undefined)
          .on("close", () => sockets.delete(socket))
          .resume(),
      );
    });
    await new Promise<void>((resolve) => mute.listen(0, "127.0.0.1", resolve));
    cleanups.push(() => mute.close());
    const address = mute.address();
    const one = world.start({ url: `redis://127.0.0.1:${typeof address === "object" ? address?.port : ""}` });
    await expect.poll(() => accepted, SOON).toBe(6);
    expect(sockets.size).toBeLessThanOrEqual(2);
    expect(one.lines).toEqual([{ event: "redis_away", reason: "no answer" }]);
    expect(one.isUp()).toBe(false);
    await one.close();
    await expect.poll(() => sockets.size, SOON).toBe(0);
  });

  test.each([
    ["WRONGPASS", (url: string) => url.replace("redis://", "redis://baton:hush@")],
    ["ECONNREFUSED", () => unreachable],
  ])("[C11] what is wrong is said in one word (%s), without address and password", async (word, change) => {
    const one = world.start({ url: change(redis.url) });
    await expect.poll(() => one.part.check(), SOON).toMatchObject({ detail: expect.stringContaining(`(${word})`) });
    expect(one.lines).toEqual([{ event: "redis_away", reason: word }]);
    expect(JSON.stringify(await one.part.check())).not.toMatch(/hush|127\.0\.0\.1/);
  });

  test("[C11] an address that cannot be read is a mistake at the start", () => {
    for (const url of ["", "localhost", "http://127.0.0.1", "redis://127.0.0.1/x"]) {
      expect(() => world.start({ url })).toThrow(TypeError);
    }
  });

  test("[C11] closing ends it, whatever it is doing", async () => {
    const [one, two] = [await start(), world.start({ url: unreachable })];
    await redis.freeze();
    const three = world.start();
    await Promise.all([one, two, three].map(({ close }) => close()));
    await redis.thaw();
    await withRedis(redis.url, async (stranger) => {
      const clients = () => stranger.sendCommand(["CLIENT", "LIST"]).then((list) => String(list).trim().split("\n"));
      await expect.poll(clients, SOON).toHaveLength(1);
    });
  });
});

/** Lets everything through, until what comes for whoever has subscribed is held back. */
async function deafProxy(target: number) {
  const listeners = new Set<Socket>();
  const all = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(target, "127.0.0.1");
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      all.add(from);
      from.on("error", () => undefined).on("close", () => to.destroy());
    }
    client.on("data", (bytes) => {
      if (/subscribe/i.test(String(bytes))) listeners.add(upstream);
      upstream.write(bytes);
    });
    upstream.on("data", (bytes) => client.write(bytes));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return {
    port: typeof address === "object" ? (address?.port ?? 0) : 0,
    deafen() {
      for (const upstream of listeners) upstream.pause();
    },
    close() {
      for (const socket of all) socket.destroy();
      server.close();
    },
  };
}
