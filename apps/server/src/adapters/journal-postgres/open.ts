import { escapeIdentifier } from "pg";
import { type Journal, JournalUnavailable } from "../../ports/journal.ts";
import type { Log } from "../../ports/log.ts";
import type { Vault } from "../../ports/vault.ts";
import { Connections } from "./connections.ts";
import { JournalRefused, NotConnected } from "./failure.ts";
import { GroupCommit } from "./group-commit.ts";
import { type Pools, postgresJournal } from "./journal.ts";
import {
  BY_INDEX,
  CALL_LIMIT_MS,
  connectionSetUp,
  LOOK_LIMIT_MS,
  MIGRATION_LIMIT_MS,
  MIGRATION_SET_UP,
  SCAN_LIMIT_MS,
  SCAN_WAIT_MS,
  START_CONNECT_MS,
  WAIT_LIMIT_MS,
} from "./limits.ts";
import { migrate } from "./migrate.ts";
import { type Roles, rolesOf } from "./roles.ts";
import type { Session } from "./session.ts";
import { postgresVault } from "./vault.ts";

export interface PostgresStoreOptions {
  /** `postgres://…`; what it says about TLS is the driver's business. */
  url: string;
  /** Another user of the same database, who owns the tables: for migrations and roles only. */
  ownerUrl?: string | undefined;
  log: Log;
}

/**
 * @throws JournalRefused when the database is a newer Baton's, or its users may not do what is needed
 * @throws JournalUnavailable when it cannot be reached
 */
export async function openPostgresStore({
  url,
  ownerUrl,
  log,
}: PostgresStoreOptions): Promise<{ journal: Journal; vault: Vault }> {
  const { login, database } = await atStart("DATABASE_URL", url, LOOK_LIMIT_MS, log, whereAmI);
  const roles = rolesOf(database);
  const owner =
    ownerUrl === undefined ? { setting: "DATABASE_URL", url } : { setting: "DATABASE_OWNER_URL", url: ownerUrl };
  await atStart(owner.setting, owner.url, MIGRATION_LIMIT_MS, log, async (session) => {
    if ((await whereAmI(session)).database !== database) {
      throw new JournalRefused("DATABASE_URL and DATABASE_OWNER_URL name two databases: make them the same.");
    }
    await migrate(session, roles, login);
  });
  const pools = openPools(url, roles, log);
  const journal = postgresJournal(pools);
  try {
    await Promise.all([journal.probe(), pools.backstage.use(CALL_LIMIT_MS, async () => undefined)]);
  } catch (error) {
    await journal.close();
    throw error;
  }
  return { journal, vault: postgresVault(pools) };
}

function openPools(url: string, { serving, reader }: Roles, log: Log): Pools {
  const [servingId, readerId] = [escapeIdentifier(serving), escapeIdentifier(reader)];
  const short = connectionSetUp(servingId, CALL_LIMIT_MS) + BY_INDEX;
  const open = (name: string, size: number, setUp: string, waitMs = WAIT_LIMIT_MS) =>
    new Connections({ url, name, size, waitMs, connectMs: WAIT_LIMIT_MS, setUp, log });
  return {
    appends: new GroupCommit(open("appends", 1, short)),
    serving: open("serving", 4, short),
    scans: open("scans", 2, connectionSetUp(servingId, SCAN_LIMIT_MS), SCAN_WAIT_MS),
    backstage: open("backstage", 2, connectionSetUp(readerId, SCAN_LIMIT_MS) + BY_INDEX),
  };
}

async function whereAmI(session: Session): Promise<{ login: string; database: string }> {
  const [row] = await session.rows<[string, string]>({ text: "SELECT session_user, current_database()" });
  const [login = "", database = ""] = row ?? [];
  return { login, database };
}

/** @param setting what to name in a complaint: the address itself may hold a password */
async function atStart<Result>(
  setting: string,
  url: string,
  limitMs: number,
  log: Log,
  work: (session: Session) => Promise<Result>,
): Promise<Result> {
  const connections = new Connections({
    url,
    name: "start",
    size: 1,
    waitMs: 0,
    connectMs: START_CONNECT_MS,
    setUp: MIGRATION_SET_UP,
    log,
  });
  try {
    return await connections.use(limitMs, work);
  } catch (error) {
    if (!(error instanceof JournalUnavailable)) throw error;
    const why =
      error instanceof NotConnected
        ? `reached (${error.code}): ${REMEDIES[error.code] ?? "start it, or correct the setting"}.`
        : `used: ${error.message.charAt(0).toLowerCase()}${error.message.slice(1)}`;
    throw new JournalUnavailable(`The database of ${setting} cannot be ${why}`);
  } finally {
    await connections.close();
  }
}

const REMEDIES: Record<string, string> = {
  "28000": "it refuses the user, so correct the setting or what the server lets in",
  "28P01": "it refuses the user or the password, so correct the setting",
  "3D000": "it does not exist, so make it with CREATE DATABASE or correct the setting",
  "53300": "it has no connection left, so raise max_connections or end others",
};
