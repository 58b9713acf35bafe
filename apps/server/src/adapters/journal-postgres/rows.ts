import type {
  AppendResult,
  FoundStream,
  JsonObject,
  Receipt,
  StoredEvent,
  StreamKey,
  Write,
} from "../../ports/journal.ts";
import { foldKeyword, searchableText } from "../../ports/keyword.ts";
import { splitKey } from "../../ports/writes.ts";
import { escaped, unescaped } from "./text.ts";

/** A stream's row, an event, a receipt as the tables have them: `json_populate_recordset` takes columns by name. */
interface StreamColumns {
  stream: string;
  tenant: string;
  kind: string;
  searchable_name: string;
  seq: number | null;
  hash: string | null;
  updated_at: number;
  status: string | null;
  agent_id: string | null;
  deadline_at: number | null;
  priority: number;
  waiting_since: number | null;
  state: string;
}

interface EventColumns {
  tenant: string;
  stream: string;
  seq: number;
  id: string;
  type: string;
  time: number;
  data: string;
  personal: string | null;
  salt: string | null;
  personal_digest: string | null;
  hash: string;
}

export interface ReceiptColumns {
  tenant: string;
  key: string;
  request: string;
  stream: string;
  from_seq: number;
  to_seq: number;
  expires_at: number;
}

export interface EncodedWrite {
  expectedSeq: number;
  row: StreamColumns;
  events: { columns: EventColumns; folded: string | null }[];
}

export interface EncodedAppend {
  writes: EncodedWrite[];
  receipt: ReceiptColumns | null;
  /** Roughly, in characters: what a group must not hold too much of. */
  size: number;
}

/** @throws TypeError for a value that JSON cannot hold */
export function encodeAppend(writes: readonly Write[], receipt: Receipt | undefined): EncodedAppend {
  const encoded = writes.map(encodeWrite);
  const sizes = encoded.flatMap(({ row, events }) => [
    row.state.length,
    ...events.map(
      ({ columns, folded }) => columns.data.length + (columns.personal?.length ?? 0) * 2 + (folded?.length ?? 0),
    ),
  ]);
  return {
    writes: encoded,
    receipt: receipt === undefined ? null : encodeReceipt(receipt),
    size: sizes.reduce((sum, size) => sum + size, 0),
  };
}

function encodeWrite({ stream: key, expectedSeq, events, summary }: Write): EncodedWrite {
  const { name } = splitKey(key);
  const stream = escapedKey(key);
  const { tenant, kind } = splitKey(stream);
  const head = events.at(-1);
  return {
    expectedSeq,
    row: {
      stream,
      tenant,
      kind,
      searchable_name: foldKeyword(name),
      seq: head?.seq ?? null,
      hash: head?.hash ?? null,
      updated_at: summary.updatedAt,
      status: summary.status && escaped(summary.status),
      agent_id: summary.agentId && escaped(summary.agentId),
      deadline_at: summary.deadlineAt,
      priority: summary.priority,
      waiting_since: summary.waitingSince,
      state: JSON.stringify(summary.state),
    },
    events: events.map((event) => ({
      folded: searchableText(event.personal),
      columns: {
        tenant,
        stream,
        seq: event.seq,
        id: event.id,
        type: event.type,
        time: event.time,
        data: JSON.stringify(event.data),
        personal: event.personal === null ? null : JSON.stringify(event.personal),
        salt: event.salt,
        personal_digest: event.personalDigest,
        hash: event.hash,
      },
    })),
  };
}

function encodeReceipt({ key, request, stream, fromSeq, toSeq, expiresAt }: Receipt): ReceiptColumns {
  const { tenant } = splitKey(escapedKey(stream));
  return {
    tenant,
    key: escaped(key),
    request,
    stream: escaped(stream),
    from_seq: fromSeq,
    to_seq: toSeq,
    expires_at: expiresAt,
  };
}

function decodeReceipt({ key, request, stream, from_seq, to_seq, expires_at }: ReceiptColumns): Receipt {
  return {
    key: unescaped(key),
    request,
    stream: unescaped(stream) as StreamKey,
    fromSeq: from_seq,
    toSeq: to_seq,
    expiresAt: expires_at,
  };
}

/** A slash stays a slash, so the parts of an escaped key are the escaped parts. */
const escapedKey = (stream: StreamKey): StreamKey => escaped(stream) as StreamKey;

/** What the function `baton.append` gives for a group. */
export interface GroupResult {
  base: number;
  results: (null | number | ReceiptColumns)[];
}

export function decodeResults(group: readonly EncodedAppend[], { base, results }: GroupResult): AppendResult[] {
  const written = group.flatMap(({ writes }) => writes);
  let position = base;
  return group.map(({ writes }, index) => {
    const positions = writes.map(({ events }) => events.map(() => ++position));
    const result = results[index] ?? null;
    if (result === null) return { ok: true, positions };
    if (typeof result === "object") return { ok: false, repeated: decodeReceipt(result) };
    const moved = written[result - 1];
    if (moved === undefined) throw new Error("The database names a write that was not in the group.");
    return { ok: false, moved: unescaped(moved.row.stream) as StreamKey };
  });
}

export const EVENT_COLUMNS = "position, stream, seq, id, type, time, data, personal, salt, personal_digest, hash";

export type EventRow = [
  position: number,
  stream: StreamKey,
  seq: number,
  id: string,
  type: string,
  time: number,
  data: string,
  personal: string | null,
  salt: string | null,
  personalDigest: string | null,
  hash: string,
];

export function decodeEvent(row: EventRow): StoredEvent {
  const [position, stream, seq, id, type, time, data, personal, salt, personalDigest, hash] = row;
  return {
    position,
    stream: unescaped(stream),
    seq,
    id,
    type,
    time,
    data: JSON.parse(data) as JsonObject,
    personal: personal === null ? null : (JSON.parse(personal) as JsonObject),
    salt,
    personalDigest,
    hash,
  };
}

export const STREAM_COLUMNS =
  "stream, seq, hash, updated_at, status, agent_id, deadline_at, priority, waiting_since, state";

export type StreamRow = [
  stream: StreamKey,
  seq: number,
  hash: string,
  updatedAt: number,
  status: string | null,
  agentId: string | null,
  deadlineAt: number | null,
  priority: number,
  waitingSince: number | null,
  state: string,
];

export function decodeStream(row: StreamRow): FoundStream {
  const [stream, seq, hash, updatedAt, status, agentId, deadlineAt, priority, waitingSince, state] = row;
  return {
    stream: unescaped(stream),
    head: { seq, hash },
    updatedAt,
    status: status && unescaped(status),
    agentId: agentId && unescaped(agentId),
    deadlineAt,
    priority,
    waitingSince,
    state: JSON.parse(state) as JsonObject,
  };
}
