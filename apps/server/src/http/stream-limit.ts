import type { Caller } from "../domain/access/caller.ts";
import { RateLimited } from "./problem.ts";

/** Tabs and devices of one customer; whoever opens more is not reading them. */
const MAX_STREAMS = 20;

const RETRY_AFTER_SECONDS = 10;

/** How many streams each customer has open. Agents are known, and not limited. */
export interface StreamLimit {
  /** @returns what to call when the stream has ended. @throws RateLimited */
  take(caller: Caller): () => void;
}

export function createStreamLimit(): StreamLimit {
  const open = new Map<string, number>();
  return {
    take(caller) {
      if (caller.kind !== "customer") return () => undefined;
      const key = `${caller.tenant}/${caller.sessionName}`;
      const count = open.get(key) ?? 0;
      if (count >= MAX_STREAMS) throw new RateLimited(RETRY_AFTER_SECONDS);
      open.set(key, count + 1);
      return () => {
        const left = (open.get(key) ?? 1) - 1;
        if (left === 0) open.delete(key);
        else open.set(key, left);
      };
    },
  };
}
