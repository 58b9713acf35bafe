import { setTimeout as delay } from "node:timers/promises";
import { Client } from "pg";
import { createLocalBus } from "../../../adapters/bus-local/index.ts";
import { appendGroup } from "../../../adapters/journal-postgres/append.ts";
import { decodeResults, encodeAppend } from "../../../adapters/journal-postgres/rows.ts";
import { Session } from "../../../adapters/journal-postgres/session.ts";
import { createRandomIds, createSystemClock } from "../../../adapters/system/index.ts";
import { createSessionHandler, type SessionHandler } from "../../../application/handle.ts";
import { REGULATOR_DEFAULTS } from "../../../domain/regulator/defaults.ts";
import type { AppendResult, Journal } from "../../../ports/journal.ts";
import type { Services } from "./services.ts";

/** A connection of one's own to the database, for transactions that stay open. */
export interface Holder {
  /** Holds a lock that appends to this session wait for: their group stops before it has written anything. */
  holdSession(session: string, ms: number): Promise<void>;
  /** Holds the lock of the positions: every group stops when all but its events is written. */
  holdPositions(ms: number): Promise<void>;
  /** Appends as an instance does, holds it uncommitted for so long, and tells no instance of it. */
  appendingSlowly(journal: Journal, ms: number): SessionHandler;
  /** When the last of these commits was there; milliseconds since 1970. */
  readonly committedAt: number;
  close(): Promise<void>;
}

/** As `migrations/0002-append.sql` has them. */
const LOCK_SESSION = "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))";
const LOCK_POSITIONS = "SELECT pg_advisory_xact_lock(1650553967, 2)";
/** Nobody stops waiting for this append. */
const NO_DEADLINE_MS = 60_000;

export async function openHolder({ ownerUrl }: Services): Promise<Holder> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  let committedAt = 0;

  async function inTransaction<Result>(ms: number, work: () => Promise<Result>): Promise<Result> {
    await client.query("BEGIN");
    const result = await work();
    await delay(ms);
    await client.query("COMMIT");
    committedAt = Date.now();
    return result;
  }

  return {
    holdSession: (session, ms) =>
      inTransaction(ms, async () => void (await client.query(LOCK_SESSION, [`default/session/${session}`]))),
    holdPositions: (ms) => inTransaction(ms, async () => void (await client.query(LOCK_POSITIONS))),
    appendingSlowly(journal, ms) {
      const append: Journal["append"] = (writes, receipt) =>
        inTransaction(ms, async () => {
          const group = [encodeAppend(writes, receipt)];
          const session = new Session(client);
          const result = await appendGroup(session, group, performance.now() + NO_DEADLINE_MS, false);
          return decodeResults(group, result)[0] as AppendResult;
        });
      const clock = createSystemClock();
      const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
      const settings = { waitNoticeMs: 1, waitGiveUpMs: 2, botDeadlineMs: 1, regulator: REGULATOR_DEFAULTS };
      const deps = { bus: createLocalBus(), clock, ids: createRandomIds(clock), settings, log: quiet };
      return createSessionHandler({
        rulesOf: () => [],
        botAccepts: () => true,
        ...deps,
        journal: { ...journal, append },
      });
    },
    get committedAt() {
      return committedAt;
    },
    close: () => client.end(),
  };
}
