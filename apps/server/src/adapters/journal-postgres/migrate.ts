import { readdir, readFile } from "node:fs/promises";
import { escapeIdentifier } from "pg";
import { isDenied, JournalRefused } from "./failure.ts";
import { ensureRoles, grantTables, type Roles } from "./roles.ts";
import type { Session } from "./session.ts";

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
export async function migrate(session: Session, roles: Roles, login: string): Promise<void> {
  await session.execute("BEGIN");
  try {
    await session.rows({ text: "SELECT pg_advisory_xact_lock($1, $2)" }, MIGRATION_LOCK);
    await ensureRoles(session, roles, login);
    await bringUpToDate(session);
    if (await ownsSchema(session)) await grantTables(session, roles);
    await session.execute("COMMIT");
  } catch (error) {
    await session.execute("ROLLBACK");
    throw error;
  }
}

async function bringUpToDate(session: Session): Promise<void> {
  const files = (await readdir(FOLDER)).filter((name) => /^\d{4}-.+\.sql$/.test(name)).sort();
  const version = await versionOf(session);
  if (version > files.length) {
    throw new JournalRefused(
      `The database of DATABASE_URL was written by a newer Baton (schema ${version}, this one knows ${files.length}): start that version, or restore the backup made before the upgrade.`,
    );
  }
  if (version === files.length) return;
  if (version === 0) await makeSchema(session);
  else if (!(await ownsSchema(session))) {
    throw new JournalRefused(
      "The database of DATABASE_URL is of an older Baton, and its user does not own the tables: set DATABASE_OWNER_URL to the user that does.",
    );
  }
  for (const [index, name] of files.entries()) {
    if (index < version) continue;
    await session.execute(await readFile(new URL(name, FOLDER), "utf8"));
    await session.run({ text: "INSERT INTO baton.migrations (version, name) VALUES ($1, $2)" }, [index + 1, name]);
  }
}

/** @returns 0 for a database without our schema */
async function versionOf(session: Session): Promise<number> {
  const [schema] = await session.rows<[ours: boolean]>({
    text: `SELECT EXISTS (SELECT FROM pg_catalog.pg_class c WHERE c.relnamespace = n.oid AND c.relname = 'migrations')
           FROM pg_catalog.pg_namespace n WHERE n.nspname = 'baton'`,
  });
  if (schema === undefined) return 0;
  if (!schema[0]) {
    throw new JournalRefused(
      "The schema baton in the database of DATABASE_URL is another program's: name another database.",
    );
  }
  const [last] = await session.rows<[number]>({ text: "SELECT coalesce(max(version), 0) FROM baton.migrations" });
  return last?.[0] ?? 0;
}

async function makeSchema(session: Session): Promise<void> {
  const [encoding = "", database = "", user = ""] =
    (
      await session.rows<[string, string, string]>({
        text: "SELECT current_setting('server_encoding'), current_database(), current_user",
      })
    )[0] ?? [];
  if (encoding !== "UTF8") {
    throw new JournalRefused(
      `The database of DATABASE_URL has the encoding ${encoding}, which cannot hold every text: make one with ENCODING 'UTF8'.`,
    );
  }
  try {
    await session.execute(
      `CREATE SCHEMA baton; CREATE TABLE baton.migrations (
         version integer PRIMARY KEY, name text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`,
    );
  } catch (error) {
    if (!isDenied(error)) throw error;
    const sql = `GRANT CREATE ON DATABASE ${escapeIdentifier(database)} TO ${escapeIdentifier(user)};`;
    throw new JournalRefused(
      `The user of DATABASE_OWNER_URL (or of DATABASE_URL, where that is the only one) may not make tables: let an administrator of the database run: ${sql}`,
    );
  }
}

async function ownsSchema(session: Session): Promise<boolean> {
  const [row] = await session.rows<[boolean]>({
    text: "SELECT pg_has_role(nspowner, 'USAGE') FROM pg_catalog.pg_namespace WHERE nspname = 'baton'",
  });
  return row?.[0] ?? false;
}
