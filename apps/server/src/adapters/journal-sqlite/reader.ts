import type { DatabaseSync } from "node:sqlite";
import type { FindQuery, Receipt, StreamKey } from "../../ports/journal.ts";
import { foldKeyword } from "../../ports/keyword.ts";
import { retryWhileBusy } from "./connection.ts";
import { toFailure } from "./failure.ts";
import type { Call, ReadCalls, ReadRequest, Reply, ResultOf } from "./messages.ts";
import { EVENT_COLUMNS, type EventRow, STREAM_COLUMNS, type StreamRow } from "./rows.ts";
import { type Cell, Statements } from "./sql.ts";

/** The reading thread's side: one statement a call, so that no reading holds the log back from being emptied. */
export class Reader {
  readonly #sql: Statements;

  constructor(db: DatabaseSync) {
    this.#sql = new Statements(db);
  }

  perform(calls: readonly Call<ReadCalls>[]): Reply[] {
    return calls.map((call) => {
      try {
        return { result: retryWhileBusy(() => this.#answer(call)) };
      } catch (error) {
        return { failure: toFailure(error) };
      }
    });
  }

  #answer(call: Call<ReadCalls>): ResultOf<ReadCalls, keyof ReadCalls> {
    switch (call.kind) {
      case "load":
        return this.#sql.get("SELECT seq, hash, state FROM streams WHERE stream = ?", call.request) ?? null;
      case "read":
        return this.#read(call.request);
      case "readAt":
        return this.#sql.all<EventRow>(
          `SELECT ${EVENT_COLUMNS}
           FROM (SELECT DISTINCT value ->> 0 AS stream, value ->> 1 AS seq FROM json_each(?)) place
           CROSS JOIN streams s ON s.stream = place.stream AND s.tenant = ?
           CROSS JOIN events e ON e.stream_id = s.id AND e.seq = place.seq`,
          call.request.places,
          call.request.tenant,
        );
      case "readAll":
        return this.#readAll(call.request);
      case "find":
        return this.#find(call.request);
      case "queue":
        return this.#sql.all<[StreamKey, number | null]>(
          `SELECT s.stream, s.waiting_since FROM streams s WHERE s.tenant = ? AND s.kind = ? AND s.status = ?
           ORDER BY ${ORDERS.urgent} LIMIT ?`,
          ...[call.request.tenant, call.request.kind, call.request.status, call.request.limit],
        );
      case "due":
        return this.#sql.all<[StreamKey, number]>(
          "SELECT stream, deadline_at FROM streams WHERE deadline_at <= ? ORDER BY deadline_at, stream LIMIT ?",
          call.request.now,
          call.request.limit,
        );
      case "streams":
        return this.#sql.all<StreamRow>(
          `SELECT ${STREAM_COLUMNS} FROM streams s WHERE s.stream > ? ORDER BY s.stream LIMIT ?`,
          call.request.afterKey,
          call.request.limit,
        );
      case "position":
        return this.#sql.get<[number]>("SELECT coalesce(max(position), 0) FROM events")?.[0] ?? 0;
      case "grown":
        return this.#grown(call.request);
      case "receipt":
        return findReceipt(this.#sql, call.request.key, call.request.now);
      case "vaultGet":
        return (
          this.#sql.get(
            "SELECT value, version, expires_at FROM vault WHERE kind = ? AND key = ?",
            call.request.kind,
            call.request.key,
          ) ?? null
        );
    }
  }

  #read({ stream, afterSeq, beforeSeq, types, limit, newestFirst }: ReadRequest): EventRow[] {
    return this.#sql.all(
      `SELECT ${EVENT_COLUMNS} FROM streams s JOIN events e ON e.stream_id = s.id
       WHERE s.stream = ? AND e.seq > ? AND e.seq < ?
       ${types === null ? "" : "AND e.type IN (SELECT value FROM json_each(?))"}
       ORDER BY e.seq ${newestFirst ? "DESC" : "ASC"} LIMIT ?`,
      stream,
      afterSeq,
      beforeSeq,
      ...(types === null ? [] : [types]),
      limit,
    );
  }

  /** A row whose stream has no row is not hidden: the audit must be able to name it. */
  #readAll({ afterPosition, limit }: { afterPosition: number; limit: number }): EventRow[] {
    return this.#sql.all(
      `SELECT ${EVENT_COLUMNS.replace("s.stream", "coalesce(s.stream, 'unknown/stream/' || e.stream_id)")}
       FROM events e LEFT JOIN streams s ON s.id = e.stream_id
       WHERE e.position > ? ORDER BY e.position LIMIT ?`,
      afterPosition,
      limit,
    );
  }

  #grown({ afterPosition, limit }: { afterPosition: number; limit: number }): [StreamKey, number, number][] {
    return this.#sql.all(
      `SELECT s.stream, max(e.seq), max(e.position)
       FROM (SELECT stream_id, seq, position FROM events WHERE position > ? ORDER BY position LIMIT ?) e
       JOIN streams s ON s.id = e.stream_id GROUP BY s.stream`,
      afterPosition,
      limit,
    );
  }

  #find(query: FindQuery): { rows: StreamRow[]; total: number } {
    const conditions = ["s.tenant = ?", "s.kind = ?"];
    const values: Cell[] = [query.tenant, query.kind];
    const demand = (condition: string, ...bound: Cell[]) => {
      conditions.push(condition);
      values.push(...bound);
    };
    if (query.statuses) demand("s.status IN (SELECT value FROM json_each(?))", JSON.stringify(query.statuses));
    if (query.agentId !== undefined) demand("s.agent_id = ?", query.agentId);
    const keyword = foldKeyword(query.keyword ?? "");
    if (keyword !== "") {
      // instr compares the characters as they are: unlike LIKE it knows no wildcards that would need escaping.
      // Every text is looked at, so this is done once and not by each of the two statements below.
      const mentioned = this.#sql.all<[number]>(
        "SELECT DISTINCT stream_id FROM texts WHERE instr(folded, ?) > 0",
        keyword,
      );
      demand(
        "(instr(s.searchable_name, ?) > 0 OR s.id IN (SELECT value FROM json_each(?)))",
        ...[keyword, JSON.stringify(mentioned.flat())],
      );
    }
    const matching = `FROM streams s WHERE ${conditions.join(" AND ")}`;
    const [total] = this.#sql.get<[number]>(`SELECT count(*) ${matching}`, ...values) ?? [0];
    const rows = this.#sql.all<StreamRow>(
      `SELECT ${STREAM_COLUMNS} ${matching} ORDER BY ${ORDERS[query.order]} LIMIT ? OFFSET ?`,
      ...values,
      query.limit,
      query.offset,
    );
    return { rows, total };
  }
}

const ORDERS: Record<FindQuery["order"], string> = {
  urgent: "s.priority DESC, s.waiting_since ASC NULLS LAST, s.stream",
  recent: "s.updated_at DESC, s.stream",
  key: "s.stream",
};

/** @param now null to see expired ones too */
export function findReceipt(sql: Statements, key: string, now: number | null): Receipt | null {
  const row = sql.get<[string, string, number, number, number]>(
    "SELECT request, stream, from_seq, to_seq, expires_at FROM receipts WHERE key = ?",
    key,
  );
  if (row === undefined) return null;
  const [request, stream, fromSeq, toSeq, expiresAt] = row;
  if (now !== null && expiresAt <= now) return null;
  return { key, request, stream: stream as StreamKey, fromSeq, toSeq, expiresAt };
}
