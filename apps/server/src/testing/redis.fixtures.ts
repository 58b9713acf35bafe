import { randomUUID } from "node:crypto";
import { createClient } from "redis";
import { connectRedis, type RedisParts } from "../adapters/bus-redis/index.ts";
import { createMemoryCounters } from "../adapters/counters-memory/index.ts";
import type { Signal } from "../ports/bus.ts";
import type { StoredEvent, StreamKey } from "../ports/journal.ts";

/** How long tests wait for what comes within seconds, on a machine that is busy. */
export const SOON = { timeout: 15_000 };

export interface RedisInstance extends RedisParts {
  name: string;
  /** Every signal that its bus was told, its own too. */
  heard: Signal[];
  /** Every line that it logged. */
  lines: Record<string, unknown>[];
}

/** Instances on one Redis, below a prefix that nobody else has. */
export function redisWorld(url: string): {
  prefix: string;
  start(options?: { url?: string; now?: () => number }): RedisInstance;
  /** Their keys go too, unless that Redis is the test's own and may be gone. */
  end(options?: { keepKeys?: boolean }): Promise<void>;
} {
  const prefix = `baton-test-${randomUUID()}`;
  const started: RedisInstance[] = [];
  return {
    prefix,
    start(options = {}) {
      const lines: Record<string, unknown>[] = [];
      const note = (line: object) => void lines.push({ ...line });
      const name = `i${started.length + 1}-${randomUUID()}`;
      const log = { info: note, warn: note, error: note };
      const own = { prefix, instance: name, log, ownCounters: createMemoryCounters() };
      const parts = connectRedis({ url, now: Date.now, ...options, ...own });
      const heard: Signal[] = [];
      parts.bus.subscribe((signal) => heard.push(signal));
      const instance = { ...parts, name, heard, lines };
      started.push(instance);
      return instance;
    },
    async end({ keepKeys = false } = {}) {
      await Promise.all(started.map((instance) => instance.close()));
      if (keepKeys) return;
      await removeKeys(url, prefix);
    },
  };
}

/** Everything below a prefix. */
export const removeKeys = (url: string, prefix: string): Promise<void> =>
  withRedis(url, async (client) => {
    for await (const keys of client.scanIterator({ MATCH: `${prefix}:*`, COUNT: 1_000 })) {
      if (keys.length > 0) await client.del(keys);
    }
  });

const stranger = (url: string) => createClient({ url });

/** A stranger at the same Redis. */
export async function withRedis<Result>(
  url: string,
  act: (client: ReturnType<typeof stranger>) => Promise<Result>,
): Promise<Result> {
  const client = stranger(url);
  client.on("error", () => undefined);
  await client.connect();
  try {
    return await act(client);
  } finally {
    client.destroy();
  }
}

/** The nth commit of a stream: one event, after the one before it. */
export function committed(seq: number, stream: StreamKey = "default/session/ses_1", content = "刹车"): Signal {
  const event: StoredEvent = {
    id: `evt_${seq}`,
    seq,
    type: "customer_message",
    time: 1_763_605_000_000 + seq,
    data: { n: seq },
    personal: { content },
    salt: "00".repeat(16),
    personalDigest: "11".repeat(32),
    hash: "22".repeat(32),
    stream,
    position: seq,
  };
  return { kind: "committed", stream, priorSeq: seq - 1, events: [event] };
}
