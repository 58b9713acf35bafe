import { randomBytes } from "node:crypto";
import { Client, escapeIdentifier } from "pg";
import { openPostgresStore } from "../adapters/journal-postgres/open.ts";
import type { Log } from "../ports/log.ts";
import type { Store } from "./journal.fixtures.ts";

/** Any database of a server in which the tests may make others. */
export const postgresUrl = (): string | undefined => process.env["BATON_TEST_POSTGRES_URL"] || undefined;

const PREFIX = "baton_test_";
const ABANDONED_AFTER_MS = 3_600_000;

export const SILENT_LOG: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

export interface TestDatabase extends AsyncDisposable {
  name: string;
  url: string;
  /** Runs statements as the superuser of the tests. */
  run(sql: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
}

/** An empty database of its own, gone with its roles when the scope ends. */
export async function testDatabase(server: string): Promise<TestDatabase> {
  const name = `${PREFIX}${Date.now()}_${randomBytes(4).toString("hex")}`;
  await asAdministrator(server, async (client) => {
    await dropAbandoned(client);
    await client.query(`CREATE DATABASE ${escapeIdentifier(name)} TEMPLATE template0 ENCODING 'UTF8'`);
  });
  const url = urlOf(server, name);
  return {
    name,
    url,
    run: (sql, values) => asAdministrator(url, async (client) => (await client.query(sql, values)).rows),
    [Symbol.asyncDispose]: () => asAdministrator(server, (client) => drop(client, name)),
  };
}

/** The same server and user, another database. */
export function urlOf(server: string, database: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
}

/** A store on a database, closed when the scope ends. */
export async function postgresStoreOn(url: string, log: Log = SILENT_LOG): Promise<AsyncDisposable & Store> {
  const store = await openPostgresStore({ url, log });
  return { ...store, [Symbol.asyncDispose]: () => store.journal.close() };
}

async function asAdministrator<Result>(url: string, work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function drop(client: Client, name: string): Promise<void> {
  await client.query(`DROP DATABASE IF EXISTS ${escapeIdentifier(name)} WITH (FORCE)`);
  for (const role of [`${name}_serving`, `${name}_reader`]) {
    await client.query(`DROP ROLE IF EXISTS ${escapeIdentifier(role)}`);
  }
}

/** What a run left behind that was ended before it could clean up. */
async function dropAbandoned(client: Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    "SELECT datname AS name FROM pg_database WHERE datname LIKE $1",
    [`${PREFIX}%`],
  );
  for (const { name } of rows) {
    const madeAt = Number(name.slice(PREFIX.length).split("_")[0]);
    if (Date.now() - madeAt > ABANDONED_AFTER_MS) await drop(client, name);
  }
}
