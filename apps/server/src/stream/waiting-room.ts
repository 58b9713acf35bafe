import type { SessionFrame } from "@baton/protocol";
import type { Bus, Signal } from "../ports/bus.ts";
import type { Journal, QueuePlace, StreamKey } from "../ports/journal.ts";
import type { Log } from "../ports/log.ts";
import type { Presence } from "../ports/presence.ts";
import type { Takeovers } from "./takeovers.ts";
import { estimatedSeconds, type Pace, paceOf } from "./wait-estimate.ts";

/** Tells those who wait for a person where they stand. */
export interface WaitingRoom {
  /** A customer's stream of the session, whatever its status. */
  enter(stream: StreamKey, show: (frame: SessionFrame) => void): Seat;
  close(): void;
}

export interface Seat {
  /** Whether the session waits for a person, as far as the reader has been shown. */
  waits(isSo: boolean): void;
  leave(): void;
}

/** The queue is read at most this often, for all who wait. */
const READ_INTERVAL_MS = 1_000;

/** Nobody further back is told anything. */
const QUEUE_LENGTH = 20_000;

/** Events after which somebody may stand elsewhere in the queue. */
const MOVES: ReadonlySet<string> = new Set([
  "escalated",
  "taken_over",
  "wait_given_up",
  "escalation_cancelled",
  "closed",
  "priority_set",
]);

interface Waiting {
  stream: StreamKey;
  show: (frame: SessionFrame) => void;
  /** What was shown last, to say nothing twice. */
  position: number | null;
  seconds: number | null;
}

/** A tenant's customers who wait and have a stream here. It stays when they have gone: its next reading is not due. */
interface Room {
  waiting: Set<Waiting>;
  timer: NodeJS.Timeout | null;
  isReading: boolean;
  /** Something happened while the queue was being read. */
  isStale: boolean;
  readAt: number;
  stopBeating: () => void;
}

export interface WaitingRoomDeps {
  bus: Bus;
  journal: Pick<Journal, "queue">;
  takeovers: Pick<Takeovers, "of">;
  presence: Pick<Presence, "online">;
  heartbeat: { add(beat: () => void): () => void };
  now: () => number;
  log: Log;
}

export function createWaitingRoom(deps: WaitingRoomDeps): WaitingRoom {
  const { bus, journal, takeovers, presence, heartbeat, now, log } = deps;
  const rooms = new Map<string, Room>();
  let hasFailed = false;

  const unsubscribe = bus.subscribe((signal) => {
    if (mayMoveQueue(signal)) lookSoon(tenantOf(signal.stream));
  });

  function lookSoon(tenant: string): void {
    const room = rooms.get(tenant);
    if (room === undefined || room.waiting.size === 0) return;
    if (room.isReading) room.isStale = true;
    else {
      const delayMs = Math.max(0, room.readAt + READ_INTERVAL_MS - performance.now());
      room.timer ??= setTimeout(() => void look(tenant, room), delayMs);
    }
  }

  async function look(tenant: string, room: Room): Promise<void> {
    room.timer = null;
    if (room.waiting.size === 0) return;
    room.isReading = true;
    room.isStale = false;
    room.readAt = performance.now();
    try {
      const query = { tenant, kind: "session", status: "pending_manual", limit: QUEUE_LENGTH };
      const [queue, online, served] = await Promise.all([
        journal.queue(query),
        presence.online(),
        takeovers.of(tenant),
      ]);
      const oldest = Math.min(...queue.map(({ waitingSince }) => waitingSince ?? Number.POSITIVE_INFINITY));
      // Nobody can say when the next agent signs in.
      tell(room, queue, online.length === 0 ? null : paceOf(served, oldest, now()));
      hasFailed = false;
    } catch (error) {
      if (!hasFailed) log.warn({ event: "queue_unread", error: String(error) });
      hasFailed = true;
      room.isStale = true;
    } finally {
      room.isReading = false;
      if (room.isStale) lookSoon(tenant);
    }
  }

  function tell(room: Room, queue: readonly QueuePlace[], pace: Pace | null): void {
    const positions = new Map(queue.map(({ stream }, index) => [stream, index + 1]));
    for (const one of room.waiting) {
      const position = positions.get(one.stream);
      // It began to wait, or waits no more, since the queue was read.
      if (position === undefined) continue;
      const seconds = pace === null ? null : estimatedSeconds(pace, position);
      if (one.position === position && one.seconds === seconds) continue;
      one.position = position;
      one.seconds = seconds;
      one.show({ type: "queue", position, estimated_wait_seconds: seconds });
    }
  }

  function roomOf(tenant: string): Room {
    const known = rooms.get(tenant);
    if (known !== undefined) return known;
    const room: Room = {
      waiting: new Set(),
      timer: null,
      isReading: false,
      isStale: false,
      readAt: Number.NEGATIVE_INFINITY,
      // The estimate changes by the time alone, too.
      stopBeating: heartbeat.add(() => lookSoon(tenant)),
    };
    rooms.set(tenant, room);
    return room;
  }

  return {
    enter(stream, show) {
      const tenant = tenantOf(stream);
      const room = roomOf(tenant);
      let one: Waiting | null = null;
      const leave = (): void => {
        if (one !== null) room.waiting.delete(one);
        one = null;
      };
      return {
        waits(isSo) {
          leave();
          if (!isSo) return;
          one = { stream, show, position: null, seconds: null };
          room.waiting.add(one);
          lookSoon(tenant);
        },
        leave,
      };
    },
    close() {
      unsubscribe();
      for (const room of rooms.values()) {
        clearTimeout(room.timer ?? undefined);
        room.stopBeating();
        room.waiting.clear();
      }
    },
  };
}

function mayMoveQueue(signal: Signal): signal is Extract<Signal, { kind: "committed" | "reached" }> {
  if (signal.kind === "reached") return true;
  return signal.kind === "committed" && signal.events.some(({ type }) => MOVES.has(type));
}

const tenantOf = (stream: StreamKey): string => stream.slice(0, stream.indexOf("/"));
