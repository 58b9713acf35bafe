import type { AgentFrame, SessionListItem } from "@baton/protocol";
import type { Bus } from "../ports/bus.ts";
import type { Feed } from "../ports/feed.ts";
import type { StreamKey } from "../ports/journal.ts";
import type { Log } from "../ports/log.ts";
import { HEARTBEAT } from "./heartbeat.ts";
import { presentFrame, presentLive } from "./present-frame.ts";
import { MAX_BUFFERED_BYTES, type Sink } from "./sink.ts";

/** A session is shown anew at most this often. */
const UPSERT_INTERVAL_MS = 250;

/** The lists as agents see them, read from the journal. */
export interface AgentLists {
  queue(tenant: string): Promise<SessionListItem[]>;
  mine(tenant: string, agentId: string): Promise<SessionListItem[]>;
  line(stream: StreamKey): Promise<ChangedLine | null>;
}

export interface ChangedLine {
  item: SessionListItem;
  /** The event that made its agent the owner; null while it has none. */
  takenOverSeq: number | null;
}

export interface AgentStreams {
  open(agent: { tenant: string; id: string; expiresAtMs: number | null }, sink: Sink): Promise<void>;
  close(): void;
}

interface Reader {
  tenant: string;
  agentId: string;
  sink: Sink;
  shown: Set<string>;
  owned: Map<string, { stop: () => void }>;
  /** What changed while the snapshot was being read; null once it has been sent. */
  missed: Set<StreamKey> | null;
}

export interface AgentStreamsDeps {
  bus: Bus;
  feed: Feed;
  heartbeat: { add(beat: () => void): () => void };
  lists: AgentLists;
  now: () => number;
  log: Log;
}

const textOf = (frame: AgentFrame): string => `data: ${JSON.stringify(frame)}\n\n`;

/** The queue and the own sessions of each agent, kept up to date. */
export function createAgentStreams({ bus, feed, heartbeat, lists, now, log }: AgentStreamsDeps): AgentStreams {
  const readers = new Set<Reader>();
  const changed = new Set<StreamKey>();
  const queueReadings = new Map<string, { now: Promise<SessionListItem[]>; next: Promise<SessionListItem[]> | null }>();
  let timer: NodeJS.Timeout | undefined;

  const unsubscribe = bus.subscribe((signal) => {
    if (
      (signal.kind !== "committed" && signal.kind !== "reached") ||
      readers.size === 0 ||
      !signal.stream.includes("/session/")
    )
      return;
    changed.add(signal.stream);
    for (const reader of readers) reader.missed?.add(signal.stream);
    schedule();
  });

  function schedule(): void {
    timer ??= setTimeout(() => {
      // One round after the other: two at once could show an older line after a newer one.
      void showChanged().finally(() => {
        timer = undefined;
        if (changed.size > 0) schedule();
      });
    }, UPSERT_INTERVAL_MS);
  }

  async function showChanged(): Promise<void> {
    const streams = [...changed];
    changed.clear();
    for (const stream of streams) {
      try {
        const line = await lists.line(stream);
        if (line === null) continue;
        const [tenant] = stream.split("/");
        for (const reader of readers) {
          if (reader.tenant === tenant && reader.missed === null) show(reader, stream, line);
        }
      } catch (error) {
        log.error({ event: "queue_not_shown", error: String(error) });
        for (const reader of readers) reader.sink.end();
      }
    }
  }

  function show(reader: Reader, stream: StreamKey, { item: line, takenOverSeq }: ChangedLine): void {
    const isMine = line.assigned_agent?.id === reader.agentId;
    if (isMine || line.status === "pending_manual") {
      reader.shown.add(line.session_name);
      send(reader, { type: "session_upserted", session: line });
    } else if (reader.shown.delete(line.session_name)) {
      send(reader, { type: "session_removed", session_name: line.session_name });
    }
    if (isMine) own(reader, stream, line.session_name, takenOverSeq ?? line.seq);
    else disown(reader, line.session_name);
  }

  function own(reader: Reader, stream: StreamKey, name: string, after: number): void {
    if (reader.owned.has(name)) return;
    const place: { stop: () => void } = { stop: () => undefined };
    reader.owned.set(name, place);
    feed
      .follow(stream, after, {
        onEvents(events) {
          for (const stored of events) {
            const event = presentFrame(stored);
            if (event !== null) send(reader, { type: "session_event", session_name: name, seq: stored.seq, event });
          }
        },
        onLive: (signal) =>
          send(reader, { type: "session_event", session_name: name, seq: null, event: presentLive(signal) }),
        // Better no stream than one with a hole: the agent's client comes back and gets a new snapshot.
        onEnd: () => reader.sink.end(),
      })
      .then(
        (following) => {
          if (reader.owned.get(name) === place) place.stop = following.stop;
          else following.stop();
        },
        () => reader.sink.end(),
      );
  }

  function disown(reader: Reader, name: string): void {
    reader.owned.get(name)?.stop();
    reader.owned.delete(name);
  }

  function send(reader: Reader, frame: AgentFrame): void {
    reader.sink.write(textOf(frame));
    if (reader.sink.bufferedBytes > MAX_BUFFERED_BYTES) reader.sink.cut();
  }

  /**
   * The queue as it is after this call. When all agents come back at once, those who come while it is being read share
   * the next reading: they may not take part in the one that began before they listened.
   */
  function sharedQueue(tenant: string): Promise<SessionListItem[]> {
    const underWay = queueReadings.get(tenant);
    if (underWay === undefined) {
      const reading = { now: lists.queue(tenant), next: null };
      queueReadings.set(tenant, reading);
      const end = () => queueReadings.delete(tenant);
      reading.now.then(end, end);
      return reading.now;
    }
    underWay.next ??= underWay.now.catch(() => undefined).then(() => sharedQueue(tenant));
    return underWay.next;
  }

  return {
    async open(agent, sink) {
      const reader: Reader = {
        tenant: agent.tenant,
        agentId: agent.id,
        sink,
        shown: new Set(),
        owned: new Map(),
        missed: new Set(),
      };
      readers.add(reader);
      const stopBeating = heartbeat.add(() => {
        if (agent.expiresAtMs !== null && now() >= agent.expiresAtMs) sink.end();
        else if (sink.bufferedBytes === 0) sink.write(HEARTBEAT);
      });
      sink.onClose(() => {
        stopBeating();
        readers.delete(reader);
        for (const name of [...reader.owned.keys()]) disown(reader, name);
      });
      const read = await Promise.all([sharedQueue(agent.tenant), lists.mine(agent.tenant, agent.id)]).catch(
        (error: unknown) => {
          log.error({ event: "snapshot_failed", error: String(error) });
          return null;
        },
      );
      // The answer has begun: all that can be said now is to come again.
      if (read === null) return sink.end();
      // Whoever has left meanwhile will not be heard leaving again: what was followed for them would be followed forever.
      if (!readers.has(reader)) return;
      const [queue, mine] = read;
      // A long one is more than a reader may keep waiting otherwise; what changes meanwhile waits in `missed`.
      sink.write(textOf({ type: "snapshot", queue, mine, timestamp: now() / 1000 }));
      await sink.drained();
      if (!readers.has(reader)) return;
      for (const line of [...queue, ...mine]) reader.shown.add(line.session_name);
      for (const line of mine) {
        own(reader, `${agent.tenant}/session/${line.session_name}`, line.session_name, line.seq);
      }
      for (const stream of reader.missed ?? []) changed.add(stream);
      reader.missed = null;
      schedule();
    },
    close() {
      unsubscribe();
      clearTimeout(timer);
      for (const reader of readers) reader.sink.end();
    },
  };
}
