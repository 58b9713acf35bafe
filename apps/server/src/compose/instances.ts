import { createLocalBus } from "../adapters/bus-local/index.ts";
import { connectRedis } from "../adapters/bus-redis/index.ts";
import { createMemoryCounters } from "../adapters/counters-memory/index.ts";
import { createMemoryPresence } from "../adapters/presence-memory/index.ts";
import type { Config } from "../config.ts";
import type { Bus } from "../ports/bus.ts";
import type { Clock } from "../ports/clock.ts";
import type { Counters } from "../ports/counters.ts";
import type { Ids } from "../ports/ids.ts";
import type { Log } from "../ports/log.ts";
import type { Part } from "../ports/part.ts";
import type { Presence } from "../ports/presence.ts";
import { isShared, storePlace } from "./store.ts";

/** What instances tell each other. */
export interface Instances {
  bus: Bus;
  presence: Presence;
  counters: Counters;
  /** Whether what one instance says reaches the others now. */
  isHeard(): boolean;
  /** Told each time it does so again. */
  onHeard(listener: () => void): void;
  parts: readonly Part[];
  close(): Promise<void>;
}

/** Over Redis, or for one instance alone. */
export function connectInstances(config: Config, deps: { clock: Clock; ids: Ids; log: Log }): Instances {
  const { clock, ids, log } = deps;
  if (config.redisUrl === null) {
    const bus = createLocalBus();
    // Others may share the store all the same: then they are only heard of through it.
    const isAlone = !isShared(storePlace(config));
    return {
      bus,
      presence: createMemoryPresence(clock.now()),
      counters: createMemoryCounters(),
      isHeard: () => isAlone,
      onHeard: () => undefined,
      parts: [],
      close: () => bus.close(),
    };
  }
  const redis = connectRedis({
    url: config.redisUrl,
    prefix: config.redisPrefix,
    instance: ids.name("instance"),
    now: clock.now,
    log,
    ownCounters: createMemoryCounters(),
  });
  return {
    bus: redis.bus,
    presence: redis.presence,
    counters: redis.counters,
    isHeard: redis.isUp,
    onHeard: redis.onUp,
    parts: [redis.part],
    close: redis.close,
  };
}
