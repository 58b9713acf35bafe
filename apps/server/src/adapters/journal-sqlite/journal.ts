import { GENESIS_HASH, type Journal, type JsonObject } from "../../ports/journal.ts";
import { assertWellFormed, splitKey } from "../../ports/writes.ts";
import type { Lane } from "./lane.ts";
import type { ReadCalls, WriteCalls } from "./messages.ts";
import { decodeEvent, decodeStream, encodeWrite } from "./rows.ts";

export interface Lanes {
  write: Lane<WriteCalls>;
  /** Short readings, which callers wait for. */
  read: Lane<ReadCalls>;
  /** Readings that may look at every row; they wait for one another, nobody else does. */
  scan: Lane<ReadCalls>;
}

export function sqliteJournal({ write, read, scan }: Lanes): Journal {
  return {
    async append(writes, receipt) {
      assertWellFormed(writes);
      return write.call("append", { writes: writes.map(encodeWrite), receipt: receipt ?? null });
    },

    async load(stream) {
      const row = await read.call("load", stream);
      if (row === null) return { head: { seq: 0, hash: GENESIS_HASH }, state: null };
      const [seq, hash, state] = row;
      return { head: { seq, hash }, state: JSON.parse(state) as JsonObject };
    },

    async read(stream, { afterSeq = 0, beforeSeq = Number.MAX_SAFE_INTEGER, types, limit, newestFirst = false }) {
      const request = { stream, afterSeq, beforeSeq, types: types ? JSON.stringify(types) : null, limit, newestFirst };
      return (await read.call("read", request)).map(decodeEvent);
    },

    async readAt(tenant, places) {
      const request = { tenant, places: JSON.stringify(places.map(({ stream, seq }) => [stream, seq])) };
      return (await read.call("readAt", request)).map(decodeEvent);
    },

    async readAll(afterPosition, limit) {
      return (await scan.call("readAll", { afterPosition, limit })).map(decodeEvent);
    },

    async find(query) {
      const lane = query.keyword ? scan : read;
      const { rows, total } = await lane.call("find", query);
      return { streams: rows.map(decodeStream), total };
    },

    async queue(query) {
      const rows = await read.call("queue", query);
      return rows.map(([stream, waitingSince]) => ({ stream, waitingSince }));
    },

    async due(now, limit) {
      const rows = await read.call("due", { now, limit });
      return rows.map(([stream, deadlineAt]) => ({ stream, deadlineAt }));
    },

    async streams(afterKey, limit) {
      return (await scan.call("streams", { afterKey, limit })).map(decodeStream);
    },

    position: () => read.call("position", null),

    async grown(afterPosition, limit) {
      const rows = await scan.call("grown", { afterPosition, limit });
      return {
        heads: rows.map(([stream, seq]) => ({ stream, seq })),
        position: Math.max(afterPosition, ...rows.map(([, , position]) => position)),
      };
    },

    async receipt(tenant, key, now) {
      const receipt = await read.call("receipt", { key, now });
      return receipt !== null && splitKey(receipt.stream).tenant === tenant ? receipt : null;
    },

    async deleteExpiredReceipts(now) {
      await write.call("deleteExpiredReceipts", now);
    },

    async erase(stream) {
      await write.call("erase", stream);
    },

    async probe() {
      await write.call("probe", null);
    },

    async close() {
      // The writer last: closing the last connection copies the log into the file and removes it.
      await Promise.all([read.close(), scan.close()]);
      await write.close();
    },
  };
}
