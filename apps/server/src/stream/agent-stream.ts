import type { AgentFrame, SessionFrame, SessionListItem } from "@baton/protocol";
import type { Bus } from "../ports/bus.ts";
import type { Feed } from "../ports/feed.ts";
import type { StreamKey } from "../ports/journal.ts";
import type { Log } from "../ports/log.ts";
import { HEARTBEAT } from "./heartbeat.ts";
import { presentFrame, presentLive } from "./present-frame.ts";
import { MAX_BUFFERED_BYTES, type Sink } from "./sink.ts";
import type { Viewers } from "./viewers.ts";

/** A session is shown anew at most this often. */
const UPSERT_INTERVAL_MS = 250;

/** Lines read in one go: many sessions may have changed while the bus was away. */
const LINES_AT_ONCE = 100;

/** The lists as agents see them, read from the journal. */
export interface AgentLists {
  queue(tenant: string): Promise<WaitingQueue>;
  mine(tenant: string, agentId: string): Promise<SessionListItem[]>;
  /** Without those that do not exist. */
  lines(tenant: string, streams: readonly StreamKey[]): Promise<ChangedLine[]>;
}

export interface WaitingQueue {
  items: SessionListItem[];
  /** How many wait in all: a very long queue is cut. */
  total: number;
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
  viewers: Viewers;
  now: () => number;
  log: Log;
}

const textOf = (frame: AgentFrame): string => `data: ${JSON.stringify(frame)}\n\n`;

/** The queue and the own sessions of each agent, kept up to date. */
export function createAgentStreams({ bus, feed, heartbeat, lists, viewers, now, log }: AgentStreamsDeps): AgentStreams {
  const readers = new Set<Reader>();
  const changed = new Set<StreamKey>();
  const queueReadings = new Map<string, { now: Promise<WaitingQueue>; next: Promise<WaitingQueue> | null }>();
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
    const byTenant = Map.groupBy(changed, (stream) => stream.slice(0, stream.indexOf("/")));
    changed.clear();
    for (const [tenant, streams] of byTenant) {
      for (let begin = 0; begin < streams.length; begin += LINES_AT_ONCE) {
        await showLines(tenant, streams.slice(begin, begin + LINES_AT_ONCE));
      }
    }
  }

  async function showLines(tenant: string, streams: readonly StreamKey[]): Promise<void> {
    try {
      for (const line of await lists.lines(tenant, streams)) {
        const upserted = textOf({ type: "session_upserted", session: line.item });
        for (const reader of readers) {
          if (reader.tenant === tenant && reader.missed === null) show(reader, line, upserted);
        }
      }
    } catch (error) {
      log.error({ event: "queue_not_shown", error: String(error) });
      for (const reader of readers) reader.sink.end();
    }
  }

  /** @param upserted the line's frame as text, made once for all readers */
  function show(reader: Reader, { item: line, takenOverSeq }: ChangedLine, upserted: string): void {
    const isMine = line.assigned_agent?.id === reader.agentId;
    if (isMine || line.status === "pending_manual") {
      reader.shown.add(line.session_name);
      write(reader, upserted);
    } else if (reader.shown.delete(line.session_name)) {
      send(reader, { type: "session_removed", session_name: line.session_name });
    }
    if (isMine) own(reader, line.session_name, takenOverSeq ?? line.seq);
    else disown(reader, line.session_name);
  }

  function own(reader: Reader, name: string, after: number): void {
    if (reader.owned.has(name)) return;
    const stream: StreamKey = `${reader.tenant}/session/${name}`;
    const sendLive = (event: SessionFrame) =>
      send(reader, { type: "session_event", session_name: name, seq: null, event });
    const place = { stop: viewers.watch(stream, reader.agentId, sendLive) };
    reader.owned.set(name, place);
    feed
      .follow(stream, after, {
        onEvents(events) {
          for (const stored of events) {
            const event = presentFrame(stored);
            if (event !== null) send(reader, { type: "session_event", session_name: name, seq: stored.seq, event });
          }
        },
        onLive: (signal) => sendLive(presentLive(signal)),
        // Better no stream than one with a hole: the agent's client comes back and gets a new snapshot.
        onEnd: () => reader.sink.end(),
      })
      .then(
        (following) => {
          const stopWatching = place.stop;
          place.stop = () => {
            stopWatching();
            following.stop();
          };
          if (reader.owned.get(name) !== place) following.stop();
        },
        () => reader.sink.end(),
      );
  }

  function disown(reader: Reader, name: string): void {
    reader.owned.get(name)?.stop();
    reader.owned.delete(name);
  }

  const send = (reader: Reader, frame: AgentFrame): void => write(reader, textOf(frame));

  function write(reader: Reader, text: string): void {
    reader.sink.write(text);
    if (reader.sink.bufferedBytes > MAX_BUFFERED_BYTES) reader.sink.cut();
  }

  /**
   * The queue as it is after this call. When all agents come back at once, those who come while it is being read share
   * the next reading: they may not take part in the one that began before they listened.
   */
  function sharedQueue(tenant: string): Promise<WaitingQueue> {
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
      const [{ items: queue, total }, mine] = read;
      // A long one is more than a reader may keep waiting otherwise; what changes meanwhile waits in `missed`.
      sink.write(textOf({ type: "snapshot", queue, waiting_total: total, mine, timestamp: now() / 1000 }));
      await sink.drained();
      if (!readers.has(reader)) return;
      for (const line of [...queue, ...mine]) reader.shown.add(line.session_name);
      for (const line of mine) {
        own(reader, line.session_name, line.seq);
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
