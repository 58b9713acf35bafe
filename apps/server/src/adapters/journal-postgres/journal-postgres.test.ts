import { afterAll, beforeAll, describe } from "vitest";
import { postgresUrl } from "../../../../../e2e/support/needs.ts";
import { journalContract } from "../../testing/journal.contract.ts";
import type { StoreFactory } from "../../testing/journal.fixtures.ts";
import { SILENT_LOG, type TestDatabase, testDatabase } from "../../testing/postgres.fixtures.ts";
import { vaultContract } from "../../testing/vault.contract.ts";
import { openPostgresStore } from "./open.ts";

const server = postgresUrl();

describe.skipIf(server === undefined)("the journal (needs PostgreSQL)", () => {
  let database: TestDatabase | undefined;
  beforeAll(async () => {
    database = await testDatabase(server ?? "");
  });
  afterAll(() => database?.[Symbol.asyncDispose]());

  /** Making and dropping a database for each test would take longer than all the tests. */
  const factory: StoreFactory = {
    async open() {
      const store = await openPostgresStore({ url: database?.url ?? "", log: SILENT_LOG });
      await database?.run(
        "TRUNCATE baton.streams, baton.events, baton.texts, baton.receipts, baton.vault; SELECT setval('baton.positions', 0)",
      );
      return store;
    },
    dispose: ({ journal }) => journal.close(),
  };
  journalContract("in PostgreSQL", factory);
  vaultContract("in PostgreSQL", factory);
});
