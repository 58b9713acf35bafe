import type { SessionFrame } from "@baton/protocol";
import type { Bus, Signal } from "../ports/bus.ts";
import type { StreamKey } from "../ports/journal.ts";

export type Viewer = { role: "user" } | { role: "agent"; id: string; name: string };

/** Who has a session on a screen: known to the agents who look at it or own it, and to nobody else. */
export interface Viewers {
  /** They have the session on a screen. @returns what to call when they have left it */
  enter(stream: StreamKey, viewer: Viewer): () => void;
  /** Shows an agent who else is there, again and again while it holds. @returns what ends it */
  watch(stream: StreamKey, agentId: string, show: (frame: SessionFrame) => void): () => void;
  close(): void;
}

/** Whoever reloads a page, or changes networks, has not left. */
const LEAVE_DELAY_MS = 2_000;

/** As long as that after an agent asked, changes are told without being asked. Longer than asking takes to come round. */
const ASKED_MS = 60_000;

/** What another has asked this recently need not be asked again. */
const ASK_AGAIN_MS = 10_000;

interface Place {
  viewer: Viewer;
  /** Two tabs are one presence. */
  screens: number;
  leaving: NodeJS.Timeout | null;
}

interface Watcher {
  agentId: string;
  show: (frame: SessionFrame) => void;
}

interface Watched {
  watchers: Set<Watcher>;
  stopAsking: () => void;
}

type PresenceSignal = Extract<Signal, { kind: "presence" }>;

/**
 * Only what agents ask about is told: thousands of customers whom no agent looks at cost one entry each and no word.
 * Whoever watches a session asks who is there, at once and with every heartbeat; each instance answers for its own
 * readers. Nobody has to know which instances there are, and who is not heard of any more has gone with theirs.
 */
export function createViewers(deps: {
  bus: Bus;
  heartbeat: { add(beat: () => void): () => void };
  leaveDelayMs?: number;
}): Viewers {
  const { bus, heartbeat, leaveDelayMs = LEAVE_DELAY_MS } = deps;
  const places = new Map<StreamKey, Map<string, Place>>();
  const watched = new Map<StreamKey, Watched>();
  const askedAt = new Map<StreamKey, number>();

  const wasAsked = (stream: StreamKey, withinMs: number): boolean =>
    performance.now() - (askedAt.get(stream) ?? Number.NEGATIVE_INFINITY) < withinMs;

  const ask = (stream: StreamKey): void => bus.publish({ kind: "presence_asked", stream });

  const unsubscribe = bus.subscribe((signal) => {
    if (signal.kind === "presence") onPresence(signal);
    else if (signal.kind === "presence_asked") answer(signal.stream);
  });
  const stopForgetting = heartbeat.add(() => {
    for (const stream of askedAt.keys()) if (!wasAsked(stream, ASKED_MS)) askedAt.delete(stream);
  });

  function answer(stream: StreamKey): void {
    askedAt.set(stream, performance.now());
    for (const place of places.get(stream)?.values() ?? []) if (place.screens > 0) tell(stream, place.viewer, true);
  }

  function tell(stream: StreamKey, viewer: Viewer, isHere: boolean): void {
    const agent = viewer.role === "agent" ? { agentId: viewer.id, agentName: viewer.name } : {};
    bus.publish({ kind: "presence", stream, role: viewer.role, ...agent, isHere });
  }

  function onPresence(signal: PresenceSignal): void {
    for (const { agentId, show } of watched.get(signal.stream)?.watchers ?? []) {
      if (signal.agentId !== agentId) show(frameOf(signal));
    }
    if (!signal.isHere) return;
    const key = keyOf(signal.agentId);
    const place = places.get(signal.stream)?.get(key);
    // They left this instance for another one, which will tell when they leave that.
    if (place?.screens === 0) remove(signal.stream, key);
  }

  function leave(stream: StreamKey, key: string): void {
    const place = places.get(stream)?.get(key);
    if (place === undefined) return;
    place.screens -= 1;
    if (place.screens > 0) return;
    if (!wasAsked(stream, ASKED_MS)) {
      remove(stream, key);
      return;
    }
    place.leaving = setTimeout(() => {
      remove(stream, key);
      tell(stream, place.viewer, false);
    }, leaveDelayMs);
    place.leaving.unref();
    // On a screen of another instance's they may still be here.
    ask(stream);
  }

  function remove(stream: StreamKey, key: string): void {
    const here = places.get(stream);
    clearTimeout(here?.get(key)?.leaving ?? undefined);
    here?.delete(key);
    if (here?.size === 0) places.delete(stream);
  }

  return {
    enter(stream, viewer) {
      const key = keyOf(viewer.role === "agent" ? viewer.id : undefined);
      const here = places.get(stream) ?? new Map<string, Place>();
      places.set(stream, here);
      const known = here.get(key);
      if (known === undefined) {
        here.set(key, { viewer, screens: 1, leaving: null });
        if (wasAsked(stream, ASKED_MS)) tell(stream, viewer, true);
      } else {
        known.screens += 1;
        clearTimeout(known.leaving ?? undefined);
      }
      return once(() => leave(stream, key));
    },
    watch(stream, agentId, show) {
      const entry = watched.get(stream) ?? {
        watchers: new Set<Watcher>(),
        stopAsking: heartbeat.add(() => {
          if (!wasAsked(stream, ASK_AGAIN_MS)) ask(stream);
        }),
      };
      watched.set(stream, entry);
      const watcher = { agentId, show };
      entry.watchers.add(watcher);
      ask(stream);
      return once(() => {
        entry.watchers.delete(watcher);
        if (entry.watchers.size > 0) return;
        entry.stopAsking();
        watched.delete(stream);
      });
    },
    /** Says nothing: whoever was here comes back to another instance in a moment, or is not heard of any more. */
    close() {
      unsubscribe();
      stopForgetting();
      for (const { stopAsking } of watched.values()) stopAsking();
      for (const [stream, here] of [...places]) for (const key of [...here.keys()]) remove(stream, key);
    },
  };
}

const frameOf = ({ role, agentId, agentName, isHere }: PresenceSignal): SessionFrame => ({
  type: "presence",
  role,
  ...(agentId === undefined ? {} : { agent_id: agentId }),
  ...(agentName === undefined ? {} : { agent_name: agentName }),
  is_here: isHere,
});

/** A customer is one, however many devices they have. */
const keyOf = (agentId: string | undefined): string => (agentId === undefined ? "user" : `agent ${agentId}`);

function once(act: () => void): () => void {
  let done = false;
  return () => {
    if (done) return;
    done = true;
    act();
  };
}
