import { setTimeout as sleep } from "node:timers/promises";
import { asBotError } from "./bot-error.ts";
import type { Call } from "./call.ts";

const ATTEMPTS = 3;

const FIRST_JITTER_MS = 500;

export interface Tries {
  call: Call;
  /** Milliseconds for all attempts and pauses together. */
  limitMs: number;
  /** What is waited for, in words for the log. */
  awaited: string;
  /** Between 0 and 1. */
  random: () => number;
  onRetry: () => void;
}

/**
 * Asks, and asks again where an error says that it does no harm. A pause that would end after the limit is not begun.
 *
 * @throws BotError the last attempt's, or what cut the call off
 */
export async function withRetries<Value>(tries: Tries, ask: () => Promise<Value>): Promise<Value> {
  const { call, limitMs, awaited, random, onRetry } = tries;
  const endAt = performance.now() + limitMs;
  for (let attempt = 1; ; attempt += 1) {
    call.signal.throwIfAborted();
    try {
      return await call.within(endAt - performance.now(), awaited, ask());
    } catch (error) {
      call.signal.throwIfAborted();
      const failure = asBotError(error);
      if (failure.retryAfterMs === null || attempt === ATTEMPTS) throw failure;
      const pauseMs = pauseBefore(attempt, failure.retryAfterMs, random());
      if (performance.now() + pauseMs >= endAt) throw failure;
      onRetry();
      await sleep(pauseMs, undefined, { signal: call.signal }).catch(() => undefined);
    }
  }
}

/** Never less than what the engine asked for; those who were sent away together do not come back together. */
const pauseBefore = (attempt: number, retryAfterMs: number, random: number): number =>
  retryAfterMs + random * FIRST_JITTER_MS * 2 ** (attempt - 1);
