import type {
  ChainedEvent,
  FoundStream,
  JsonObject,
  StoredEvent,
  StreamKey,
  StreamSummary,
  Write,
} from "../../ports/journal.ts";
import { foldKeyword, searchableText } from "../../ports/keyword.ts";
import { splitKey } from "../../ports/writes.ts";

/** Objects cross the threads as the JSON that is stored: copying a string costs less than copying what it says. */
export interface EncodedEvent extends Omit<ChainedEvent, "data" | "personal"> {
  data: string;
  personal: string | null;
  folded: string | null;
}

export interface EncodedWrite {
  stream: StreamKey;
  tenant: string;
  kind: string;
  searchableName: string;
  expectedSeq: number;
  events: EncodedEvent[];
  summary: Omit<StreamSummary, "state">;
  state: string;
}

export function encodeWrite({ stream, expectedSeq, events, summary: { state, ...summary } }: Write): EncodedWrite {
  const { tenant, kind, name } = splitKey(stream);
  return {
    stream,
    tenant,
    kind,
    searchableName: foldKeyword(name),
    expectedSeq,
    events: events.map(encodeEvent),
    summary,
    state: JSON.stringify(state),
  };
}

function encodeEvent(event: ChainedEvent): EncodedEvent {
  return {
    ...event,
    data: JSON.stringify(event.data),
    personal: event.personal === null ? null : JSON.stringify(event.personal),
    folded: searchableText(event.personal),
  };
}

export const EVENT_COLUMNS =
  "e.position, s.stream, e.seq, e.id, e.type, e.time, e.data, e.personal, e.salt, e.personal_digest, e.hash";

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

export function decodeEvent([
  position,
  stream,
  seq,
  id,
  type,
  time,
  data,
  personal,
  salt,
  digest,
  hash,
]: EventRow): StoredEvent {
  return {
    position,
    stream,
    seq,
    id,
    type,
    time,
    data: JSON.parse(data) as JsonObject,
    personal: personal === null ? null : (JSON.parse(personal) as JsonObject),
    salt,
    personalDigest: digest,
    hash,
  };
}

export const STREAM_COLUMNS =
  "s.stream, s.seq, s.hash, s.updated_at, s.status, s.agent_id, s.deadline_at, s.priority, s.waiting_since, s.state";

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
    stream,
    head: { seq, hash },
    updatedAt,
    status,
    agentId,
    deadlineAt,
    priority,
    waitingSince,
    state: JSON.parse(state) as JsonObject,
  };
}
