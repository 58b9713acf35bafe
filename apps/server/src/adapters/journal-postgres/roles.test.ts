import type { Client } from "pg";
import { describe, expect, test } from "vitest";
import { postgresUrl } from "../../../../../e2e/support/needs.ts";
import { everything, put, receiptOf, type Store, says, session, summary } from "../../testing/journal.fixtures.ts";
import {
  connectionTo,
  postgresStoreOn,
  SILENT_LOG,
  type TestDatabase,
  testDatabase,
} from "../../testing/postgres.fixtures.ts";
import { JournalRefused } from "./failure.ts";
import { openPostgresStore } from "./open.ts";
import { rolesOf } from "./roles.ts";

const server = postgresUrl();

/** Two tenants with a stream, an event, a text and a receipt each. */
async function fill(store: Store): Promise<void> {
  for (const tenant of ["default", "other"]) {
    const stream = `${tenant}/session/s` as const;
    await put(store, stream, [says(`words of ${tenant}`)]);
    const empty = { stream, expectedSeq: 1, events: [], summary: summary() };
    await store.journal.append([empty], receiptOf(stream, { key: `key of ${tenant}`, expiresAt: 1000 }));
  }
}

async function actAs(client: Client, role: string, tenant: string | null): Promise<void> {
  await client.query(`SET ROLE "${role}"`);
  await client.query(tenant === null ? "RESET baton.tenant" : `SET baton.tenant = '${tenant}'`);
}

const TABLES = ["streams", "events", "texts", "receipts"] as const;

/** The tenants of the rows that a table shows when nothing is filtered. */
async function shown(client: Client, table: string): Promise<unknown[]> {
  return (await client.query(`SELECT tenant FROM baton.${table} ORDER BY 1`)).rows.map(({ tenant }) => tenant);
}

const DENIED = /permission denied/;

describe.skipIf(server === undefined)("roles and row-level security (needs PostgreSQL)", () => {
  test("[C7] without any filter the serving role sees and changes one tenant's rows, and none without a tenant", async () => {
    await using database = await testDatabase(server ?? "");
    await using store = await postgresStoreOn(database.url);
    await fill(store);
    await using other = await connectionTo(database.url);
    const { client } = other;
    const serving = `${database.name}_serving`;

    for (const tenant of [null, "nobody"]) {
      await actAs(client, serving, tenant);
      for (const table of TABLES) expect(await shown(client, table)).toEqual([]);
      for (const change of [
        "UPDATE baton.streams SET status = 'x'",
        "UPDATE baton.events SET salt = 'x'",
        "DELETE FROM baton.texts",
        "DELETE FROM baton.receipts",
      ]) {
        expect((await client.query(change)).rowCount).toBe(0);
      }
    }

    await actAs(client, serving, "default");
    for (const table of TABLES) expect(await shown(client, table)).toEqual(["default"]);
    await client.query("UPDATE baton.streams SET status = 'changed'");
    await client.query("UPDATE baton.events SET personal = NULL");
    await client.query("DELETE FROM baton.texts");
    await client.query("DELETE FROM baton.receipts");
    const left = await database.run(
      `SELECT (SELECT json_agg(status ORDER BY tenant) FROM baton.streams) AS statuses,
              (SELECT json_agg(personal IS NULL ORDER BY tenant) FROM baton.events) AS erased,
              (SELECT json_agg(tenant) FROM baton.texts) AS texts, (SELECT json_agg(tenant) FROM baton.receipts) AS receipts`,
    );
    expect(left).toEqual([
      { statuses: ["changed", "bot_active"], erased: [true, false], texts: ["other"], receipts: ["other"] },
    ]);
  });

  test("[C7] the serving role writes no row of another tenant, and takes back nothing that was written", async () => {
    await using database = await testDatabase(server ?? "");
    await using store = await postgresStoreOn(database.url);
    await fill(store);
    await using other = await connectionTo(database.url);
    const { client } = other;
    await actAs(client, `${database.name}_serving`, "default");
    await expect(client.query("UPDATE baton.streams SET tenant = 'other'")).rejects.toThrow("row-level security");
    for (const insertion of [
      "baton.texts (position, tenant, stream, folded) VALUES (9, 'other', 's', 'x')",
      "baton.receipts VALUES ('other', 'k', 'r', 's', 0, 0, 0)",
      `baton.events (position, tenant, stream, seq, id, type, time, data, hash)
         SELECT 9, 'other', stream, 9, id, type, time, data, hash FROM baton.events`,
    ]) {
      await expect(client.query(`INSERT INTO ${insertion}`), insertion).rejects.toThrow("row-level security");
    }
    for (const change of [
      "DELETE FROM baton.streams",
      "DELETE FROM baton.events",
      "UPDATE baton.events SET data = '{}'",
      "UPDATE baton.events SET position = position + 1",
      "UPDATE baton.receipts SET to_seq = 9",
      "TRUNCATE baton.texts",
      "DROP TABLE baton.texts",
      "ALTER TABLE baton.streams DISABLE ROW LEVEL SECURITY",
      "CREATE TABLE baton.mine (x int)",
    ]) {
      await expect(client.query(change), change).rejects.toThrow(/permission denied|must be owner/);
    }
  });

  test("[C7] the reader sees every tenant's rows, deletes receipts, and writes and unlocks nothing", async () => {
    await using database = await testDatabase(server ?? "");
    await using store = await postgresStoreOn(database.url);
    await fill(store);
    await store.vault.put({ kind: "k", key: "k", value: {}, expiresAt: null }, 0);
    await using other = await connectionTo(database.url);
    const { client } = other;
    await actAs(client, `${database.name}_reader`, null);
    for (const table of ["streams", "events", "receipts"]) {
      expect(await shown(client, table)).toEqual(["default", "other"]);
    }
    for (const change of [
      "SELECT * FROM baton.vault",
      "SELECT * FROM baton.texts",
      "UPDATE baton.streams SET status = 'x'",
      "DELETE FROM baton.streams",
      "DELETE FROM baton.events",
      "UPDATE baton.events SET personal = NULL",
      "UPDATE baton.receipts SET to_seq = 9",
      "INSERT INTO baton.receipts VALUES ('other', 'k', 'r', 's', 0, 0, 0)",
      "SELECT setval('baton.positions', 0)",
      "UPDATE baton.probe SET turn = 0",
    ]) {
      await expect(client.query(change), change).rejects.toThrow(DENIED);
    }
    expect((await client.query("DELETE FROM baton.receipts WHERE key = 'key of other'")).rowCount).toBe(1);
  });

  test("[C7] both roles own nothing, bypass nothing and cannot sign in", async () => {
    await using database = await testDatabase(server ?? "");
    await using _store = await postgresStoreOn(database.url);
    const roles = [`${database.name}_reader`, `${database.name}_serving`];
    expect(
      await database.run(
        `SELECT rolname, rolsuper, rolbypassrls, rolcanlogin, rolcreaterole, rolcreatedb,
           (SELECT count(*)::int FROM pg_class WHERE relowner = r.oid) AS owned,
           (SELECT count(*)::int FROM pg_auth_members WHERE member = r.oid) AS memberships
         FROM pg_roles r WHERE rolname = ANY($1) ORDER BY rolname`,
        [roles],
      ),
    ).toEqual(
      roles.map((rolname) => ({
        rolname,
        rolsuper: false,
        rolbypassrls: false,
        rolcanlogin: false,
        rolcreaterole: false,
        rolcreatedb: false,
        owned: 0,
        memberships: 0,
      })),
    );
  });

  test("[C7] a store works under the two roles, even when its only user is a superuser", async () => {
    await using database = await testDatabase(server ?? "");
    await using store = await postgresStoreOn(database.url);
    const { journal, vault } = store;
    await fill(store);
    const uses: Record<string, () => Promise<unknown>> = {
      "INSERT ON baton.events FROM serving": () => put(store, session("new")),
      "SELECT ON baton.streams FROM serving": () => journal.load(session("s")),
      "SELECT ON baton.texts FROM serving": () =>
        journal.find({ tenant: "default", kind: "session", order: "key", keyword: "x", offset: 0, limit: 1 }),
      "UPDATE (personal, salt) ON baton.events FROM serving": () => journal.erase(session("s")),
      "SELECT ON baton.vault FROM serving": () => vault.get("k", "k"),
      "INSERT ON baton.vault FROM serving": () => vault.put({ kind: "k", key: "k", value: {}, expiresAt: null }, 0),
      "UPDATE ON baton.probe FROM serving": () => journal.probe(),
      "SELECT ON baton.events FROM reader": () => journal.readAll(0, 1),
      "SELECT ON baton.streams FROM reader": () => journal.due(0, 1),
      "DELETE ON baton.receipts FROM reader": () => journal.deleteExpiredReceipts(0),
    };
    for (const [grant, use] of Object.entries(uses)) {
      const [privilege, role] = grant.split(" FROM ");
      await expect(use(), grant).resolves.not.toThrow();
      await database.run(`REVOKE ${privilege} FROM "${database.name}_${role}"`);
      await expect(use(), grant).rejects.toThrow(DENIED);
      await database.run(`GRANT ${privilege} TO "${database.name}_${role}"`);
    }
  });

  test("[C7] expired receipts of every tenant are deleted", async () => {
    await using database = await testDatabase(server ?? "");
    await using store = await postgresStoreOn(database.url);
    await fill(store);
    await store.journal.deleteExpiredReceipts(1000);
    expect(await database.run("SELECT * FROM baton.receipts")).toEqual([]);
  });

  test("[C8] a weak user serves when another one owns the tables, and later without the other", async () => {
    await using database = await testDatabase(server ?? "");
    const weak = await newUser(database, "weak");
    await expect(openPostgresStore({ url: weak, log: SILENT_LOG })).rejects.toThrow(JournalRefused);
    for (const ownerUrl of [database.url, undefined]) {
      const store = await openPostgresStore({ url: weak, ownerUrl, log: SILENT_LOG });
      await put(store, session("a"));
      await put(store, "other/session/a");
      await store.vault.put({ kind: "k", key: "k", value: {}, expiresAt: null }, 0);
      expect(await everything(store)).toHaveLength(ownerUrl === undefined ? 4 : 2);
      await store.journal.erase(session("a"));
      await store.journal.deleteExpiredReceipts(0);
      await store.journal.probe();
      await store.journal.close();
    }
    await using other = await connectionTo(weak);
    await other.client.query("SET baton.tenant = 'default'");
    expect(await shown(other.client, "events")).toEqual(["default", "default"]);
    await expect(other.client.query("DROP TABLE baton.events")).rejects.toThrow("must be owner");
    await expect(other.client.query("DELETE FROM baton.events")).rejects.toThrow(DENIED);
  });

  test("[C8] a user who may not make roles or tables is told what an administrator has to run, and then it works", async () => {
    await using database = await testDatabase(server ?? "");
    const owner = await newUser(database, "owner");
    const login = await newUser(database, "login");
    for (let step = 0; step < 2; step++) {
      const refusal: unknown = await openPostgresStore({ url: login, ownerUrl: owner, log: SILENT_LOG }).catch(
        (error: unknown) => error,
      );
      expect(refusal).toBeInstanceOf(JournalRefused);
      expect(String(refusal)).toMatch(/^JournalRefused: [^\n]+ may not make (Baton's roles|tables): [^\n]+;$/);
      expect(String(refusal)).not.toContain("hidden-word");
      await database.run(String(refusal).replace(/^.* run: /, ""));
    }
    const store = await openPostgresStore({ url: login, ownerUrl: owner, log: SILENT_LOG });
    await put(store, session("a"));
    expect(await everything(store)).toHaveLength(1);
    await store.journal.close();
  });

  test("[C8] two databases are refused, and so is a name that leaves no room for those of the roles", async () => {
    await using database = await testDatabase(server ?? "");
    await expect(openPostgresStore({ url: database.url, ownerUrl: server, log: SILENT_LOG })).rejects.toThrow(
      "name two databases",
    );
    expect(rolesOf("b".repeat(55)).serving).toHaveLength(63);
    expect(() => rolesOf("é".repeat(28))).toThrow(JournalRefused);
  });
});

/** A user who may sign in, and no more. */
async function newUser(database: TestDatabase, name: string): Promise<string> {
  const role = `${database.name}_${name}`;
  await database.run(`CREATE ROLE "${role}" LOGIN PASSWORD 'hidden-word'`);
  return database.urlFor(role, "hidden-word");
}
