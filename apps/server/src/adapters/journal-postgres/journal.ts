import { GENESIS_HASH, type Journal, type JsonObject, type StreamKey } from "../../ports/journal.ts";
import { assertWellFormed } from "../../ports/writes.ts";
import type { Connections } from "./connections.ts";
import type { GroupCommit } from "./group-commit.ts";
import { CALL_LIMIT_MS, SCAN_LIMIT_MS } from "./limits.ts";
import * as reads from "./reads.ts";
import { decodeEvent, decodeStream, encodeAppend } from "./rows.ts";
import type { Session, Statement } from "./session.ts";

export interface Pools {
  appends: GroupCommit;
  /** Short statements under one tenant, which callers wait for. */
  serving: Connections;
  /** Under one tenant too, but they may look at every row: nobody waits behind them but one another. */
  scans: Connections;
  /** Readings over all tenants. */
  backstage: Connections;
}

/** Words and salts go, the rows stay. One statement, so all of it or nothing. */
const ERASE: Statement = {
  name: "erase",
  text: `WITH gone AS (DELETE FROM baton.receipts WHERE stream = $1),
              unfound AS (DELETE FROM baton.texts WHERE position IN (SELECT position FROM baton.events WHERE stream = $1))
         UPDATE baton.events SET personal = NULL, salt = NULL WHERE stream = $1 AND personal IS NOT NULL`,
};

const DELETE_RECEIPTS: Statement = {
  name: "delete_receipts",
  text: "DELETE FROM baton.receipts WHERE expires_at <= $1",
};

export function postgresJournal({ appends, serving, scans, backstage }: Pools): Journal {
  const serve = <Result>(tenant: string, work: (session: Session) => Promise<Result>): Promise<Result> =>
    serving.use(CALL_LIMIT_MS, async (session) => {
      await session.actFor(tenant);
      return work(session);
    });
  const scan = <Result>(tenant: string, work: (session: Session) => Promise<Result>): Promise<Result> =>
    scans.use(SCAN_LIMIT_MS, async (session) => {
      await session.actFor(tenant);
      return work(session);
    });

  return {
    async append(writes, receipt) {
      assertWellFormed(writes);
      return appends.append(encodeAppend(writes, receipt));
    },

    async load(stream) {
      const row = await serve(tenantOf(stream), (session) => reads.load(session, stream));
      if (row === undefined) return { head: { seq: 0, hash: GENESIS_HASH }, state: null };
      const [seq, hash, state] = row;
      return { head: { seq, hash }, state: JSON.parse(state) as JsonObject };
    },

    async read(stream, range) {
      const rows = await serve(tenantOf(stream), (session) => reads.readStream(session, stream, range));
      return rows.map(decodeEvent);
    },

    async readAll(afterPosition, limit) {
      const rows = await backstage.use(SCAN_LIMIT_MS, (session) => reads.readAll(session, afterPosition, limit));
      return rows.map(decodeEvent);
    },

    find: (query) => (query.keyword ? scan : serve)(query.tenant, (session) => reads.find(session, query)),

    async due(now, limit) {
      const rows = await backstage.use(CALL_LIMIT_MS, (session) => reads.due(session, now, limit));
      return rows.map(([stream, deadlineAt]) => ({ stream, deadlineAt }));
    },

    async streams(afterKey, limit) {
      const rows = await backstage.use(SCAN_LIMIT_MS, (session) => reads.streams(session, afterKey, limit));
      return rows.map(decodeStream);
    },

    position: () => backstage.use(CALL_LIMIT_MS, reads.lastPosition),

    async grown(afterPosition, limit) {
      const rows = await backstage.use(CALL_LIMIT_MS, (session) => reads.grown(session, afterPosition, limit));
      return {
        heads: rows.map(([stream, seq]) => ({ stream, seq })),
        position: Math.max(afterPosition, ...rows.map(([, , position]) => position)),
      };
    },

    async receipt(tenant, key, now) {
      const row = await serve(tenant, (session) => reads.receipt(session, tenant, key, now));
      if (row === undefined) return null;
      const [request, stream, fromSeq, toSeq, expiresAt] = row;
      return { key, request, stream, fromSeq, toSeq, expiresAt };
    },

    async deleteExpiredReceipts(now) {
      await backstage.use(SCAN_LIMIT_MS, (session) => session.run(DELETE_RECEIPTS, [now]));
    },

    async erase(stream) {
      await scan(tenantOf(stream), (session) => session.run(ERASE, [stream]));
    },

    probe: () => appends.probe(),

    async close() {
      await Promise.all([appends.close(), serving.close(), scans.close(), backstage.close()]);
    },
  };
}

const tenantOf = (stream: StreamKey): string => stream.split("/", 1)[0] ?? "";
