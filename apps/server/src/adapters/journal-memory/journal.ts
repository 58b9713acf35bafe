import {
  type AppendResult,
  type EventPlace,
  GENESIS_HASH,
  type Head,
  type Journal,
  JournalUnavailable,
  type JsonObject,
  type ReadRange,
  type Receipt,
  type StreamKey,
  type Write,
} from "../../ports/journal.ts";
import { assertWellFormed, splitKey } from "../../ports/writes.ts";
import { byKey, find } from "./find.ts";
import { found, type KeptEvent, keep, newRow, restore, type StreamRow, setSummary } from "./stream-row.ts";

/** Tells the vault of the same store that it is closed. */
export interface Doors {
  open: boolean;
}

export function assertOpen(doors: Doors): void {
  if (!doors.open) throw new JournalUnavailable("The store is closed.");
}

/** For tests and throw-away demos: nothing outlives the process. */
export function memoryJournal(doors: Doors): Journal {
  const rows = new Map<StreamKey, StreamRow>();
  const log: KeptEvent[] = [];
  const receipts = new Map<string, Receipt>();
  const headOf = (stream: StreamKey): Head => rows.get(stream)?.head ?? { seq: 0, hash: GENESIS_HASH };

  function write({ stream, events, summary }: Write): number[] {
    const last = events.at(-1);
    if (last === undefined) return [];
    const head = { seq: last.seq, hash: last.hash };
    const row = rows.get(stream) ?? newRow(stream, head, summary);
    rows.set(stream, row);
    row.head = head;
    setSummary(row, summary);
    return events.map((event) => {
      const kept = keep({ ...event, stream, position: log.length + 1 });
      log.push(kept);
      row.events.push(kept);
      return kept.position;
    });
  }

  return {
    async append(writes, receipt): Promise<AppendResult> {
      assertOpen(doors);
      assertWellFormed(writes);
      const earlier = receipt && receipts.get(receipt.key);
      if (earlier) return { ok: false, repeated: { ...earlier } };
      const moved = writes.find(({ stream, expectedSeq }) => headOf(stream).seq !== expectedSeq);
      if (moved) return { ok: false, moved: moved.stream };
      // Rows are made before any is kept: a value that JSON cannot hold must refuse the append as a whole.
      JSON.stringify(writes);
      if (receipt) receipts.set(receipt.key, { ...receipt });
      return { ok: true, positions: writes.map(write) };
    },

    async load(stream) {
      assertOpen(doors);
      const row = rows.get(stream);
      return { head: { ...headOf(stream) }, state: row ? (JSON.parse(row.state) as JsonObject) : null };
    },

    async read(stream, range) {
      assertOpen(doors);
      const events = (rows.get(stream)?.events ?? []).filter((event) => inRange(event, range));
      if (range.newestFirst) events.reverse();
      return events.slice(0, range.limit).map(restore);
    },

    async readAt(tenant, places) {
      assertOpen(doors);
      return [...distinct(places)].flatMap(({ stream, seq }) => {
        const row = rows.get(stream);
        const event = row?.tenant === tenant ? row.events[seq - 1] : undefined;
        return event === undefined ? [] : [restore(event)];
      });
    },

    async readAll(afterPosition, limit) {
      assertOpen(doors);
      return log.slice(afterPosition, afterPosition + limit).map(restore);
    },

    async find(query) {
      assertOpen(doors);
      return find(rows.values(), query);
    },

    async queue({ status, ...query }) {
      assertOpen(doors);
      const { streams } = find(rows.values(), { ...query, statuses: [status], order: "urgent", offset: 0 });
      return streams.map(({ stream, waitingSince }) => ({ stream, waitingSince }));
    },

    async due(now, limit) {
      assertOpen(doors);
      return [...rows.values()]
        .flatMap(({ stream, summary: { deadlineAt } }) =>
          deadlineAt !== null && deadlineAt <= now ? [{ stream, deadlineAt }] : [],
        )
        .sort((left, right) => left.deadlineAt - right.deadlineAt || (left.stream < right.stream ? -1 : 1))
        .slice(0, limit);
    },

    async streams(afterKey, limit) {
      assertOpen(doors);
      return [...rows.values()]
        .filter(({ stream }) => stream > afterKey)
        .sort(byKey)
        .slice(0, limit)
        .map(found);
    },

    async position() {
      assertOpen(doors);
      return log.length;
    },

    async grown(afterPosition, limit) {
      assertOpen(doors);
      const seen = log.slice(afterPosition, afterPosition + limit);
      const heads = new Map(seen.map(({ stream, seq }) => [stream, seq]));
      return {
        heads: [...heads].map(([stream, seq]) => ({ stream, seq })),
        position: seen.at(-1)?.position ?? afterPosition,
      };
    },

    async receipt(tenant, key, now) {
      assertOpen(doors);
      const receipt = receipts.get(key);
      if (receipt === undefined || receipt.expiresAt <= now) return null;
      return splitKey(receipt.stream).tenant === tenant ? { ...receipt } : null;
    },

    async deleteExpiredReceipts(now) {
      assertOpen(doors);
      for (const [key, { expiresAt }] of receipts) if (expiresAt <= now) receipts.delete(key);
    },

    async erase(stream) {
      assertOpen(doors);
      for (const event of rows.get(stream)?.events ?? []) {
        event.personal = null;
        event.salt = null;
        event.searchable = null;
      }
      for (const [key, receipt] of receipts) if (receipt.stream === stream) receipts.delete(key);
    },

    async probe() {
      assertOpen(doors);
    },

    async close() {
      doors.open = false;
    },
  };
}

/** Nobody gets an event twice because they named it twice. */
const distinct = (places: readonly EventPlace[]): Iterable<EventPlace> =>
  new Map(places.map((place) => [`${place.stream} ${place.seq}`, place])).values();

function inRange(event: KeptEvent, { afterSeq = 0, beforeSeq, types }: ReadRange): boolean {
  return (
    event.seq > afterSeq &&
    (beforeSeq === undefined || event.seq < beforeSeq) &&
    (types === undefined || types.includes(event.type))
  );
}
