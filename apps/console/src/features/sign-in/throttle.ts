/**
 * Until when the service refuses further attempts, as a time of this device's clock in milliseconds.
 *
 * @param retryAfterMs what the service said; a refusal without it counts as half a minute
 */
export function blockedUntil(retryAfterMs: number | undefined, nowMs: number): number {
  return nowMs + (retryAfterMs ?? 30_000);
}

/** Whole seconds that are left, rounded up, so that "1 s" is never a lie; 0 when it is over. */
export function secondsLeft(untilMs: number, nowMs: number): number {
  return Math.max(0, Math.ceil((untilMs - nowMs) / 1000));
}
