import {
  type EventPlace,
  type FindQuery,
  type FoundStream,
  GENESIS_HASH,
  type Growth,
  type JsonObject,
  type Loaded,
  type QueuePlace,
  type QueueQuery,
  type ReadRange,
  type Receipt,
  type StoredEvent,
  type StreamKey,
} from "../../ports/journal.ts";
import { foldKeyword } from "../../ports/keyword.ts";
import { decodeEvent, decodeStream, EVENT_COLUMNS, type EventRow, STREAM_COLUMNS, type StreamRow } from "./rows.ts";
import type { Session, Statement, Value } from "./session.ts";
import { escaped, unescaped } from "./text.ts";

/** What is read, as functions of a connection. Statements that differ in their text differ in their name. */

const LOAD: Statement = { name: "load", text: "SELECT seq, hash, state FROM baton.streams WHERE stream = $1" };

export async function load(session: Session, stream: StreamKey): Promise<Loaded> {
  const [row] = await session.rows<[seq: number, hash: string, state: string]>(LOAD, [escaped(stream)]);
  if (row === undefined) return { head: { seq: 0, hash: GENESIS_HASH }, state: null };
  const [seq, hash, state] = row;
  return { head: { seq, hash }, state: JSON.parse(state) as JsonObject };
}

export async function readStream(
  session: Session,
  stream: StreamKey,
  { afterSeq = 0, beforeSeq = Number.MAX_SAFE_INTEGER, types, limit, newestFirst = false }: ReadRange,
): Promise<StoredEvent[]> {
  const statement = {
    name: `read${types ? "_types" : ""}${newestFirst ? "_newest" : ""}`,
    text: `SELECT ${EVENT_COLUMNS} FROM baton.events WHERE stream = $1 AND seq > $2 AND seq < $3
           ${types ? "AND type = ANY($5)" : ""} ORDER BY seq ${newestFirst ? "DESC" : "ASC"} LIMIT $4`,
  };
  const values = [escaped(stream), afterSeq, beforeSeq, limit, ...(types ? [types] : [])];
  return (await session.rows<EventRow>(statement, values)).map(decodeEvent);
}

/** Under one tenant: the rows' own policy hides all others. */
const READ_AT: Statement = {
  name: "read_at",
  text: `SELECT ${EVENT_COLUMNS} FROM baton.events
         JOIN (SELECT DISTINCT * FROM unnest($1::text[], $2::bigint[])) AS place (of_stream, of_seq)
           ON stream = of_stream AND seq = of_seq`,
};

export async function readAt(session: Session, places: readonly EventPlace[]): Promise<StoredEvent[]> {
  const values = [places.map(({ stream }) => escaped(stream)), places.map(({ seq }) => seq)];
  return (await session.rows<EventRow>(READ_AT, values)).map(decodeEvent);
}

const READ_ALL: Statement = {
  name: "read_all",
  text: `SELECT ${EVENT_COLUMNS} FROM baton.events WHERE position > $1 ORDER BY position LIMIT $2`,
};

export async function readAll(session: Session, afterPosition: number, limit: number): Promise<StoredEvent[]> {
  return (await session.rows<EventRow>(READ_ALL, [afterPosition, limit])).map(decodeEvent);
}

const DUE: Statement = {
  name: "due",
  text: "SELECT stream, deadline_at FROM baton.streams WHERE deadline_at <= $1 ORDER BY deadline_at, stream LIMIT $2",
};

export async function due(
  session: Session,
  now: number,
  limit: number,
): Promise<{ stream: StreamKey; deadlineAt: number }[]> {
  const rows = await session.rows<[stream: StreamKey, deadlineAt: number]>(DUE, [now, limit]);
  return rows.map(([stream, deadlineAt]) => ({ stream: unescaped(stream), deadlineAt }));
}

const STREAMS: Statement = {
  name: "streams",
  text: `SELECT ${STREAM_COLUMNS} FROM baton.streams WHERE stream > $1 ORDER BY stream LIMIT $2`,
};

export async function streams(session: Session, afterKey: string, limit: number): Promise<FoundStream[]> {
  return (await session.rows<StreamRow>(STREAMS, [escaped(afterKey), limit])).map(decodeStream);
}

const POSITION: Statement = { name: "position", text: "SELECT coalesce(max(position), 0) FROM baton.events" };

export async function lastPosition(session: Session): Promise<number> {
  return (await session.rows<[number]>(POSITION))[0]?.[0] ?? 0;
}

const GROWN: Statement = {
  name: "grown",
  text: `SELECT stream, max(seq), max(position)
         FROM (SELECT stream, seq, position FROM baton.events WHERE position > $1 ORDER BY position LIMIT $2) e
         GROUP BY stream`,
};

export async function grown(session: Session, afterPosition: number, limit: number): Promise<Growth> {
  const rows = await session.rows<[stream: StreamKey, seq: number, position: number]>(GROWN, [afterPosition, limit]);
  return {
    heads: rows.map(([stream, seq]) => ({ stream: unescaped(stream), seq })),
    position: rows.reduce((last, [, , position]) => Math.max(last, position), afterPosition),
  };
}

const ORDERS: Record<FindQuery["order"], string> = {
  urgent: "priority DESC, waiting_since ASC NULLS LAST, stream",
  recent: "updated_at DESC, stream",
  key: "stream",
};

const QUEUE: Statement = {
  name: "queue",
  text: `SELECT stream, waiting_since FROM baton.streams WHERE tenant = $1 AND kind = $2 AND status = $3
         ORDER BY ${ORDERS.urgent} LIMIT $4`,
};

export async function queue(session: Session, { tenant, kind, status, limit }: QueueQuery): Promise<QueuePlace[]> {
  const values = [...[tenant, kind, status].map(escaped), limit];
  const rows = await session.rows<[stream: StreamKey, waitingSince: number | null]>(QUEUE, values);
  return rows.map(([stream, waitingSince]) => ({ stream: unescaped(stream), waitingSince }));
}

/** One statement, so that the page and the total are of one moment. */
export async function find(session: Session, query: FindQuery): Promise<{ streams: FoundStream[]; total: number }> {
  const values: Value[] = [escaped(query.tenant), escaped(query.kind), query.limit, query.offset];
  const bind = (value: Value) => `$${values.push(value)}`;
  const conditions = ["tenant = $1", "kind = $2"];
  const name = ["find", query.order];
  if (query.statuses) {
    name.push("statuses");
    conditions.push(`status = ANY(${bind(query.statuses.map(escaped))})`);
  }
  if (query.agentId !== undefined) {
    name.push("agent");
    conditions.push(`agent_id = ${bind(escaped(query.agentId))}`);
  }
  const keyword = foldKeyword(query.keyword ?? "");
  let mentioned = "";
  if (keyword !== "") {
    name.push("keyword");
    // strpos compares the characters as they are: unlike LIKE it knows no wildcards that would need escaping.
    const word = bind(keyword);
    mentioned = `mentioned AS MATERIALIZED (
      SELECT DISTINCT stream FROM baton.texts WHERE tenant = $1 AND strpos(folded, ${word}) > 0),`;
    conditions.push(`(strpos(searchable_name, ${word}) > 0 OR stream IN (SELECT stream FROM mentioned))`);
  }
  const matching = `baton.streams WHERE ${conditions.join(" AND ")}`;
  const text = `WITH ${mentioned} counted AS MATERIALIZED (SELECT count(*) AS total FROM ${matching})
    SELECT counted.total, page.* FROM counted LEFT JOIN (
      SELECT ${STREAM_COLUMNS} FROM ${matching} ORDER BY ${ORDERS[query.order]} LIMIT $3 OFFSET $4
    ) page ON true ORDER BY ${ORDERS[query.order]}`;
  const rows = await session.rows<[total: number, ...StreamRow]>({ name: name.join("_"), text }, values);
  return {
    total: rows[0]?.[0] ?? 0,
    // A page without streams is one row that has the total only.
    streams: rows.flatMap(([, ...row]) => (row[0] === null ? [] : [decodeStream(row)])),
  };
}

const RECEIPT: Statement = {
  name: "receipt",
  text: `SELECT request, stream, from_seq, to_seq, expires_at FROM baton.receipts
         WHERE tenant = $1 AND key = $2 AND expires_at > $3`,
};

export async function receipt(session: Session, tenant: string, key: string, now: number): Promise<Receipt | null> {
  const [row] = await session.rows<[request: string, stream: StreamKey, from: number, to: number, expiresAt: number]>(
    RECEIPT,
    [escaped(tenant), escaped(key), now],
  );
  if (row === undefined) return null;
  const [request, stream, fromSeq, toSeq, expiresAt] = row;
  return { key, request, stream: unescaped(stream), fromSeq, toSeq, expiresAt };
}
