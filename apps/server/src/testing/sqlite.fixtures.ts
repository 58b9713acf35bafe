import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LaneLog } from "../adapters/journal-sqlite/lane.ts";
import { openSqliteStore } from "../adapters/journal-sqlite/open.ts";
import type { Store } from "./journal.fixtures.ts";

/** A folder under the system's temporary one, gone when the scope ends. */
export async function temporaryFolder(): Promise<AsyncDisposable & { path: string; file: string }> {
  const path = await mkdtemp(join(tmpdir(), "baton-journal-"));
  return {
    path,
    file: join(path, "baton.sqlite"),
    [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }),
  };
}

/** A store on a file, closed when the scope ends. */
export async function storeOn(file: string, log?: LaneLog): Promise<AsyncDisposable & Store> {
  const store = await openSqliteStore({ path: file, ...(log && { log }) });
  return { ...store, [Symbol.asyncDispose]: () => store.journal.close() };
}
