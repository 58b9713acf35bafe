import { escapeIdentifier } from "pg";
import { isDenied, JournalRefused } from "./failure.ts";
import type { Session } from "./session.ts";

/**
 * Under which roles the connections work, whatever user they came as: the superuser of a small installation sees no
 * more than the user of a careful one. Roles belong to the whole server, so they are named after the database.
 */
export interface Roles {
  /** Serves requests: one tenant's rows, and nothing that was written is taken back. */
  serving: string;
  /** Reads what belongs to all tenants: the audit, timers, the outlet. Deletes expired receipts, and writes nothing. */
  reader: string;
}

/** PostgreSQL cuts longer names off, and a role that is named otherwise than the policies expect sees nothing. */
const MAX_NAME_BYTES = 63;

/** @throws JournalRefused when the database's name leaves no room for those of the roles */
export function rolesOf(database: string): Roles {
  const roles = { serving: `${database}_serving`, reader: `${database}_reader` };
  if (Buffer.byteLength(roles.serving) > MAX_NAME_BYTES) {
    throw new JournalRefused("The name of the database of DATABASE_URL is too long: 55 bytes are the most.");
  }
  return roles;
}

const SERVING_GRANTS = [
  "SELECT, INSERT, UPDATE ON baton.streams",
  "SELECT, INSERT, UPDATE (personal, salt) ON baton.events",
  "SELECT, INSERT, DELETE ON baton.texts",
  "SELECT, INSERT, DELETE ON baton.receipts",
  "SELECT, INSERT, UPDATE, DELETE ON baton.vault",
  "SELECT, UPDATE ON SEQUENCE baton.positions",
  "SELECT, UPDATE ON baton.probe",
  "SELECT ON baton.migrations",
];

// Expired receipts of all tenants go at once, and there is no list of tenants to go through.
const READER_GRANTS = [
  "SELECT ON baton.streams",
  "SELECT ON baton.events",
  "SELECT, DELETE ON baton.receipts",
  "SELECT ON baton.migrations",
];

/** Gives the tables to the roles. Repeating it changes nothing. Needs to own the schema. */
export async function grantTables(session: Session, { serving, reader }: Roles): Promise<void> {
  const [servingId, readerId] = [escapeIdentifier(serving), escapeIdentifier(reader)];
  await session.execute(
    [
      `GRANT USAGE ON SCHEMA baton TO ${servingId}, ${readerId}`,
      ...SERVING_GRANTS.map((grant) => `GRANT ${grant} TO ${servingId}`),
      ...READER_GRANTS.map((grant) => `GRANT ${grant} TO ${readerId}`),
    ].join("; "),
  );
}

/**
 * Makes the roles that are missing and lets the login work under them. Called within a transaction.
 *
 * @throws JournalRefused with the SQL to run when this user may not
 */
export async function ensureRoles(session: Session, { serving, reader }: Roles, login: string): Promise<void> {
  const missing: string[] = [];
  for (const role of [serving, reader]) {
    const [row] = await session.rows<[member: boolean]>(MEMBERSHIP, [role, login]);
    if (row === undefined) missing.push(`CREATE ROLE ${escapeIdentifier(role)} NOLOGIN`);
    if (!row?.[0]) missing.push(`GRANT ${escapeIdentifier(role)} TO ${escapeIdentifier(login)}`);
  }
  if (missing.length === 0) return;
  const sql = missing.join("; ");
  try {
    await session.execute(sql);
  } catch (error) {
    if (!isDenied(error)) throw error;
    throw new JournalRefused(
      `The user of DATABASE_OWNER_URL (or of DATABASE_URL, where that is the only one) may not make Baton's roles: let an administrator of the database run: ${sql};`,
    );
  }
}

/** From PostgreSQL 16 on, a member may take on a role only when that was granted too: 'SET'. */
const MEMBERSHIP = {
  text: `SELECT pg_has_role($2::name, oid, CASE WHEN current_setting('server_version_num')::int < 160000
           THEN 'MEMBER' ELSE 'SET' END)
         FROM pg_catalog.pg_roles WHERE rolname = $1`,
};
