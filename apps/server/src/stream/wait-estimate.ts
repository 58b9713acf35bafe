/** Somebody who waited, and was taken over by a person. Milliseconds since 1970. */
export interface Served {
  waitingSince: number;
  takenAt: number;
}

/** What is longer ago says nothing about who is at work now. */
export const SERVED_WINDOW_MS = 30 * 60_000;

/** Of fewer nothing can be said. */
const LEAST_SERVED = 5;

const ROUNDED_TO_SECONDS = 30;

/** How fast the queue moves: what every estimate of one moment rests on. */
export interface Pace {
  /** The usual time from one takeover to the next, while somebody waits. */
  placeMs: number;
  /** So long somebody has waited now without anybody being taken over. */
  stallMs: number;
}

/**
 * Time in which nobody waited is not counted: agents who have nothing to do are not slow. So each takeover took from
 * the one before it, or from the moment at which somebody began to wait, whichever was later. The median, because one
 * agent's lunch is not the pace.
 *
 * @param oldestWaitingSince of those who wait now
 * @returns null when there is too little to go by
 */
export function paceOf(served: readonly Served[], oldestWaitingSince: number, now: number): Pace | null {
  const recent = served
    .filter(({ takenAt }) => takenAt > now - SERVED_WINDOW_MS && takenAt <= now)
    .sort((one, other) => one.takenAt - other.takenAt);
  const last = recent.at(-1);
  if (last === undefined || recent.length < LEAST_SERVED) return null;
  const gaps: number[] = [];
  // From the newest back: whoever was served later, or still waits, may have waited before this one did.
  let somebodySince = oldestWaitingSince;
  for (let index = recent.length - 1; index > 0; index--) {
    const [before, current] = recent.slice(index - 1, index + 1);
    if (before === undefined || current === undefined) break;
    somebodySince = Math.min(somebodySince, current.waitingSince);
    gaps.push(current.takenAt - Math.max(before.takenAt, somebodySince));
  }
  return { placeMs: median(gaps), stallMs: Math.max(0, now - Math.max(last.takenAt, oldestWaitingSince)) };
}

/**
 * Whoever is first has one takeover to wait for, and the others as many more as stand before them. When the queue has
 * stood still for longer than usual, the next takeover is taken to be as far away as the last one is: a promise that
 * has just been broken is not made again.
 */
export function estimatedSeconds({ placeMs, stallMs }: Pace, position: number): number {
  const seconds = (Math.max(placeMs, stallMs) + placeMs * (position - 1)) / 1000;
  return Math.max(1, Math.ceil(seconds / ROUNDED_TO_SECONDS)) * ROUNDED_TO_SECONDS;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2;
}
