import { outletRoutingKey, type SessionEventType } from "@baton/protocol";
import { sessionRef } from "../application/session-ref.ts";
import type { StoredEvent, StreamKey } from "../ports/journal.ts";

/** Positions and numbers only: the events themselves are fetched again when they have waited. */
const MAX_WAITING = 10_000;

/** Events in memory with their words. */
const MAX_LOADED = 500;

/** An event of a session that has not been confirmed. */
export interface WaitingEvent {
  stream: StreamKey;
  seq: number;
  position: number;
  routingKey: string;
  /** Null when it has waited: the words in it may have been erased from the journal meanwhile. */
  event: StoredEvent | null;
}

/**
 * Which events may be sent now: of each session the first that is not confirmed, and only one at a time. A session
 * whose event could not be sent rests, and with it every session whose next event has the same routing key, because the
 * same would become of it: one of them is tried at a time.
 *
 *     add ──▶ ready ──next──▶ sending ──confirmed──▶ (the session's next is ready)
 *               ▲                │
 *               └──try / same key confirmed── resting ◀──failed
 */
export interface OutletWindow {
  /** What follows `readPosition` in the journal. */
  add(events: readonly StoredEvent[]): void;
  next(): WaitingEvent | null;
  confirmed(sent: WaitingEvent): void;
  failed(sent: WaitingEvent): void;
  /** Makes one of each routing key ready that rests. */
  tryResting(): void;
  /** Lets go of every event: while nothing can be sent, its words may be erased from the journal. */
  forgetEvents(): void;
  hasRoom(): boolean;
  readPosition(): number;
  /** Everything at or before it is confirmed, or none of the outlet's business. */
  confirmedPosition(): number;
}

/** @param position where the reading begins: everything up to it is confirmed */
export function createOutletWindow(position: number): OutletWindow {
  let readPosition = position;
  let loaded = 0;
  /** In the order of their positions, so the first is what holds the confirmed position back. */
  const waiting = new Map<number, WaitingEvent>();
  const queues = new Map<StreamKey, WaitingEvent[]>();
  const ready = new Set<StreamKey>();
  const resting = new Map<string, Set<StreamKey>>();

  function unload(one: WaitingEvent): void {
    if (one.event !== null) loaded -= 1;
    one.event = null;
  }

  /** Its first event is to be sent, or rests at once where others of its kind do. */
  function queueUp(stream: StreamKey): void {
    const queue = queues.get(stream);
    const first = queue?.[0];
    if (queue === undefined || first === undefined) queues.delete(stream);
    else if (resting.has(first.routingKey)) rest(stream, first.routingKey);
    else ready.add(stream);
  }

  function rest(stream: StreamKey, routingKey: string): void {
    for (const one of queues.get(stream) ?? []) unload(one);
    const others = resting.get(routingKey);
    if (others === undefined) resting.set(routingKey, new Set([stream]));
    else others.add(stream);
  }

  function isResting(stream: StreamKey, queue: readonly WaitingEvent[]): boolean {
    const first = queue[0];
    return first !== undefined && resting.get(first.routingKey)?.has(stream) === true;
  }

  return {
    add(events) {
      for (const event of events) {
        readPosition = event.position;
        const one = waitingEvent(event);
        // An account's: never sent, see docs/outlet.md.
        if (one === null) continue;
        waiting.set(one.position, one);
        loaded += 1;
        const queue = queues.get(one.stream);
        if (queue === undefined) {
          queues.set(one.stream, [one]);
          queueUp(one.stream);
        } else {
          queue.push(one);
          if (isResting(one.stream, queue)) unload(one);
        }
      }
    },

    next() {
      for (const stream of ready) {
        ready.delete(stream);
        return queues.get(stream)?.[0] ?? null;
      }
      return null;
    },

    confirmed(sent) {
      unload(sent);
      waiting.delete(sent.position);
      queues.get(sent.stream)?.shift();
      const others = resting.get(sent.routingKey);
      resting.delete(sent.routingKey);
      for (const stream of others ?? []) queueUp(stream);
      queueUp(sent.stream);
    },

    failed(sent) {
      rest(sent.stream, sent.routingKey);
    },

    tryResting() {
      for (const streams of resting.values()) {
        const [first] = streams;
        if (first === undefined) continue;
        streams.delete(first);
        ready.add(first);
      }
    },

    forgetEvents() {
      if (loaded > 0) for (const one of waiting.values()) unload(one);
    },

    hasRoom: () => waiting.size < MAX_WAITING && loaded < MAX_LOADED,
    readPosition: () => readPosition,
    confirmedPosition() {
      const [first] = waiting.keys();
      return first === undefined ? readPosition : first - 1;
    },
  };
}

function waitingEvent(event: StoredEvent): WaitingEvent | null {
  const ref = sessionRef(event.stream);
  if (ref === null) return null;
  const routingKey = outletRoutingKey({ tenant: ref.tenant, type: event.type as SessionEventType });
  return { stream: event.stream, seq: event.seq, position: event.position, routingKey, event };
}
