import type { SessionFrame } from "@baton/protocol";
import type { Feed } from "../ports/feed.ts";
import type { StoredEvent, StreamKey } from "../ports/journal.ts";
import { HEARTBEAT } from "./heartbeat.ts";
import { presentFrame, presentLive } from "./present-frame.ts";
import { MAX_BUFFERED_BYTES, type Sink } from "./sink.ts";

export interface SessionStreamOptions {
  feed: Feed;
  heartbeat: { add(beat: () => void): () => void };
  stream: StreamKey;
  after: number;
  /** Shown before anything else. */
  first?: SessionFrame;
  /**
   * Begins the answer. Called once the feed is being followed: what the client does when it sees the stream open is
   * not missed, and a journal that cannot be read is still an error and not a broken stream.
   */
  open: () => Sink;
  /** When the caller's right ends, in milliseconds since 1970; the stream ends then. */
  expiresAtMs: number | null;
  now: () => number;
  /** Called after each run of events has been written; true ends the stream with `done`. */
  isDone?: (events: readonly StoredEvent[]) => boolean;
}

/** Frames of one session to one reader, until either side ends it. @throws JournalUnavailable before it is open */
export async function streamSession(options: SessionStreamOptions): Promise<void> {
  const { feed, heartbeat, stream, after, first, expiresAtMs, now, isDone } = options;
  const opening = Promise.withResolvers<Sink>();
  let opened: Sink | null = null;
  let closed = false;

  const following = await feed.follow(stream, after, {
    async onEvents(events, live) {
      const sink = opened ?? (await opening.promise);
      if (closed) return;
      for (const event of events) {
        const text = frameText(event);
        if (text === null) continue;
        sink.write(text);
        if (sink.bufferedBytes <= MAX_BUFFERED_BYTES) continue;
        if (live) return sink.cut();
        await sink.drained();
      }
      if (isDone?.(events)) {
        sink.write(liveText({ type: "done", content: "" }));
        sink.end();
      }
    },
    onLive(signal) {
      if (opened !== null && !closed) opened.write(liveText(presentLive(signal)));
    },
    onEnd: () => void opening.promise.then((sink) => sink.end()),
  });

  const sink = options.open();
  const stopBeating = heartbeat.add(() => {
    if (expiresAtMs !== null && now() >= expiresAtMs) sink.end();
    else sink.write(HEARTBEAT);
  });
  sink.onClose(() => {
    closed = true;
    stopBeating();
    following.stop();
  });
  if (first !== undefined) sink.write(liveText(first));
  opened = sink;
  opening.resolve(sink);
}

const texts = new WeakMap<StoredEvent, string | null>();

/** The event's frame as text, made once for all its readers. */
function frameText(event: StoredEvent): string | null {
  const known = texts.get(event);
  if (known !== undefined) return known;
  const frame = presentFrame(event);
  const text = frame === null ? null : `id: ${event.seq}\ndata: ${JSON.stringify(frame)}\n\n`;
  texts.set(event, text);
  return text;
}

export const liveText = (frame: SessionFrame): string => `data: ${JSON.stringify(frame)}\n\n`;

/**
 * Where to go on from, out of what the client says it has. Null: it cannot be resumed from, a `reset` is due.
 * @param head the session's last event
 */
export function resumePoint(lastEventId: string, head: number): number | null {
  if (!/^\d{1,15}$/.test(lastEventId)) return null;
  const seq = Number(lastEventId);
  return seq <= head ? seq : null;
}
