import { createHash } from "node:crypto";
import type { Counters } from "../../ports/counters.ts";
import type { Link } from "./link.ts";

/** A request waits for its count; longer than this it would feel it. */
const ANSWER_MS = 200;

/** One step for Redis: a key that was counted and never expires would refuse somebody for ever. */
const HIT = `
local count = redis.call('INCR', KEYS[1])
local left = redis.call('PTTL', KEYS[1])
if left < 0 then
  left = tonumber(ARGV[1])
  redis.call('PEXPIRE', KEYS[1], left)
end
return {count, left}`;

/** @param own what this instance counts with while Redis is away */
export function createRedisCounters({
  link,
  prefix,
  own,
}: {
  link: Pick<Link, "ask">;
  prefix: string;
  own: Counters;
}): Counters {
  return {
    async hit(key, windowMs) {
      // Keys are as long as strangers like, and may be addresses.
      const digest = createHash("sha256").update(`${windowMs} ${key}`).digest("base64url");
      try {
        return asCount(await link.ask(["EVAL", HIT, "1", `${prefix}:count:${digest}`, String(windowMs)], ANSWER_MS));
      } catch {
        return own.hit(key, windowMs);
      }
    },
  };
}

function asCount(reply: unknown): { count: number; leftMs: number } {
  const [count, leftMs] = Array.isArray(reply) ? (reply as unknown[]) : [];
  if (typeof count !== "number" || typeof leftMs !== "number") throw new TypeError("not a count");
  return { count, leftMs };
}
