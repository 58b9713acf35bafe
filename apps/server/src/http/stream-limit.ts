import type { Caller } from "../domain/access/caller.ts";
import { RateLimited } from "./problem.ts";
import { createTally } from "./tally.ts";

/** Tabs and devices of one customer; whoever opens more is not reading them. */
const MAX_STREAMS = 20;

const RETRY_AFTER_SECONDS = 10;

/** How many streams each customer has open. Agents are known, and not limited. */
export interface StreamLimit {
  /** @returns what to call when the stream has ended. @throws RateLimited */
  take(caller: Caller): () => void;
}

export function createStreamLimit(): StreamLimit {
  const open = createTally<string>();
  return {
    take(caller) {
      if (caller.kind !== "customer") return () => undefined;
      const key = `${caller.tenant}/${caller.sessionName}`;
      if (open.count(key) >= MAX_STREAMS) throw new RateLimited(RETRY_AFTER_SECONDS);
      return open.enter(key);
    },
  };
}
