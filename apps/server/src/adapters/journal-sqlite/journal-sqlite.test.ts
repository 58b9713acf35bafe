import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { journalContract } from "../../testing/journal.contract.ts";
import type { Store, StoreFactory } from "../../testing/journal.fixtures.ts";
import { vaultContract } from "../../testing/vault.contract.ts";
import { openSqliteStore } from "./open.ts";

const folders = new WeakMap<Store, string>();

const factory: StoreFactory = {
  async open() {
    const folder = await mkdtemp(join(tmpdir(), "baton-journal-"));
    const store = await openSqliteStore({ path: join(folder, "data", "baton.sqlite") });
    folders.set(store, folder);
    return store;
  },
  async dispose(store) {
    await store.journal.close();
    const folder = folders.get(store);
    if (folder !== undefined && dirname(folder) === tmpdir()) await rm(folder, { recursive: true });
  },
};

journalContract("in SQLite", factory);
vaultContract("in SQLite", factory);
