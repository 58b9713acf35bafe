import type { Bus } from "../../ports/bus.ts";
import type { Counters } from "../../ports/counters.ts";
import type { Log } from "../../ports/log.ts";
import type { Part } from "../../ports/part.ts";
import type { Presence } from "../../ports/presence.ts";
import { createRedisBus } from "./bus.ts";
import { createRedisCounters } from "./counters.ts";
import { keepLink } from "./link.ts";
import { createRedisPresence } from "./presence.ts";

export interface RedisParts {
  bus: Bus;
  presence: Presence;
  counters: Counters;
  part: Part;
  isUp(): boolean;
  /** Told each time Redis is there, for the first time or again: whatever was said meanwhile has been missed. */
  onUp(listener: () => void): void;
  close(): Promise<void>;
}

/**
 * What instances share through Redis. Returns at once, Redis there or not: it is looked for until `close`, and nothing
 * of this ever throws or rejects because it is away.
 * @param options.prefix begins every key and channel: what shares a Redis, and is not this service, has another one
 * Redis 6.2 or newer.
 * @param options.instance this process, in letters, digits and `-` or `_`; no other process has it
 * @throws TypeError when the address cannot be read
 */
export function connectRedis(options: {
  url: string;
  prefix: string;
  instance: string;
  now(): number;
  log: Log;
  /** What this instance counts with while Redis is away. */
  ownCounters: Counters;
}): RedisParts {
  const { url, prefix, instance, now, log, ownCounters } = options;
  const shared = `${prefix}:signals`;
  const link = keepLink({ url, shared, own: `${prefix}:echo:${instance}`, log });
  const bus = createRedisBus({ link, channel: shared, instance, log });
  const presence = createRedisPresence({ link, prefix, instance, now });
  return {
    bus,
    presence,
    counters: createRedisCounters({ link, prefix, own: ownCounters }),
    part: {
      name: "redis",
      vital: false,
      async check() {
        const reason = link.awayBecause();
        if (reason === null) return { status: "up" };
        return {
          status: "down",
          detail: `Redis does not answer (${reason}): start it, or check its address. Until then instances hear of each other later.`,
        };
      },
    },
    isUp: link.isUp,
    onUp: link.onUp,
    async close() {
      await bus.close();
      await presence.close();
      link.close();
    },
  };
}
