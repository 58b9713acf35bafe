import { type Journal, JournalUnavailable, type Patience, type StreamKey } from "../../ports/journal.ts";
import { assertWellFormed } from "../../ports/writes.ts";
import type { Connections } from "./connections.ts";
import type { GroupCommit } from "./group-commit.ts";
import { CALL_LIMIT_MS, LEAST_LEFT_MS, SCAN_LIMIT_MS } from "./limits.ts";
import * as reads from "./reads.ts";
import { encodeAppend } from "./rows.ts";
import type { Session, Statement } from "./session.ts";
import { escaped } from "./text.ts";

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

const RECEIPTS_AT_ONCE = 10_000;

const DELETE_RECEIPTS: Statement = {
  name: "delete_receipts",
  text: `DELETE FROM baton.receipts WHERE ctid = ANY(
           ARRAY(SELECT ctid FROM baton.receipts WHERE expires_at <= $1 LIMIT $2))`,
};

export function postgresJournal({ appends, serving, scans, backstage }: Pools): Journal {
  const under =
    <Result>(tenant: string, work: (session: Session) => Promise<Result>) =>
    async (session: Session): Promise<Result> => {
      await session.actFor(escaped(tenant));
      return work(session);
    };
  const serve = <Result>(
    tenant: string,
    work: (session: Session) => Promise<Result>,
    patience?: Patience,
  ): Promise<Result> => patiently(patience, (limitMs) => serving.use(limitMs, under(tenant, work)));
  const scan = <Result>(tenant: string, work: (session: Session) => Promise<Result>): Promise<Result> =>
    scans.use(SCAN_LIMIT_MS, under(tenant, work));

  return {
    async append(writes, receipt, patience) {
      assertWellFormed(writes);
      return patiently(patience, (limitMs) => appends.append(encodeAppend(writes, receipt), limitMs));
    },
    load: (stream, patience) => serve(tenantOf(stream), (session) => reads.load(session, stream), patience),
    read: (stream, range) => serve(tenantOf(stream), (session) => reads.readStream(session, stream, range)),
    find: (query) => (query.keyword ? scan : serve)(query.tenant, (session) => reads.find(session, query)),
    readAt: (tenant, places) => serve(tenant, (session) => reads.readAt(session, places)),
    queue: (query) => serve(query.tenant, (session) => reads.queue(session, query)),
    receipt: (tenant, key, now, patience) =>
      serve(tenant, (session) => reads.receipt(session, tenant, key, now), patience),

    readAll: (after, limit) => backstage.use(SCAN_LIMIT_MS, (session) => reads.readAll(session, after, limit)),
    streams: (after, limit) => backstage.use(SCAN_LIMIT_MS, (session) => reads.streams(session, after, limit)),
    due: (now, limit) => backstage.use(CALL_LIMIT_MS, (session) => reads.due(session, now, limit)),
    grown: (after, limit) => backstage.use(CALL_LIMIT_MS, (session) => reads.grown(session, after, limit)),
    position: () => backstage.use(CALL_LIMIT_MS, reads.lastPosition),

    async deleteExpiredReceipts(now) {
      // Some at a time: all at once might never be done within the limit, and begin again for ever.
      for (let deleted = RECEIPTS_AT_ONCE; deleted === RECEIPTS_AT_ONCE; ) {
        deleted = await backstage.use(SCAN_LIMIT_MS, (session) =>
          session.run(DELETE_RECEIPTS, [now, RECEIPTS_AT_ONCE]),
        );
      }
    },
    async erase(stream) {
      await scan(tenantOf(stream), (session) => session.run(ERASE, [escaped(stream)]));
    },
    probe: () => appends.probe(),
    async close() {
      await Promise.all([appends.close(), serving.close(), scans.close(), backstage.close()]);
    },
  };
}

/**
 * @param patience of somebody who makes other calls too
 * @throws JournalUnavailable when too little of it is left to begin anything
 */
async function patiently<Result>(
  patience: Patience = { leftMs: CALL_LIMIT_MS },
  call: (limitMs: number) => Promise<Result>,
): Promise<Result> {
  const { leftMs } = patience;
  if (leftMs < LEAST_LEFT_MS) throw new JournalUnavailable("Nothing was written: what came before took too long.");
  const startedAt = performance.now();
  try {
    return await call(Math.min(CALL_LIMIT_MS, leftMs));
  } finally {
    patience.leftMs -= performance.now() - startedAt;
  }
}

const tenantOf = (stream: StreamKey): string => stream.split("/", 1)[0] ?? "";
