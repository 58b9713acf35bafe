import { type ConnectionRules, type ConnectionState, pause } from "./connection.ts";
import { ApiError } from "./errors.ts";
import { sleep, sleepUntilBack } from "./wait.ts";

export interface Patience {
  /** Aborted once nobody wants it any more. */
  signal: AbortSignal;
  rules: ConnectionRules;
  random: () => number;
  isOnline: () => boolean;
}

type OnWait = (waiting: Extract<ConnectionState, { name: "waiting" }>) => void;

/** Waits as a stream does between two attempts. */
export async function waitBefore(
  attempt: number,
  { signal, rules, random, isOnline, onWait }: Patience & { onWait?: OnWait | undefined },
  retryAfterMs?: number,
): Promise<void> {
  const around = { random: random(), rules };
  const { delayMs, asked } = pause(attempt, { online: isOnline(), visible: true }, around, retryAfterMs);
  onWait?.({ name: "waiting", attempt: attempt + 1, retryAtMs: Date.now() + delayMs, asked });
  await (asked ? sleep : sleepUntilBack)(delayMs, signal);
}

/**
 * Does it until it works.
 * @param rules.mayPass whether what went wrong may be right another time
 * @returns undefined once nobody wants it any more
 * @throws what will not pass
 */
export async function persist<Answer>(
  work: () => Answer | Promise<Answer>,
  rules: Patience & { mayPass: (error: unknown) => boolean; onWait?: OnWait },
): Promise<Answer | undefined> {
  for (let attempt = 0; !rules.signal.aborted; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (rules.signal.aborted) return undefined;
      if (!rules.mayPass(error)) throw error;
      await waitBefore(attempt, rules, error instanceof ApiError ? error.retryAfterMs : undefined);
    }
  }
  return undefined;
}
