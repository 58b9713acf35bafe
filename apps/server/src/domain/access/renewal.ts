/** How long after a session ended its customer may still come back to it with the old token. */
export const RENEWABLE_AFTER_END_MS = 30 * 24 * 3_600_000;

/**
 * Whether the holder of a session's token, expired or not, may have a new one.
 * @param endedAtMs when the session was closed; null while it is not
 */
export function mayRenewSession(endedAtMs: number | null, nowMs: number): boolean {
  return endedAtMs === null || nowMs - endedAtMs <= RENEWABLE_AFTER_END_MS;
}
