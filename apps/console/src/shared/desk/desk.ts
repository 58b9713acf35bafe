import type { AgentFrame, SessionListItem, Severity } from "@baton/protocol";

/**
 * What an agent has in front of them: who waits, and whom they serve. A pure fold of the agents' stream, so that every
 * snapshot, repeat or late frame has one defined effect.
 */
export type Desk = Readonly<{
  /** False until the first snapshot: an empty list then means "not known yet", not "nobody". */
  loaded: boolean;
  /** The most urgent first. */
  waiting: readonly SessionListItem[];
  /** The newest claim first; known sessions keep their place, so that nothing moves under the pointer. */
  mine: readonly SessionListItem[];
  /** Seconds that the server's clock is ahead of this device's. Waiting times are counted on the server's clock. */
  clockAheadSeconds: number;
}>;

export const EMPTY_DESK: Desk = { loaded: false, waiting: [], mine: [], clockAheadSeconds: 0 };

const URGENCY: Record<Severity, number> = { high: 0, medium: 1, low: 2 };

/** Higher severity first, then whoever has waited longer; the name settles ties so that equal rows never swap. */
function byUrgency(a: SessionListItem, b: SessionListItem): number {
  const severity = URGENCY[a.escalation?.severity ?? "low"] - URGENCY[b.escalation?.severity ?? "low"];
  if (severity !== 0) return severity;
  const waited = (a.waiting_since ?? a.updated_at) - (b.waiting_since ?? b.updated_at);
  if (waited !== 0) return waited;
  return a.session_name < b.session_name ? -1 : 1;
}

const isNot = (name: string) => (item: SessionListItem) => item.session_name !== name;

/** Replaces in place, or puts a new one on top. */
function upsert(list: readonly SessionListItem[], item: SessionListItem): readonly SessionListItem[] {
  const known = list.some((other) => other.session_name === item.session_name);
  return known ? list.map((other) => (other.session_name === item.session_name ? item : other)) : [item, ...list];
}

export function findOnDesk(desk: Desk, name: string): SessionListItem | undefined {
  return (
    desk.mine.find((item) => item.session_name === name) ?? desk.waiting.find((item) => item.session_name === name)
  );
}

/**
 * @param agentId whose desk it is
 * @param nowSeconds this device's clock, UTC seconds
 */
export function foldDesk(desk: Desk, frame: AgentFrame, agentId: string, nowSeconds: number): Desk {
  switch (frame.type) {
    case "snapshot": {
      const fresh = new Map(frame.mine.map((item) => [item.session_name, item]));
      const kept = desk.mine.flatMap((item) => fresh.get(item.session_name) ?? []);
      const added = frame.mine.filter((item) => desk.mine.every((known) => known.session_name !== item.session_name));
      return {
        loaded: true,
        waiting: frame.queue.toSorted(byUrgency),
        mine: [...added, ...kept],
        clockAheadSeconds: frame.timestamp - nowSeconds,
      };
    }
    case "session_upserted":
      return placeOnDesk(desk, frame.session, agentId);
    case "session_removed":
      return removeFromDesk(desk, frame.session_name);
    default:
      return desk;
  }
}

/**
 * Puts a session where its state says, or takes it off the desk. An older picture than the known one is ignored: the
 * answer to a claim may overtake the stream's frame from before it.
 */
export function placeOnDesk(desk: Desk, item: SessionListItem, agentId: string): Desk {
  const known = findOnDesk(desk, item.session_name);
  if (known !== undefined && known.seq > item.seq) return desk;
  const others = desk.waiting.filter(isNot(item.session_name));
  if (item.status === "pending_manual") {
    return {
      ...desk,
      waiting: [...others, item].toSorted(byUrgency),
      mine: desk.mine.filter(isNot(item.session_name)),
    };
  }
  if (item.status === "manual_live" && item.assigned_agent?.id === agentId) {
    return { ...desk, waiting: others, mine: upsert(desk.mine, item) };
  }
  return removeFromDesk(desk, item.session_name);
}

function removeFromDesk(desk: Desk, name: string): Desk {
  return { ...desk, waiting: desk.waiting.filter(isNot(name)), mine: desk.mine.filter(isNot(name)) };
}
