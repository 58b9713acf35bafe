import type { Signal } from "./bus.ts";
import type { StoredEvent, StreamKey } from "./journal.ts";

export type LiveSignal = Extract<Signal, { kind: "piece" | "typing" }>;

/** The events of a stream as they happen: in order, none missing, none twice. */
export interface Feed {
  /**
   * Events with a number above `after`. The follower may be called before this resolves.
   * @throws JournalUnavailable
   */
  follow(stream: StreamKey, after: number, follower: Follower): Promise<Following>;
}

export interface Follower {
  /**
   * A run of events without a gap. While old events are read (`live` is false), the next run waits for a returned
   * promise; live ones wait for nobody.
   */
  onEvents(events: readonly StoredEvent[], live: boolean): void | Promise<void>;
  /** Called once: every event so far has been given, what comes is live. */
  onCaughtUp?(): void;
  onLive?(signal: LiveSignal): void;
  /** No more will come: the journal could not be read, or the server stops. The reader may come back by number. */
  onEnd(cause: "lost" | "stopping"): void;
}

export interface Following {
  stop(): void;
}
