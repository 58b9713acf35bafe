import { applySnapshot, forgetConfirmed, type Transcript } from "@baton/client";
import type { Session } from "@baton/protocol";

/**
 * Folds in what asking brought where there is no stream. A snapshot holds the newest messages only: when more came
 * since the last one than it holds, nothing would ever bring those between. It begins anew then, and the older ones
 * are loaded as such.
 *
 * @param last the snapshot before; null for the first
 */
export function applyPolled(known: Transcript, next: Session, last: Session | null): Transcript {
  // A stream that was open before has told more than the snapshots did.
  const toldUntil = Math.max(known.seq, last?.seq ?? 0);
  const { floorSeq = 0 } = applySnapshot(forgetConfirmed(known), next);
  return applySnapshot(floorSeq > toldUntil + 1 ? forgetConfirmed(known) : known, next);
}
