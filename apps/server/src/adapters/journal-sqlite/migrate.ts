import { readdirSync, readFileSync } from "node:fs";
import type { DatabaseSync } from "node:sqlite";
import { retryWhileBusy } from "./connection.ts";
import { JournalRefused } from "./failure.ts";
import { Statements } from "./sql.ts";

const FOLDER = new URL("./migrations/", import.meta.url);

/**
 * Brings the file to this code's schema. The version is read under the write lock: of two processes that start at
 * once the second finds the work done.
 *
 * @throws JournalRefused for a file of newer code, or of another program
 */
export function migrate(db: DatabaseSync): void {
  const files = readdirSync(FOLDER)
    .filter((name) => /^\d{4}-.+\.sql$/.test(name))
    .sort();
  assertOurs(db, files.length);
  // Kept in the file, so that every later connection has it; the file of another program was refused before.
  retryWhileBusy(() => db.exec("PRAGMA journal_mode = WAL"));
  retryWhileBusy(() => db.exec("BEGIN IMMEDIATE"));
  try {
    const version = assertOurs(db, files.length);
    for (const [index, name] of files.entries()) {
      if (index >= version) db.exec(readFileSync(new URL(name, FOLDER), "utf8"));
    }
    db.exec(`PRAGMA user_version = ${files.length}`);
    db.exec("COMMIT");
  } catch (error) {
    if (db.isTransaction) db.exec("ROLLBACK");
    throw error;
  }
}

/** @returns the file's schema version; 0 for a new file */
function assertOurs(db: DatabaseSync, known: number): number {
  // One statement, one snapshot: read apart, another process's first migration could fall between the two.
  const look = "SELECT user_version, (SELECT count(*) FROM sqlite_schema) FROM pragma_user_version";
  const [version, tables] = retryWhileBusy(() => new Statements(db).get<[number, number]>(look)) ?? [0, 0];
  if (version > known) {
    throw new JournalRefused(
      `The journal's file was written by a newer Baton (schema ${version}, this one knows ${known}): start that version, or restore the backup made before the upgrade.`,
    );
  }
  if (version === 0 && tables > 0) {
    throw new JournalRefused("The journal's file is a database of another program: point the data folder elsewhere.");
  }
  return version;
}
