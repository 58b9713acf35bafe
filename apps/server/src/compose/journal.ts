import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { openSqliteStore } from "../adapters/journal-sqlite/open.ts";
import type { Journal } from "../ports/journal.ts";

/** Where the journal of this data folder is kept. */
export const journalFile = (dataDir: string): string => resolve(join(dataDir, "baton.sqlite"));

export const hasJournal = (dataDir: string): boolean => existsSync(journalFile(dataDir));

/** The journal alone: for the command line, beside a running server or without one. */
export async function openJournal(dataDir: string): Promise<Journal> {
  return (await openSqliteStore({ path: journalFile(dataDir) })).journal;
}
