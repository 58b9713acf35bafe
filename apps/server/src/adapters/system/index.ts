import { randomBytes } from "node:crypto";
import { encodeId } from "@baton/protocol";
import type { Clock } from "../../ports/clock.ts";
import type { Ids } from "../../ports/ids.ts";

/** The machine's clock, made steady: it never gives a time before one it has given. */
export function createSystemClock(): Clock {
  let latest = 0;
  return {
    now: () => {
      latest = Math.max(latest, Date.now());
      return latest;
    },
  };
}

const POOL_BYTES = 4_096;

/** Random ids. Bytes are drawn from the system by the page: one call an id would cost more than the rest of it. */
export function createRandomIds(clock: Clock): Ids {
  let pool = randomBytes(POOL_BYTES);
  let used = 0;
  const draw = (count: number) => {
    if (used + count > pool.length) {
      pool = randomBytes(POOL_BYTES);
      used = 0;
    }
    used += count;
    return pool.subarray(used - count, used);
  };
  return {
    name: (prefix) => encodeId(prefix, clock.now(), draw(16), "name"),
    guard: (prefix) => encodeId(prefix, clock.now(), draw(26), "guard"),
  };
}
