import type { ConnectionState } from "@baton/client";

/**
 * What the connection light says. Ages are whole seconds since what is shown was last known to be right; null when
 * nothing has been shown yet.
 */
export type Link =
  | { kind: "connecting" }
  | { kind: "live"; ageSeconds: number }
  /** The connection counts as open, but the service's sign of life is overdue. */
  | { kind: "quiet"; ageSeconds: number }
  | { kind: "reconnecting"; inSeconds: number; ageSeconds: number | null }
  | { kind: "offline"; ageSeconds: number | null }
  | { kind: "stopped"; code: string; ageSeconds: number | null };

export interface LinkFacts {
  state: ConnectionState;
  /** Since when the browser says that it has no network; null while it says that it has one. */
  offlineSinceMs: number | null;
  /** When something was last heard from the service; null before the first snapshot. */
  freshAtMs: number | null;
  nowMs: number;
}

/** The service sends a sign of life every 15 s; beyond this, "live" would be a guess. */
const QUIET_AFTER_MS = 20_000;

export function describeLink({ state, offlineSinceMs, freshAtMs, nowMs }: LinkFacts): Link {
  const ageSeconds = freshAtMs === null ? null : Math.max(0, Math.floor((nowMs - freshAtMs) / 1000));
  if (state.name === "stopped") {
    const { reason } = state;
    return {
      kind: "stopped",
      code: reason.cause === "refused" ? (reason.code ?? "UNEXPECTED") : reason.cause,
      ageSeconds,
    };
  }
  // The browser is wrong about being offline on some machines: what arrives since then is the better witness.
  const heardSince = state.name === "open" && offlineSinceMs !== null && state.lastByteAtMs > offlineSinceMs;
  if (offlineSinceMs !== null && !heardSince) return { kind: "offline", ageSeconds };
  switch (state.name) {
    case "open":
      if (ageSeconds === null) return { kind: "connecting" };
      return { kind: nowMs - state.lastByteAtMs >= QUIET_AFTER_MS ? "quiet" : "live", ageSeconds };
    case "waiting":
      return {
        kind: "reconnecting",
        inSeconds: Math.max(0, Math.ceil((state.retryAtMs - nowMs) / 1000)),
        ageSeconds,
      };
    default:
      return ageSeconds === null ? { kind: "connecting" } : { kind: "reconnecting", inSeconds: 0, ageSeconds };
  }
}
