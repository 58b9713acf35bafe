/**
 * The journal: the one place where truth is written and where order is decided. Everything else is a fold over it.
 * Adapters store what they are given and compute nothing: states, list rows and hashes come from shared code.
 */

/** `<tenant>/<kind>/<name>`, for example `default/session/ses_01…`. None of the parts holds a slash. */
export type StreamKey = `${string}/${string}/${string}`;

export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };
export type JsonObject = { [key: string]: JsonValue };

/** The last event of a stream. An empty stream has `seq` 0 and `GENESIS_HASH`. */
export interface Head {
  seq: number;
  hash: string;
}

export const GENESIS_HASH = "0".repeat(64);

/** An event that has been chained to its predecessor and waits to be written. */
export interface ChainedEvent {
  id: string;
  seq: number;
  type: string;
  /** Milliseconds since 1970. */
  time: number;
  data: JsonObject;
  /** A person's words; null when there were none or when they have been erased. */
  personal: JsonObject | null;
  /** 128 random bits in hex; null when `personal` never was, and after erasure. */
  salt: string | null;
  /** SHA-256 over salt and canonical `personal`, in hex; stays after erasure, so that the chain still closes. */
  personalDigest: string | null;
  /** SHA-256 over the previous hash and everything above but `personal` and `salt`, in hex. */
  hash: string;
}

export interface StoredEvent extends ChainedEvent {
  stream: StreamKey;
  /** Place in the total order over all streams; grows, and may have holes. */
  position: number;
}

/** What a stream's row shows to lists, timers and `load`. Computed by the domain, stored as given. */
export interface StreamSummary {
  /** Milliseconds since 1970, as are all times here. */
  updatedAt: number;
  status: string | null;
  agentId: string | null;
  /** When a timer must look at the stream again; null for never. */
  deadlineAt: number | null;
  /** Higher is more urgent. */
  priority: number;
  waitingSince: number | null;
  /** The fold of the stream's events. Holds no texts. */
  state: JsonObject;
}

export interface Write {
  stream: StreamKey;
  /** The head's `seq` that the events were decided on; 0 for a new stream. */
  expectedSeq: number;
  /** May be empty: then only a receipt is stored, and the row stays as it is. */
  events: ChainedEvent[];
  summary: StreamSummary;
}

/** The trace of a request with an idempotency key: what it was and which events it caused; never a body. */
export interface Receipt {
  /** A keyed hash of tenant, caller, route, session and the client's key. */
  key: string;
  /** A keyed hash of the request. */
  request: string;
  stream: StreamKey;
  /** The events that the request caused are those with fromSeq < seq <= toSeq. */
  fromSeq: number;
  toSeq: number;
  expiresAt: number;
}

export type AppendResult =
  | { ok: true /** One array a write, one number an event. */; positions: number[][] }
  /** `stream` is not at its `expectedSeq`; nothing of this append was written. */
  | { ok: false; moved: StreamKey }
  /** A receipt with this key is there already; nothing of this append was written. */
  | { ok: false; repeated: Receipt };

export interface Loaded {
  head: Head;
  /** Null for a stream that does not exist. */
  state: JsonObject | null;
}

export interface ReadRange {
  /** Only events with `seq` above this. */
  afterSeq?: number;
  /** Only events with `seq` below this. */
  beforeSeq?: number;
  types?: readonly string[];
  /** At most this many, counted from the oldest, or from the newest with `newestFirst`. */
  limit: number;
  newestFirst?: boolean;
}

export interface EventPlace {
  stream: StreamKey;
  seq: number;
}

export interface FoundStream extends StreamSummary {
  stream: StreamKey;
  head: Head;
}

export interface QueueQuery {
  tenant: string;
  kind: string;
  status: string;
  limit: number;
}

export interface QueuePlace {
  stream: StreamKey;
  waitingSince: number | null;
}

export interface Growth {
  /** Each stream once, with the number of its last event that was looked at. */
  heads: { stream: StreamKey; seq: number }[];
  position: number;
}

export interface FindQuery {
  tenant: string;
  kind: string;
  statuses?: readonly string[];
  agentId?: string;
  /** Case-insensitive part of the stream's name or of any text in its events' `personal`. */
  keyword?: string;
  /**
   * `urgent`: priority falling, then waitingSince rising (nulls last), then key.
   * `recent`: updatedAt falling, then key. `key`: the stream key rising.
   */
  order: "urgent" | "recent" | "key";
  offset: number;
  limit: number;
}

/**
 * How long whoever makes one call after the other waits for all of them together. Each call takes its time from it; one
 * for which nothing is left rejects at once.
 */
export interface Patience {
  leftMs: number;
}

export interface Journal {
  /**
   * Writes all or nothing, and resolves only after the commit is durable. Appends that arrive together share one
   * commit; a refused append fails alone.
   * @throws JournalUnavailable when the store cannot commit: nothing was written
   */
  append(writes: readonly Write[], receipt?: Receipt, patience?: Patience): Promise<AppendResult>;
  load(stream: StreamKey, patience?: Patience): Promise<Loaded>;
  /** In rising order of `seq`, or falling with `newestFirst`. */
  read(stream: StreamKey, range: ReadRange): Promise<StoredEvent[]>;
  /** Single events of any of a tenant's streams, in no order. What is not there is left out. */
  readAt(tenant: string, places: readonly EventPlace[]): Promise<StoredEvent[]>;
  /** In rising order of `position`; nothing ever appears before a position that was already read. */
  readAll(afterPosition: number, limit: number): Promise<StoredEvent[]>;
  find(query: FindQuery): Promise<{ streams: FoundStream[]; total: number }>;
  /** What `find` finds in the order `urgent`, without the states: cheap enough to be asked every second. */
  queue(query: QueueQuery): Promise<QueuePlace[]>;
  /** Streams of every tenant whose deadline is at or before `now`, the earliest first. */
  due(now: number, limit: number): Promise<{ stream: StreamKey; deadlineAt: number }[]>;
  /** Every stream of every tenant with a key above `afterKey`, by key: for the audit's walk. */
  streams(afterKey: string, limit: number): Promise<FoundStream[]>;
  /** The last position that a reading can see; 0 for an empty store. */
  position(): Promise<number>;
  /**
   * Which streams grew after a position, whatever anybody was told: how an instance finds what its bus lost.
   * Looks at `limit` events at most; `position` is how far it got.
   */
  grown(afterPosition: number, limit: number): Promise<Growth>;
  /** Null when the tenant has none, or when it expired at or before `now`. */
  receipt(tenant: string, key: string, now: number, patience?: Patience): Promise<Receipt | null>;
  deleteExpiredReceipts(now: number): Promise<void>;
  /**
   * Removes `personal` and `salt` of every event of the stream and the stream's receipts, in the file itself too.
   * The chain still verifies.
   */
  erase(stream: StreamKey): Promise<void>;
  /** @throws JournalUnavailable when a write would fail now */
  probe(): Promise<void>;
  close(): Promise<void>;
}

/**
 * The store cannot commit now (disk full, read-only, locked, gone, silent). Nothing of the call was written, unless the
 * connection to the store broke while it committed: then only a receipt can tell.
 */
export class JournalUnavailable extends Error {
  override name = "JournalUnavailable";
}
