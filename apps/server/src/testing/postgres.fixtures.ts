import { randomBytes } from "node:crypto";
import { Client, escapeIdentifier } from "pg";
import { openPostgresStore } from "../adapters/journal-postgres/open.ts";
import type { Log } from "../ports/log.ts";
import type { Store } from "./journal.fixtures.ts";

const PREFIX = "baton_test_";
const ABANDONED_AFTER_MS = 3_600_000;

export const SILENT_LOG: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

export interface TestDatabase extends AsyncDisposable {
  name: string;
  url: string;
  /** Runs statements as the superuser of the tests. */
  run(sql: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
  /** The same database for another user. */
  urlFor(user: string, password: string): string;
}

/**
 * An empty database of its own, gone with its roles when the scope ends.
 *
 * @param server a superuser's address of any database of the server
 * @param template another database, of which this one is to be a copy
 */
export async function testDatabase(server: string, encoding = "UTF8", template = "template0"): Promise<TestDatabase> {
  const name = `${PREFIX}${Date.now()}_${randomBytes(4).toString("hex")}`;
  await asAdministrator(server, async (client) => {
    await dropAbandoned(client);
    // Another encoding may not go with the server's locale; with C it does.
    const locale = encoding === "UTF8" ? "" : "LOCALE 'C'";
    await client.query(
      `CREATE DATABASE ${escapeIdentifier(name)} TEMPLATE ${escapeIdentifier(template)} ENCODING '${encoding}' ${locale}`,
    );
  });
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    name,
    url: url.href,
    run: (sql, values) => asAdministrator(url.href, async (client) => (await client.query(sql, values)).rows),
    urlFor(user, password) {
      const other = new URL(url);
      other.username = user;
      other.password = password;
      return other.href;
    },
    [Symbol.asyncDispose]: () => asAdministrator(server, (client) => drop(client, name)),
  };
}

/** A store on a database, closed when the scope ends. */
export async function postgresStoreOn(url: string, log: Log = SILENT_LOG): Promise<AsyncDisposable & Store> {
  const store = await openPostgresStore({ url, log });
  return { ...store, [Symbol.asyncDispose]: () => store.journal.close() };
}

/** One more connection, beside those of a store; closed when the scope ends. */
export async function connectionTo(url: string): Promise<AsyncDisposable & { client: Client }> {
  const client = new Client({ connectionString: url });
  // A server that a test kills says so to this connection too.
  client.on("error", () => undefined);
  await client.connect();
  return { client, [Symbol.asyncDispose]: () => client.end() };
}

/** How many statements of the database wait for a lock now. */
export async function waitingForLocks(database: TestDatabase): Promise<number> {
  const [row] = await database.run(
    `SELECT count(*)::int AS waiting FROM pg_locks JOIN pg_database d ON d.oid = database
     WHERE datname = current_database() AND NOT granted`,
  );
  return Number(row?.["waiting"]);
}

async function asAdministrator<Result>(url: string, work: (client: Client) => Promise<Result>): Promise<Result> {
  await using connection = await connectionTo(url);
  return await work(connection.client);
}

async function drop(client: Client, name: string): Promise<void> {
  await client.query(`DROP DATABASE IF EXISTS ${escapeIdentifier(name)} WITH (FORCE)`);
  // A login role that a test made is named after its database too.
  const { rows } = await client.query<{ role: string }>(
    "SELECT rolname AS role FROM pg_roles WHERE starts_with(rolname, $1)",
    [`${name}_`],
  );
  for (const { role } of rows) await client.query(`DROP ROLE IF EXISTS ${escapeIdentifier(role)}`);
}

/** What a run left behind that was ended before it could clean up: databases, or roles whose database is gone already. */
async function dropAbandoned(client: Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT DISTINCT substring(name FROM '^${PREFIX}[0-9]+_[0-9a-f]+') AS name
     FROM (SELECT datname AS name FROM pg_database UNION SELECT rolname FROM pg_roles) names
     WHERE name ~ '^${PREFIX}[0-9]+_[0-9a-f]+'`,
  );
  for (const { name } of rows) {
    const madeAt = Number(name.slice(PREFIX.length).split("_")[0]);
    // Another test file may be at it too: then it is gone, or will be next time.
    if (Date.now() - madeAt > ABANDONED_AFTER_MS) await drop(client, name).catch(() => undefined);
  }
}
