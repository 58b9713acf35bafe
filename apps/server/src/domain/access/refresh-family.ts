/**
 * All refresh tokens that came from one sign-in, of which only the newest is good.
 *
 *   sign-in ── t1 ──refresh── t2 ──refresh── t3 …      t1 again later: somebody has a copy, the family ends
 *
 * The one before the newest stays good for a moment, and gives the same successor again: the answer that carried the
 * successor may have been lost, or two tabs may have refreshed at once. Whoever copied it and uses it within that
 * moment ends up with the same successor as the rightful client, so the next rotation by either of them exposes the
 * other: the theft is found one rotation later, not missed.
 */
export interface RefreshFamily {
  id: string;
  currentDigest: string;
  /** The token before the current one. With `nonce` it gives the current one; the nonce alone gives nothing. */
  previous: { digest: string; nonce: string } | null;
  /** Milliseconds since 1970. */
  rotatedAtMs: number;
  /** Seven days after the last rotation. */
  expiresAtMs: number;
}

export const REFRESH_LIFETIME_MS = 7 * 24 * 3_600_000;
export const REUSE_GRACE_MS = 10_000;
/** Signed-in browsers of one account; a further sign-in ends the one that has been idle longest. */
export const MAX_FAMILIES = 20;

export type Judgement =
  | { is: "current" }
  | { is: "just_replaced"; nonce: string }
  /** Somebody has a copy: the family must end. */
  | { is: "reused" }
  | { is: "gone" };

/** @param digest of the token that was presented */
export function judge(family: RefreshFamily | undefined, digest: string, nowMs: number): Judgement {
  if (family === undefined || family.expiresAtMs <= nowMs) return { is: "gone" };
  if (digest === family.currentDigest) return { is: "current" };
  const { previous } = family;
  const inGrace = nowMs - family.rotatedAtMs <= REUSE_GRACE_MS;
  return previous?.digest === digest && inGrace ? { is: "just_replaced", nonce: previous.nonce } : { is: "reused" };
}

export function openFamily(id: string, digest: string, nowMs: number): RefreshFamily {
  return {
    id,
    currentDigest: digest,
    previous: null,
    rotatedAtMs: nowMs,
    expiresAtMs: nowMs + REFRESH_LIFETIME_MS,
  };
}

/** @param next the successor's digest, and the nonce that leads from the current token to it */
export function rotate(family: RefreshFamily, next: { digest: string; nonce: string }, nowMs: number): RefreshFamily {
  const previous = { digest: family.currentDigest, nonce: next.nonce };
  return { ...openFamily(family.id, next.digest, nowMs), previous };
}

/** Adds or replaces one; leaves out what has expired, and those idle longest beyond {@link MAX_FAMILIES}. */
export function withFamily(
  families: readonly RefreshFamily[],
  added: RefreshFamily,
  nowMs: number,
): { families: RefreshFamily[]; dropped: string[] } {
  const others = families.filter((family) => family.id !== added.id && family.expiresAtMs > nowMs);
  const newestFirst = others.toSorted((one, other) => other.rotatedAtMs - one.rotatedAtMs);
  return {
    families: [added, ...newestFirst.slice(0, MAX_FAMILIES - 1)],
    dropped: newestFirst.slice(MAX_FAMILIES - 1).map((family) => family.id),
  };
}
