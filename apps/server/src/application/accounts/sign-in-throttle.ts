import { createBoundedMap } from "../tokens/bounded-map.ts";

/**
 * Slows down whoever guesses passwords, on three counts:
 *
 *   account + address   after 5 failures a wait that doubles: 2 s, 4 s, 8 s …
 *   account             20 failures in 15 min, wherever they come from
 *   address             50 failures in 15 min, whichever account they aim at
 *
 * An address from which the account was signed in before is measured by the first count alone, and waits a minute at
 * most: whoever floods an account from elsewhere does not lock its owner out of their own desk.
 *
 * An attempt counts as failed from its beginning until it has succeeded: a thousand guesses sent at once get no
 * further than five. A refused attempt does not count, so waiting is always enough. In memory, for this instance.
 */
export interface SignInThrottle {
  begin(attempt: SignInAttempt, nowMs: number): Admission;
}

export interface SignInAttempt {
  account: string;
  /** As `addressGroup` gives it. */
  address: string;
  /** The account was signed in from there before. */
  usual: boolean;
}

export type Admission =
  | { admitted: false; retryAfterMs: number }
  | {
      admitted: true;
      /** The password was right. */
      succeeded(): void;
      /** It was never found out whether it was. */
      withdrawn(): void;
    };

const FREE_FAILURES = 5;
const FIRST_DELAY_MS = 2_000;
const MAX_DELAY_MS = { usual: 60_000, unusual: 15 * 60_000 } as const;
const FORGET_PAIR_MS = 30 * 60_000;

const WINDOW_MS = 15 * 60_000;
const FAILURES_PER_ACCOUNT = 20;
const FAILURES_PER_ADDRESS = 50;

/** Some 150 bytes each. */
const MAX_ENTRIES = 20_000;

interface Pair {
  failures: number;
  lastAtMs: number;
}
interface Window {
  failures: number;
  sinceMs: number;
}

export function createSignInThrottle(): SignInThrottle {
  const pairs = createBoundedMap<Pair>(MAX_ENTRIES);
  const accounts = createBoundedMap<Window>(MAX_ENTRIES);
  const addresses = createBoundedMap<Window>(MAX_ENTRIES);

  return {
    begin({ account, address, usual }, nowMs) {
      // JSON, because a user name is whatever a stranger typed: no separator is safe.
      const pairKey = JSON.stringify([account, address]);
      const pair = livePair(pairs.get(pairKey), nowMs);
      const ofAccount = liveWindow(accounts.get(account), nowMs);
      const ofAddress = liveWindow(addresses.get(address), nowMs);

      const waits = [pairWaitMs(pair, usual, nowMs)];
      if (!usual) {
        waits.push(windowWaitMs(ofAccount, FAILURES_PER_ACCOUNT, nowMs));
        waits.push(windowWaitMs(ofAddress, FAILURES_PER_ADDRESS, nowMs));
      }
      const retryAfterMs = Math.max(...waits);
      if (retryAfterMs > 0) return { admitted: false, retryAfterMs };

      const before = pair.lastAtMs;
      pair.failures += 1;
      pair.lastAtMs = nowMs;
      ofAccount.failures += 1;
      ofAddress.failures += 1;
      pairs.set(pairKey, pair);
      accounts.set(account, ofAccount);
      addresses.set(address, ofAddress);

      const takeBack = (): void => {
        ofAccount.failures -= 1;
        ofAddress.failures -= 1;
      };
      return {
        admitted: true,
        succeeded() {
          takeBack();
          pairs.delete(pairKey);
        },
        withdrawn() {
          takeBack();
          pair.failures -= 1;
          if (pair.lastAtMs === nowMs) pair.lastAtMs = before;
        },
      };
    },
  };
}

function livePair(pair: Pair | undefined, nowMs: number): Pair {
  return pair !== undefined && nowMs - pair.lastAtMs < FORGET_PAIR_MS ? pair : { failures: 0, lastAtMs: nowMs };
}

function liveWindow(window: Window | undefined, nowMs: number): Window {
  return window !== undefined && nowMs - window.sinceMs < WINDOW_MS ? window : { failures: 0, sinceMs: nowMs };
}

function pairWaitMs(pair: Pair, usual: boolean, nowMs: number): number {
  if (pair.failures < FREE_FAILURES) return 0;
  const doublings = Math.min(pair.failures - FREE_FAILURES, 20);
  const delay = Math.min(FIRST_DELAY_MS * 2 ** doublings, usual ? MAX_DELAY_MS.usual : MAX_DELAY_MS.unusual);
  return pair.lastAtMs + delay - nowMs;
}

function windowWaitMs(window: Window, allowed: number, nowMs: number): number {
  return window.failures < allowed ? 0 : window.sinceMs + WINDOW_MS - nowMs;
}
