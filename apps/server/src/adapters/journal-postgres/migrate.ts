import { readdir, readFile } from "node:fs/promises";
import { type Client, escapeIdentifier } from "pg";
import { isDenied, JournalRefused } from "./failure.ts";
import { MIGRATION_LIMIT_MS } from "./limits.ts";
import { ensureRoles, grantTables, type Roles } from "./roles.ts";

const FOLDER = new URL("./migrations/", import.meta.url);

/** Any two numbers, as long as they stay: every instance must take the same lock. */
const MIGRATION_LOCK = [1_650_553_967, 1];

/**
 * Brings the database to this code's schema and makes its roles, all in one transaction and under one lock: of several
 * instances that start at once the others find the work done.
 *
 * @param login the user that the serving connections come as
 * @throws JournalRefused for a schema of newer code or another program, or when the user may not do what is to be done
 */
export async function migrate(client: Client, roles: Roles, login: string): Promise<void> {
  await client.query(`SET lock_timeout = ${MIGRATION_LIMIT_MS}; SET client_min_messages = error; SET search_path = ''`);
  await client.query("BEGIN");
  try {
    await client.query("SELECT pg_advisory_xact_lock($1, $2)", MIGRATION_LOCK);
    await ensureRoles(client, roles, login);
    await bringUpToDate(client);
    if (await ownsSchema(client)) await grantTables(client, roles);
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  }
}

async function bringUpToDate(client: Client): Promise<void> {
  const files = (await readdir(FOLDER)).filter((name) => /^\d{4}-.+\.sql$/.test(name)).sort();
  const version = await versionOf(client);
  if (version > files.length) {
    throw new JournalRefused(
      `The database of DATABASE_URL was written by a newer Baton (schema ${version}, this one knows ${files.length}): start that version, or restore the backup made before the upgrade.`,
    );
  }
  if (version === files.length) return;
  if (version === 0) await makeSchema(client);
  else if (!(await ownsSchema(client))) {
    throw new JournalRefused(
      "The database of DATABASE_URL is of an older Baton, and its user does not own the tables: set DATABASE_OWNER_URL to the user that does.",
    );
  }
  for (const [index, name] of files.entries()) {
    if (index < version) continue;
    await client.query(await readFile(new URL(name, FOLDER), "utf8"));
    await client.query("INSERT INTO baton.migrations (version, name) VALUES ($1, $2)", [index + 1, name]);
  }
}

/** @returns 0 for a database without our schema */
async function versionOf(client: Client): Promise<number> {
  const { rows } = await client.query<{ schema: boolean; migrations: boolean }>(
    `SELECT count(*) > 0 AS schema, coalesce(bool_or(EXISTS (SELECT FROM pg_class c
       WHERE c.relnamespace = n.oid AND c.relname = 'migrations')), false) AS migrations
     FROM pg_namespace n WHERE nspname = 'baton'`,
  );
  if (!rows[0]?.schema) return 0;
  if (!rows[0].migrations) {
    throw new JournalRefused(
      "The schema baton in the database of DATABASE_URL is another program's: name another database.",
    );
  }
  const { rows: versions } = await client.query<{ version: number }>(
    "SELECT coalesce(max(version), 0) AS version FROM baton.migrations",
  );
  return versions[0]?.version ?? 0;
}

async function makeSchema(client: Client): Promise<void> {
  const { rows } = await client.query<{ encoding: string; database: string; owner: string }>(
    "SELECT current_setting('server_encoding') AS encoding, current_database() AS database, current_user AS owner",
  );
  const { encoding, database, owner } = rows[0] ?? { encoding: "", database: "", owner: "" };
  if (encoding !== "UTF8") {
    throw new JournalRefused(
      `The database of DATABASE_URL has the encoding ${encoding}, which cannot hold every text: make one with ENCODING 'UTF8'.`,
    );
  }
  try {
    await client.query(
      `CREATE SCHEMA baton; CREATE TABLE baton.migrations (
         version integer PRIMARY KEY, name text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`,
    );
  } catch (error) {
    if (!isDenied(error)) throw error;
    const sql = `GRANT CREATE ON DATABASE ${escapeIdentifier(database)} TO ${escapeIdentifier(owner)};`;
    throw new JournalRefused(
      `The user of DATABASE_OWNER_URL (or of DATABASE_URL, where that is the only one) may not make tables: let an administrator of the database run: ${sql}`,
    );
  }
}

async function ownsSchema(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ owns: boolean }>(
    "SELECT pg_has_role(nspowner, 'USAGE') AS owns FROM pg_namespace WHERE nspname = 'baton'",
  );
  return rows[0]?.owns ?? false;
}
