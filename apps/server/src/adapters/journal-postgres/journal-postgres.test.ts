import { describe } from "vitest";
import { journalContract } from "../../testing/journal.contract.ts";
import type { Store, StoreFactory } from "../../testing/journal.fixtures.ts";
import { postgresUrl, SILENT_LOG, type TestDatabase, testDatabase } from "../../testing/postgres.fixtures.ts";
import { vaultContract } from "../../testing/vault.contract.ts";
import { openPostgresStore } from "./open.ts";

const server = postgresUrl();

describe.skipIf(server === undefined)("in PostgreSQL (needs PostgreSQL)", () => {
  const databases = new WeakMap<Store, TestDatabase>();
  const factory: StoreFactory = {
    async open() {
      const database = await testDatabase(server ?? "");
      const store = await openPostgresStore({ url: database.url, log: SILENT_LOG });
      databases.set(store, database);
      return store;
    },
    async dispose(store) {
      await store.journal.close();
      await databases.get(store)?.[Symbol.asyncDispose]();
    },
  };
  journalContract("in PostgreSQL", factory);
  vaultContract("in PostgreSQL", factory);
});
