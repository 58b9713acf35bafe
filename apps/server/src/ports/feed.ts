import type { Signal } from "./bus.ts";
import type { StoredEvent, StreamKey } from "./journal.ts";

export type LiveSignal = Extract<Signal, { kind: "piece" | "typing" }>;

/** The events of a stream as they happen: in order, none missing, none twice. */
export interface Feed {
  /**
   * Resolves once the place to begin is known. The follower may be called before that.
   * @throws JournalUnavailable
   */
  follow(stream: StreamKey, after: number | "now", follower: Follower): Promise<Following>;
}

export interface Follower {
  /**
   * A run of events without a gap. While old events are read (`live` is false), the next run waits for a returned
   * promise; live ones wait for nobody.
   */
  onEvents(events: readonly StoredEvent[], live: boolean): void | Promise<void>;
  onLive?(signal: LiveSignal): void;
  /** No more will come: the journal could not be read, or the server stops. The reader may come back by number. */
  onEnd(): void;
}

export interface Following {
  /** The last event that counts as seen: where `now` was, or the `after` that was asked for. */
  readonly startedAfter: number;
  stop(): void;
}
