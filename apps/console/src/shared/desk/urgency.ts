import type { Priority, SessionListItem, Severity } from "@baton/protocol";

const RANK: Record<Severity | Priority, number> = { low: 1, medium: 2, high: 3, urgent: 4 };

/** What a rule of the operator's said goes before how severe the reason is. */
const rankOf = (item: SessionListItem): number => RANK[item.priority ?? item.escalation?.severity ?? "low"];

/**
 * The service's own order of those who wait: the more urgent first, then whoever has waited longer. The name settles
 * ties, so that equal rows never swap.
 */
export function byUrgency(a: SessionListItem, b: SessionListItem): number {
  const rank = rankOf(b) - rankOf(a);
  if (rank !== 0) return rank;
  const waited = (a.waiting_since ?? a.updated_at) - (b.waiting_since ?? b.updated_at);
  if (waited !== 0) return waited;
  return a.session_name < b.session_name ? -1 : a.session_name > b.session_name ? 1 : 0;
}

/** Where `item` is in a list in this order, or where it belongs when it is not in it. */
export function placeByUrgency(list: readonly SessionListItem[], item: SessionListItem): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const there = list[middle];
    if (there !== undefined && byUrgency(there, item) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
