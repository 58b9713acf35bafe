import { readdir, stat } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { put, session } from "../../testing/journal.fixtures.ts";
import { storeOn, temporaryFolder } from "../../testing/sqlite.fixtures.ts";
import { openConnection, type Role } from "./connection.ts";
import { migrate } from "./migrate.ts";
import { Statements } from "./sql.ts";

describe("the connections to SQLite", () => {
  test.each<[Role, number]>([
    ["write", 0],
    ["read", 1],
  ])(
    "[J5] the one to %s waits for the disk, overwrites what is deleted, checks references",
    async (role, queryOnly) => {
      await using folder = await temporaryFolder();
      const writer = openConnection(folder.file, "write");
      migrate(writer);
      const db = openConnection(folder.file, role);
      const pragma = (name: string) => new Statements(db).get(`PRAGMA ${name}`)?.[0];
      const FULL = 2;
      const IN_MEMORY = 2;
      expect({
        journal: pragma("journal_mode"),
        synchronous: pragma("synchronous"),
        secureDelete: pragma("secure_delete"),
        foreignKeys: pragma("foreign_keys"),
        busyTimeoutMs: pragma("busy_timeout"),
        tempStore: pragma("temp_store"),
        queryOnly: pragma("query_only"),
      }).toEqual({
        journal: "wal",
        synchronous: FULL,
        secureDelete: 1,
        foreignKeys: 1,
        busyTimeoutMs: 100,
        tempStore: IN_MEMORY,
        queryOnly,
      });
      db.close();
      writer.close();
    },
  );

  test("[J27] the files are for their owner only, and closing leaves one", async () => {
    await using folder = await temporaryFolder();
    {
      await using store = await storeOn(folder.file);
      await put(store, session("a"));
      for (const name of await readdir(folder.path)) {
        expect(`${name} ${((await stat(`${folder.path}/${name}`)).mode & 0o777).toString(8)}`).toBe(`${name} 600`);
      }
      expect(await readdir(folder.path)).toHaveLength(3);
    }
    expect(await readdir(folder.path)).toEqual(["baton.sqlite"]);
  });
});
