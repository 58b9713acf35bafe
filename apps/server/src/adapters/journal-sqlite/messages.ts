import type { AppendResult, FindQuery, QueueQuery, Receipt, StreamKey } from "../../ports/journal.ts";
import type { Failure } from "./failure.ts";
import type { EncodedWrite, EventRow, StreamRow } from "./rows.ts";

/** What each thread can be asked: the request, and what comes back. All of it survives a structured clone. */
export interface WriteCalls {
  append: { request: { writes: EncodedWrite[]; receipt: Receipt | null }; result: AppendResult };
  deleteExpiredReceipts: { request: number; result: null };
  erase: { request: StreamKey; result: null };
  probe: { request: null; result: null };
  vaultPut: {
    request: { kind: string; key: string; value: string; expiresAt: number | null; expectedVersion: number };
    result: boolean;
  };
  vaultDelete: { request: { kind: string; key: string }; result: null };
  vaultDeleteExpired: { request: number; result: null };
}

export interface ReadCalls {
  load: { request: StreamKey; result: [seq: number, hash: string, state: string] | null };
  read: { request: ReadRequest; result: EventRow[] };
  readAt: { request: { tenant: string /** A JSON array of `[stream, seq]`. */; places: string }; result: EventRow[] };
  readAll: { request: { afterPosition: number; limit: number }; result: EventRow[] };
  find: { request: FindQuery; result: { rows: StreamRow[]; total: number } };
  queue: { request: QueueQuery; result: [stream: StreamKey, waitingSince: number | null][] };
  due: { request: { now: number; limit: number }; result: [stream: StreamKey, deadlineAt: number][] };
  streams: { request: { afterKey: string; limit: number }; result: StreamRow[] };
  position: { request: null; result: number };
  grown: {
    request: { afterPosition: number; limit: number };
    result: [stream: StreamKey, seq: number, position: number][];
  };
  receipt: { request: { key: string; now: number }; result: Receipt | null };
  vaultGet: {
    request: { kind: string; key: string };
    result: [value: string, version: number, expiresAt: number | null] | null;
  };
}

export interface ReadRequest {
  stream: StreamKey;
  afterSeq: number;
  beforeSeq: number;
  /** A JSON array; null for every type. */
  types: string | null;
  limit: number;
  newestFirst: boolean;
}

export type Call<Table> = { [Kind in keyof Table]: { kind: Kind; request: RequestOf<Table, Kind> } }[keyof Table];
export type RequestOf<Table, Kind extends keyof Table> = Table[Kind] extends { request: infer Request }
  ? Request
  : never;
export type ResultOf<Table, Kind extends keyof Table> = Table[Kind] extends { result: infer Result } ? Result : never;

export type Reply = { result: unknown } | { failure: Failure };

/** From a thread: first that it started or could not, then one array of replies for each array of calls. */
export type ThreadMessage = { started: true } | { started: false; failure: Failure } | { replies: Reply[] };
