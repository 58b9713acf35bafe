import type { DatabaseSync } from "node:sqlite";
import { type AppendResult, JournalUnavailable, type Receipt, type StreamKey } from "../../ports/journal.ts";
import { retryWhileBusy } from "./connection.ts";
import { toFailure } from "./failure.ts";
import type { FilesInPlace } from "./files-in-place.ts";
import type { Call, Reply, RequestOf, ResultOf, WriteCalls } from "./messages.ts";
import { findReceipt } from "./reader.ts";
import type { EncodedEvent, EncodedWrite } from "./rows.ts";
import { Statements } from "./sql.ts";

/**
 * The writing thread's side. Calls that arrive as one array share one transaction, and their replies are given
 * only when it is on the disk.
 *
 *   BEGIN IMMEDIATE ─ (SAVEPOINT ─ call ─ RELEASE | ROLLBACK TO) × n ─ COMMIT ─ replies
 */
export class Writer {
  readonly #db: DatabaseSync;
  readonly #sql: Statements;
  readonly #files: FilesInPlace;

  constructor(db: DatabaseSync, files: FilesInPlace) {
    this.#db = db;
    this.#sql = new Statements(db);
    this.#files = files;
  }

  perform(calls: readonly Call<WriteCalls>[]): Reply[] {
    let replies: Reply[];
    try {
      this.#files.assertInPlace();
      retryWhileBusy(() => this.#db.exec("BEGIN IMMEDIATE"));
      replies = calls.map((call) => this.#attempt(call));
      this.#db.exec("COMMIT");
    } catch (error) {
      if (this.#db.isTransaction) this.#db.exec("ROLLBACK");
      return calls.map(() => ({ failure: toFailure(error) }));
    }
    if (!calls.some(({ kind }) => kind === "erase")) return replies;
    return this.#emptyLog(calls, replies);
  }

  /**
   * A call that fails by itself is undone alone. What says that the store cannot commit ends the whole group: SQLite
   * may have rolled all of it back already.
   */
  #attempt(call: Call<WriteCalls>): Reply {
    this.#db.exec("SAVEPOINT call");
    try {
      const result = this.#answer(call);
      this.#db.exec("RELEASE call");
      return { result };
    } catch (error) {
      const failure = toFailure(error);
      if (failure.kind === "unavailable" || !this.#db.isTransaction) throw error;
      this.#db.exec("ROLLBACK TO call");
      this.#db.exec("RELEASE call");
      return { failure };
    }
  }

  #answer(call: Call<WriteCalls>): ResultOf<WriteCalls, keyof WriteCalls> {
    switch (call.kind) {
      case "append":
        return this.#append(call.request.writes, call.request.receipt);
      case "erase":
        return this.#erase(call.request);
      case "deleteExpiredReceipts":
        this.#sql.run("DELETE FROM receipts WHERE expires_at <= ?", call.request);
        return null;
      case "probe":
        this.#sql.run("UPDATE probe SET turn = turn + 1");
        return null;
      case "vaultPut":
        return this.#vaultPut(call.request);
      case "vaultDelete":
        this.#sql.run("DELETE FROM vault WHERE kind = ? AND key = ?", call.request.kind, call.request.key);
        return null;
      case "vaultDeleteExpired":
        this.#sql.run("DELETE FROM vault WHERE expires_at <= ?", call.request);
        return null;
    }
  }

  #append(writes: readonly EncodedWrite[], receipt: Receipt | null): AppendResult {
    const repeated = receipt && findReceipt(this.#sql, receipt.key, null);
    if (repeated) return { ok: false, repeated };
    const rows = writes.map(({ stream }) => this.#row(stream));
    const moved = writes.find(({ expectedSeq }, index) => (rows[index]?.seq ?? 0) !== expectedSeq);
    if (moved) return { ok: false, moved: moved.stream };
    if (receipt) this.#insertReceipt(receipt);
    return { ok: true, positions: writes.map((write, index) => this.#write(write, rows[index]?.id ?? null)) };
  }

  #row(stream: StreamKey): { id: number; seq: number } | null {
    const row = this.#sql.get<[number, number]>("SELECT id, seq FROM streams WHERE stream = ?", stream);
    return row ? { id: row[0], seq: row[1] } : null;
  }

  #write(write: EncodedWrite, knownId: number | null): number[] {
    const head = write.events.at(-1);
    if (head === undefined) return [];
    const streamId = knownId === null ? this.#insertStream(write, head) : this.#updateStream(write, head, knownId);
    return write.events.map((event) => this.#insertEvent(streamId, event));
  }

  #insertStream({ stream, tenant, kind, searchableName, summary, state }: EncodedWrite, head: EncodedEvent): number {
    return this.#sql.run(
      `INSERT INTO streams (stream, tenant, kind, searchable_name, seq, hash, updated_at, status, agent_id,
         deadline_at, priority, waiting_since, state)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ...[stream, tenant, kind, searchableName, head.seq, head.hash, summary.updatedAt, summary.status],
      ...[summary.agentId, summary.deadlineAt, summary.priority, summary.waitingSince, state],
    ).insertedId;
  }

  #updateStream({ summary, state }: EncodedWrite, head: EncodedEvent, streamId: number): number {
    this.#sql.run(
      `UPDATE streams SET seq = ?, hash = ?, updated_at = ?, status = ?, agent_id = ?, deadline_at = ?, priority = ?,
         waiting_since = ?, state = ? WHERE id = ?`,
      ...[head.seq, head.hash, summary.updatedAt, summary.status, summary.agentId, summary.deadlineAt],
      ...[summary.priority, summary.waitingSince, state, streamId],
    );
    return streamId;
  }

  #insertEvent(streamId: number, event: EncodedEvent): number {
    const { insertedId: position } = this.#sql.run(
      `INSERT INTO events (stream_id, seq, id, type, time, data, personal, salt, personal_digest, hash)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ...[streamId, event.seq, event.id, event.type, event.time, event.data, event.personal, event.salt],
      ...[event.personalDigest, event.hash],
    );
    if (event.folded !== null) {
      this.#sql.run(
        "INSERT INTO texts (position, stream_id, folded) VALUES (?, ?, ?)",
        position,
        streamId,
        event.folded,
      );
    }
    return position;
  }

  #insertReceipt({ key, request, stream, fromSeq, toSeq, expiresAt }: Receipt): void {
    this.#sql.run(
      "INSERT INTO receipts (key, request, stream, from_seq, to_seq, expires_at) VALUES (?, ?, ?, ?, ?, ?)",
      ...[key, request, stream, fromSeq, toSeq, expiresAt],
    );
  }

  #erase(stream: StreamKey): null {
    this.#sql.run("DELETE FROM receipts WHERE stream = ?", stream);
    const row = this.#row(stream);
    if (row === null) return null;
    this.#sql.run(
      "DELETE FROM texts WHERE position IN (SELECT position FROM events WHERE stream_id = ? AND personal IS NOT NULL)",
      row.id,
    );
    this.#sql.run(
      "UPDATE events SET personal = NULL, salt = NULL WHERE stream_id = ? AND personal IS NOT NULL",
      row.id,
    );
    return null;
  }

  /** Erased words are still in the write-ahead log: it is copied into the file and cut to nothing. */
  #emptyLog(calls: readonly Call<WriteCalls>[], replies: Reply[]): Reply[] {
    try {
      retryWhileBusy(() => this.#truncateLog());
      return replies;
    } catch (error) {
      const failure = toFailure(error);
      return replies.map((reply, index) => (calls[index]?.kind === "erase" ? { failure } : reply));
    }
  }

  #truncateLog(): void {
    const [busy] = this.#sql.get<[number, number, number]>("PRAGMA wal_checkpoint(TRUNCATE)") ?? [1];
    if (busy !== 0) throw new LogInUse();
  }

  #vaultPut({ kind, key, value, expiresAt, expectedVersion }: RequestOf<WriteCalls, "vaultPut">): boolean {
    if (expectedVersion === 0) {
      const text = "INSERT OR IGNORE INTO vault (kind, key, version, value, expires_at) VALUES (?, ?, 1, ?, ?)";
      return this.#sql.run(text, kind, key, value, expiresAt).changes === 1;
    }
    const text = `UPDATE vault SET version = version + 1, value = ?, expires_at = ?
                  WHERE kind = ? AND key = ? AND version = ?`;
    return this.#sql.run(text, value, expiresAt, kind, key, expectedVersion).changes === 1;
  }
}

/** Another process is reading from the log. The code is SQLITE_BUSY's, so that it is waited for in the same way. */
class LogInUse extends JournalUnavailable {
  readonly errcode = 5;
  constructor() {
    super("The words are erased, but another process still reads the log that holds a copy: erase again.");
  }
}
