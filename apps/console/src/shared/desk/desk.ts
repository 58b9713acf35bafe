import type { AgentFrame, SessionListItem } from "@baton/protocol";
import { byUrgency, placeByUrgency } from "./urgency.ts";

/**
 * What an agent has in front of them: who waits, and whom they serve. A pure fold of the agents' stream, so that every
 * snapshot, repeat or late frame has one defined effect. Sessions that did not change keep their identity.
 */
export type Desk = Readonly<{
  /** False until the first snapshot: an empty list then means "not known yet", not "nobody". */
  loaded: boolean;
  /** Everything on the desk, by name. */
  items: ReadonlyMap<string, SessionListItem>;
  /** The most urgent first. */
  waiting: readonly SessionListItem[];
  /** How many wait besides those: the service cuts a very long queue. */
  waitingUnlisted: number;
  /** The newest claim first; known sessions keep their place, so that nothing moves under the pointer. */
  mine: readonly SessionListItem[];
  /** Seconds that the server's clock is ahead of this device's. Waiting times are counted on the server's clock. */
  clockAheadSeconds: number;
}>;

export const EMPTY_DESK: Desk = {
  loaded: false,
  items: new Map(),
  waiting: [],
  waitingUnlisted: 0,
  mine: [],
  clockAheadSeconds: 0,
};

/** A copy that a batch of frames is worked into: copied once, however many there are. */
interface Draft {
  items: Map<string, SessionListItem>;
  waiting: SessionListItem[];
  mine: SessionListItem[];
}

/**
 * @param frames oldest first; many at once cost little more than one
 * @param agentId whose desk it is
 * @param nowSeconds this device's clock, UTC seconds
 * @returns the same desk when nothing on it changed
 */
export function foldDesk(desk: Desk, frames: readonly AgentFrame[], agentId: string, nowSeconds: number): Desk {
  let now = desk;
  let from = 0;
  for (const [place, frame] of frames.entries()) {
    if (frame.type !== "snapshot") continue;
    now = beginAnew(workIn(now, frames.slice(from, place), agentId), frame, agentId, nowSeconds);
    from = place + 1;
  }
  return workIn(now, frames.slice(from), agentId);
}

function workIn(desk: Desk, frames: readonly AgentFrame[], agentId: string): Desk {
  return change(desk, (draft) => {
    let changed = false;
    for (const frame of frames) {
      if (frame.type === "session_upserted") changed = put(draft, frame.session, agentId) || changed;
      if (frame.type === "session_removed") changed = takeOff(draft, frame.session_name) || changed;
    }
    return changed;
  });
}

/** Puts the answer to a command on the desk, or takes the session off it, as its state says. */
export function placeOnDesk(desk: Desk, item: SessionListItem, agentId: string): Desk {
  return change(desk, (draft) => put(draft, item, agentId));
}

function change(desk: Desk, how: (draft: Draft) => boolean): Desk {
  const draft: Draft = { items: new Map(desk.items), waiting: [...desk.waiting], mine: [...desk.mine] };
  return how(draft) ? { ...desk, ...draft } : desk;
}

function beginAnew(
  desk: Desk,
  snapshot: Extract<AgentFrame, { type: "snapshot" }>,
  agentId: string,
  nowSeconds: number,
): Desk {
  const items = new Map<string, SessionListItem>();
  for (const item of [...snapshot.queue, ...snapshot.mine]) {
    const known = desk.items.get(item.session_name);
    const newest = known !== undefined && known.seq > item.seq ? known : item;
    if (whereTo(newest, agentId) !== null) items.set(item.session_name, newest);
  }
  const mine = [...items.values()].filter((item) => whereTo(item, agentId) === "mine");
  return {
    loaded: true,
    items,
    waiting: [...items.values()].filter((item) => whereTo(item, agentId) === "waiting").toSorted(byUrgency),
    waitingUnlisted: Math.max(0, snapshot.waiting_total - snapshot.queue.length),
    mine: [
      ...mine.filter((item) => !isMine(desk, item.session_name)),
      ...desk.mine.flatMap(({ session_name }) => mine.find((item) => item.session_name === session_name) ?? []),
    ],
    clockAheadSeconds: snapshot.timestamp - nowSeconds,
  };
}

const isMine = (desk: Desk, name: string) => desk.mine.some((item) => item.session_name === name);

function whereTo(item: SessionListItem, agentId: string): "waiting" | "mine" | null {
  if (item.status === "pending_manual") return "waiting";
  return item.status === "manual_live" && item.assigned_agent?.id === agentId ? "mine" : null;
}

/** An older picture than the known one is ignored: a claim's answer may overtake the stream's frame from before it. */
function put(draft: Draft, item: SessionListItem, agentId: string): boolean {
  const name = item.session_name;
  const known = draft.items.get(name);
  if (known !== undefined && known.seq > item.seq) return false;
  const to = whereTo(item, agentId);
  const place = draft.mine.findIndex((other) => other.session_name === name);
  if (to === "mine" && place !== -1) {
    draft.mine[place] = item;
  } else {
    takeOff(draft, name);
    if (to === "mine") draft.mine.unshift(item);
    if (to === "waiting") draft.waiting.splice(placeByUrgency(draft.waiting, item), 0, item);
  }
  if (to !== null) draft.items.set(name, item);
  return to !== null || known !== undefined;
}

function takeOff(draft: Draft, name: string): boolean {
  const known = draft.items.get(name);
  if (known === undefined) return false;
  draft.items.delete(name);
  if (known.status === "pending_manual") draft.waiting.splice(placeByUrgency(draft.waiting, known), 1);
  else draft.mine = draft.mine.filter((item) => item.session_name !== name);
  return true;
}
