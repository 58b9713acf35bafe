import type { SessionFrame, SessionStatus } from "@baton/protocol";
import type { Feed } from "../ports/feed.ts";
import type { StoredEvent, StreamKey } from "../ports/journal.ts";
import { HEARTBEAT } from "./heartbeat.ts";
import { presentFrame, presentLive } from "./present-frame.ts";
import { MAX_BUFFERED_BYTES, type Sink } from "./sink.ts";

/** What one reader is shown beside the session's events: live only, without ids. */
export interface Beside {
  /** The reader has caught up with the session. */
  open(show: (frame: SessionFrame) => void): void;
  /** The reader has been shown that the session came to this, before `open` too. */
  onStatus?(status: SessionStatus): void;
  /** The reader has gone, perhaps before `open`. */
  close(): void;
}

export interface SessionStreamOptions {
  feed: Feed;
  heartbeat: { add(beat: () => void): () => void };
  stream: StreamKey;
  after: number;
  /** Shown before anything else. */
  first?: SessionFrame;
  /**
   * Begins the answer. Called once the feed is being followed: what happens from then on is not missed, and what fails
   * until then is still an error and not a broken stream.
   */
  open: () => Sink | Promise<Sink>;
  /** Which events are shown; all unless told. Asked after `open`. */
  shows?: (event: StoredEvent) => boolean;
  /** When the caller's right ends, in milliseconds since 1970; the stream ends then. */
  expiresAtMs: number | null;
  now: () => number;
  /**
   * Called with each run of events: the number of the last one that this reader is to see, once that is known. What
   * follows it in the run is not shown, and the stream ends with `done`.
   */
  endsAt?: (events: readonly StoredEvent[]) => number | null;
  beside?: Beside;
}

/** Frames of one session to one reader, until either side ends it. @throws whatever fails before it is open */
export async function streamSession(options: SessionStreamOptions): Promise<void> {
  const { feed, heartbeat, stream, after, first, shows = () => true, expiresAtMs, now, endsAt, beside } = options;
  const opening = Promise.withResolvers<void>();
  /** What comes before the sink is there waits for it, in order. */
  let early = opening.promise;
  let sink: Sink | null = null;
  let closed = false;

  /** For whatever cannot wait for the reader. */
  function push(to: Sink, text: string): void {
    to.write(text);
    if (to.bufferedBytes > MAX_BUFFERED_BYTES) to.cut();
  }

  function showLive(frame: SessionFrame): void {
    if (sink !== null && !closed) push(sink, liveText(frame));
  }

  async function show(events: readonly StoredEvent[], live: boolean): Promise<void> {
    if (closed || sink === null) return;
    const end = endsAt?.(events) ?? null;
    for (const event of events) {
      if (end !== null && event.seq > end) break;
      const { text, status } = shows(event) ? shownAs(event) : NOTHING;
      if (text === null) continue;
      if (status !== null) beside?.onStatus?.(status);
      if (live) {
        push(sink, text);
        continue;
      }
      sink.write(text);
      if (sink.bufferedBytes > MAX_BUFFERED_BYTES) await sink.drained();
    }
    if (end !== null) {
      sink.write(liveText({ type: "done", content: "" }));
      sink.end();
    }
  }

  const inOrder = (act: () => void | Promise<void>): void | Promise<void> => {
    if (sink !== null) return act();
    early = early.then(act);
    return early;
  };

  const following = await feed.follow(stream, after, {
    onEvents: (events, live) => inOrder(() => show(events, live)),
    onLive: (signal) => void inOrder(() => showLive(presentLive(signal))),
    onCaughtUp: () =>
      void inOrder(() => {
        if (!closed) beside?.open(showLive);
      }),
    onEnd: () => void inOrder(() => sink?.end()),
  });

  let opened: Sink;
  try {
    opened = await options.open();
  } catch (error) {
    following.stop();
    throw error;
  }
  const stopBeating = heartbeat.add(() => {
    if (expiresAtMs !== null && now() >= expiresAtMs) opened.end();
    // A reader who has not taken what is there needs no proof that the stream is alive.
    else if (opened.bufferedBytes === 0) opened.write(HEARTBEAT);
  });
  opened.onClose(() => {
    closed = true;
    stopBeating();
    following.stop();
    beside?.close();
  });
  if (first !== undefined) opened.write(liveText(first));
  sink = opened;
  opening.resolve();
}

/**
 * The frame made last. All readers of an event are served one after the other, so one place is enough; a map of them
 * all made the collector's pauses long.
 */
let latest: { event: StoredEvent; shown: Shown } | null = null;

interface Shown {
  text: string | null;
  /** What the session has come to, when that is what the event says. */
  status: SessionStatus | null;
}

const NOTHING: Shown = { text: null, status: null };

/** The event's frame as text, made once for all its readers. */
function shownAs(event: StoredEvent): Shown {
  if (latest?.event === event) return latest.shown;
  const frame = presentFrame(event);
  const shown =
    frame === null
      ? NOTHING
      : {
          text: `id: ${event.seq}\ndata: ${JSON.stringify(frame)}\n\n`,
          status: frame.type === "status_change" ? frame.status : null,
        };
  latest = { event, shown };
  return shown;
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
