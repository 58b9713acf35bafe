import { Client, escapeIdentifier } from "pg";
import { type Journal, JournalUnavailable } from "../../ports/journal.ts";
import type { Log } from "../../ports/log.ts";
import type { Vault } from "../../ports/vault.ts";
import { Connections } from "./connections.ts";
import { connectCode, JournalRefused } from "./failure.ts";
import { GroupCommit } from "./group-commit.ts";
import { type Pools, postgresJournal } from "./journal.ts";
import { BY_INDEX, CALL_LIMIT_MS, connectionSetUp, MIGRATION_LIMIT_MS, SCAN_LIMIT_MS } from "./limits.ts";
import { migrate } from "./migrate.ts";
import { type Roles, rolesOf } from "./roles.ts";
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
  const { login, database } = await withClient("DATABASE_URL", url, whereAmI);
  const roles = rolesOf(database);
  await withClient(ownerUrl === undefined ? "DATABASE_URL" : "DATABASE_OWNER_URL", ownerUrl ?? url, async (client) => {
    if ((await whereAmI(client)).database !== database) {
      throw new JournalRefused("DATABASE_URL and DATABASE_OWNER_URL name two databases: make them the same.");
    }
    await migrate(client, roles, login);
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
  const open = (name: string, size: number, setUp: string) => new Connections({ url, name, size, setUp, log });
  return {
    appends: new GroupCommit(open("appends", 1, short)),
    serving: open("serving", 4, short),
    scans: open("scans", 2, connectionSetUp(servingId, SCAN_LIMIT_MS)),
    backstage: open("backstage", 2, connectionSetUp(readerId, SCAN_LIMIT_MS) + BY_INDEX),
  };
}

async function whereAmI(client: Client): Promise<{ login: string; database: string }> {
  const { rows } = await client.query<{ login: string; database: string }>(
    "SELECT session_user AS login, current_database() AS database",
  );
  return rows[0] ?? { login: "", database: "" };
}

/** @param setting what to name in a complaint: the address itself may hold a password */
async function withClient<Result>(
  setting: string,
  url: string,
  work: (client: Client) => Promise<Result>,
): Promise<Result> {
  const client = new Client({
    connectionString: url,
    connectionTimeoutMillis: 5_000,
    query_timeout: MIGRATION_LIMIT_MS + 5_000,
    fallback_application_name: "baton",
  });
  // It is told by the query that fails; without a listener the event would end the process.
  client.on("error", () => undefined);
  try {
    await client.connect();
  } catch (error) {
    throw new JournalUnavailable(
      `The database of ${setting} cannot be reached (${connectCode(error)}): start it, or correct the setting.`,
    );
  }
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
