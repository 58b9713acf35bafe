import { mkdir, open } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { type Journal, JournalUnavailable } from "../../ports/journal.ts";
import type { Vault } from "../../ports/vault.ts";
import { type Lanes, sqliteJournal } from "./journal.ts";
import { Lane, type LaneLog } from "./lane.ts";
import { sqliteVault } from "./vault.ts";

export interface SqliteStoreOptions {
  /** The database's file; it and its folder are made when missing, readable by this user only. */
  path: string;
  log?: LaneLog;
}

/**
 * @throws JournalRefused when the file is a newer Baton's or another program's
 * @throws JournalUnavailable when it cannot be opened
 */
export async function openSqliteStore({ path, log }: SqliteStoreOptions): Promise<{ journal: Journal; vault: Vault }> {
  const file = resolve(path);
  await makeFile(file);
  const lanes: Lanes = {
    write: new Lane({ path: file, role: "write" }, log),
    read: new Lane({ path: file, role: "read" }, log),
    scan: new Lane({ path: file, role: "read" }, log),
  };
  // The scanning thread starts when something is scanned for the first time.
  const [writer, reader] = await Promise.allSettled([lanes.write.open(), lanes.read.open()]);
  const failed = writer.status === "rejected" ? writer : reader;
  if (failed.status === "rejected") {
    await Promise.all([lanes.write.close(), lanes.read.close()]);
    throw failed.reason;
  }
  return { journal: sqliteJournal(lanes), vault: sqliteVault(lanes) };
}

/**
 * SQLite would make it readable by everyone; its log and index take over the mode that it has. A file that is there is
 * not touched: closing it here would take away the locks that another connection of this process has on it.
 */
async function makeFile(file: string): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await (await open(file, "wx", 0o600)).close();
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    if (code !== "EEXIST") throw new JournalUnavailable(`The journal's file cannot be opened (${code}).`);
  }
}
