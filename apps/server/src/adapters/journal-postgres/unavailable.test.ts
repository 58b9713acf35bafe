import { describe, expect, test, vi } from "vitest";
import { postgresUrl } from "../../../../../e2e/support/needs.ts";
import { verifyJournal } from "../../application/journal/verify.ts";
import { GENESIS_HASH, JournalUnavailable } from "../../ports/journal.ts";
import { put, type Store, says, session, writeAt } from "../../testing/journal.fixtures.ts";
import { ownNow } from "../../testing/own-time.ts";
import {
  connectionTo,
  postgresStoreOn,
  SILENT_LOG,
  type TestDatabase,
  testDatabase,
  waitingForLocks,
} from "../../testing/postgres.fixtures.ts";
import { freePort } from "../../testing/services/free-port.ts";
import { startTcpProxy } from "../../testing/services/tcp-proxy.ts";
import { openPostgresStore } from "./open.ts";

const server = postgresUrl();
/** The 2 seconds of the specification, and what a busy machine may add. */
const LIMIT_MS = 3_000;

/** Every call that a request waits for. */
const shortCalls = ({ journal, vault }: Store): Record<string, () => Promise<unknown>> => ({
  append: () => journal.append([]),
  load: () => journal.load(session("a")),
  read: () => journal.read(session("a"), { limit: 1 }),
  find: () => journal.find({ tenant: "default", kind: "session", order: "key", offset: 0, limit: 1 }),
  due: () => journal.due(0, 1),
  position: () => journal.position(),
  grown: () => journal.grown(0, 1),
  receipt: () => journal.receipt("default", "k", 0),
  probe: () => journal.probe(),
  get: () => vault.get("k", "k"),
  put: () => vault.put({ kind: "k", key: "k", value: {}, expiresAt: null }, 0),
  delete: () => vault.delete("k", "k"),
});

const longCalls = ({ journal, vault }: Store): Record<string, () => Promise<unknown>> => ({
  search: () => journal.find({ tenant: "default", kind: "session", keyword: "x", order: "key", offset: 0, limit: 1 }),
  readAll: () => journal.readAll(0, 1),
  streams: () => journal.streams("", 1),
  erase: () => journal.erase(session("nobody")),
  deleteExpiredReceipts: () => journal.deleteExpiredReceipts(0),
  deleteExpired: () => vault.deleteExpired(0),
});

const allCalls = (store: Store) => Object.entries({ ...shortCalls(store), ...longCalls(store) });

/** All at once and more of them than there are connections: each ends in time, and says that the store is unavailable. */
async function expectUnavailable(store: Store): Promise<void> {
  const calls = allCalls(store).flatMap(([name, call]) => Array.from({ length: 10 }, () => ({ name, call })));
  const startedAt = ownNow();
  await Promise.all(
    calls.map(async ({ name, call }) => {
      await expect(call(), name).rejects.toThrow(JournalUnavailable);
      expect(ownNow() - startedAt, name).toBeLessThan(LIMIT_MS);
    }),
  );
}

async function expectRecovered(store: Store): Promise<void> {
  const { head } = await store.journal.load(session("a"));
  for (const [name, call] of allCalls(store)) await expect(call(), name).resolves.not.toThrow();
  expect(await put(store, session("a"), [says("again")])).toMatchObject({ ok: true });
  expect((await store.journal.load(session("a"))).head.seq).toBe(head.seq + 1);
  expect((await verifyJournal(store.journal)).findings).toEqual([]);
}

/** Every connection of a store to its database, seen from the server. */
const connectionsTo = (database: TestDatabase): Promise<Record<string, unknown>[]> =>
  database.run("SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");

describe.skipIf(server === undefined)("a PostgreSQL that does not answer (needs PostgreSQL)", () => {
  test("[C3] a silent network: every call ends in time, and works again without a restart", async () => {
    await using database = await testDatabase(server ?? "");
    const proxy = await startTcpProxy(Number(new URL(server ?? "").port || 5432));
    try {
      await using store = await postgresStoreOn(proxy.through(database.url));
      await put(store, session("a"));
      for (let round = 0; round < 2; round++) {
        proxy.stall();
        await expectUnavailable(store);
        await expectUnavailable(store);
        await proxy.mend();
        await vi.waitFor(() => store.journal.probe(), 5_000);
        await expectRecovered(store);
      }
    } finally {
      await proxy.close();
    }
  }, 60_000);

  test("[C3] whoever makes several calls waits for all of them together, no longer than told", async () => {
    await using database = await testDatabase(server ?? "");
    const proxy = await startTcpProxy(Number(new URL(database.url).port || 5432));
    await using store = await postgresStoreOn(proxy.through(database.url));
    try {
      const { journal } = store;
      const patience = { leftMs: 1_800 };
      await journal.load(session("a"), patience);
      expect(patience.leftMs).toBeLessThan(1_800);
      patience.leftMs = 600;
      proxy.stall();
      const startedAt = ownNow();
      await expect(journal.load(session("a"), patience)).rejects.toThrow(JournalUnavailable);
      const calls = [
        () => journal.load(session("a"), patience),
        () => journal.receipt("default", "k", 0, patience),
        () => journal.append([], undefined, patience),
      ];
      for (const call of calls) await expect(call()).rejects.toThrow("what came before took too long");
      expect(ownNow() - startedAt).toBeLessThan(1_700);
      await proxy.mend();
      expect(await journal.append([])).toMatchObject({ ok: true });
    } finally {
      await proxy.close();
    }
  });

  test("[J4] an append whose caller has little time left does not cut the time of the others", async () => {
    await using database = await testDatabase(server ?? "");
    await using store = await postgresStoreOn(database.url);
    await using other = await connectionTo(database.url);
    await store.journal.append([]);
    await other.client.query("BEGIN");
    await other.client.query("SELECT pg_advisory_xact_lock(1650553967, 2)");
    const append = (name: string, patience?: { leftMs: number }) =>
      store.journal.append([writeAt(session(name), { seq: 0, hash: GENESIS_HASH }, [says("x")])], undefined, patience);
    const calls = [append("a"), append("b", { leftMs: 300 }), append("c"), append("d")];
    await expect(calls[1]).rejects.toThrow(JournalUnavailable);
    await other.client.query("COMMIT");
    const settled = await Promise.allSettled(calls);
    expect(settled.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled", "fulfilled"]);
  });

  test("[C3] a refused connection: every call fails at once, and works again without a restart", async () => {
    await using database = await testDatabase(server ?? "");
    const proxy = await startTcpProxy(Number(new URL(server ?? "").port || 5432));
    try {
      await using store = await postgresStoreOn(proxy.through(database.url));
      await put(store, session("a"));
      await using other = await connectionTo(database.url);
      await other.client.query("BEGIN; LOCK TABLE baton.streams IN ACCESS EXCLUSIVE MODE");
      const loads = Promise.allSettled([1, 2, 3].map(() => store.journal.load(session("a"))));
      await vi.waitFor(async () => expect(await waitingForLocks(database)).toBe(3), 10_000);
      await proxy.cut();
      for (const result of await loads) {
        expect(result.status === "rejected" && result.reason).toBeInstanceOf(JournalUnavailable);
      }
      await other.client.query("COMMIT");
      await expectUnavailable(store);
      await proxy.mend();
      await expectRecovered(store);
    } finally {
      await proxy.close();
    }
  });

  test("[C3] connections that the server ends are replaced, and no event of theirs ends the process", async () => {
    await using database = await testDatabase(server ?? "");
    const logged: object[] = [];
    await using store = await postgresStoreOn(database.url, { ...SILENT_LOG, warn: (line) => logged.push(line) });
    await put(store, session("a"));
    const open = await connectionsTo(database);
    await database.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid = ANY($1)", [
      open.map(({ pid }) => pid),
    ]);
    await vi.waitFor(() => expect(logged).toHaveLength(open.length), 10_000);
    for (const line of logged) {
      expect(line).toEqual({ event: "database_connection_lost", pool: expect.any(String), code: "57P01" });
    }
    await expectRecovered(store);
  });

  test("[C3] a lock that another connection holds on the positions is not waited for longer than told", async () => {
    await using database = await testDatabase(server ?? "");
    await using store = await postgresStoreOn(database.url);
    await put(store, session("a"));
    await using other = await connectionTo(database.url);
    await other.client.query("SELECT pg_advisory_lock(1650553967, 2)");
    const { head } = await store.journal.load(session("a"));
    const startedAt = ownNow();
    const results = await Promise.allSettled([
      store.journal.append([writeAt(session("a"), head, [says("lost")])]),
      store.journal.probe(),
    ]);
    expect(ownNow() - startedAt).toBeLessThan(LIMIT_MS);
    for (const result of results) {
      expect(result.status === "rejected" && result.reason).toBeInstanceOf(JournalUnavailable);
      expect(String(result.status === "rejected" && result.reason)).toMatch(/Nothing was written: .*55P03/);
    }
    // Readings do not wait behind it.
    expect((await store.journal.load(session("a"))).head.seq).toBe(1);
    await other.client.query("SELECT pg_advisory_unlock(1650553967, 2)");
    await expectRecovered(store);
  });

  test("[C3] a lock on a table: 503 in time, and nothing that was refused happens when it is given back", async () => {
    await using database = await testDatabase(server ?? "");
    await using store = await postgresStoreOn(database.url);
    await put(store, session("a"));
    const { head } = await store.journal.load(session("a"));
    await using other = await connectionTo(database.url);
    await other.client.query(
      "BEGIN; LOCK TABLE baton.streams, baton.events, baton.receipts, baton.vault IN ACCESS EXCLUSIVE MODE",
    );
    const { append: _append, probe: _probe, ...calls } = shortCalls(store);
    const startedAt = ownNow();
    const results = await Promise.allSettled([
      ...Object.values(calls).map((call) => call()),
      store.journal.append([writeAt(session("a"), head, [says("lost")])]),
    ]);
    expect(ownNow() - startedAt).toBeLessThan(LIMIT_MS);
    for (const result of results) {
      expect(result.status === "rejected" && result.reason).toBeInstanceOf(JournalUnavailable);
    }
    await other.client.query("COMMIT");
    expect((await store.journal.load(session("a"))).head.seq).toBe(1);
    expect(await store.vault.get("k", "k")).toBeNull();
    await expectRecovered(store);
  });

  test("[C3] a server without a free connection is unavailable, and no longer when it has one", async () => {
    await using database = await testDatabase(server ?? "");
    const role = `${database.name}_few`;
    await database.run(`CREATE ROLE "${role}" LOGIN`);
    const few = await openPostgresStore({ url: database.urlFor(role, ""), ownerUrl: database.url, log: SILENT_LOG });
    await database.run(`ALTER ROLE "${role}" CONNECTION LIMIT 1`);
    await expect(few.journal.load(session("a"))).rejects.toThrow(/^Nothing was written: .*\(53300\)\.$/);
    await expect(openPostgresStore({ url: database.urlFor(role, ""), log: SILENT_LOG })).rejects.toThrow(
      "raise max_connections",
    );
    await database.run(`ALTER ROLE "${role}" CONNECTION LIMIT -1`);
    await expectRecovered(few);
    await few.journal.close();
  });

  test("[J26] a database that became read-only refuses each append as a whole and recovers", async () => {
    await using database = await testDatabase(server ?? "");
    await using store = await postgresStoreOn(database.url);
    await put(store, session("a"));
    const restart = () =>
      database.run(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
      );
    await database.run(`ALTER DATABASE "${database.name}" SET default_transaction_read_only = on`);
    await restart();
    await vi.waitFor(() => expect(put(store, session("a"))).rejects.toThrow("25006"), 10_000);
    await expect(store.journal.probe()).rejects.toThrow(JournalUnavailable);
    expect((await store.journal.load(session("a"))).head.seq).toBe(1);
    await using other = await connectionTo(database.url);
    await other.client.query("SET default_transaction_read_only = off");
    await other.client.query(`ALTER DATABASE "${database.name}" RESET default_transaction_read_only`);
    // Nobody ends the connections this time: one that takes no writes is left, for another server may have taken over.
    await vi.waitFor(() => Promise.all([store.journal.probe(), store.vault.delete("k", "k")]), 10_000);
    await expectRecovered(store);
  });

  test("[J30] close answers what was asked before it, and leaves no connection", async () => {
    await using database = await testDatabase(server ?? "");
    const store = await openPostgresStore({ url: database.url, log: SILENT_LOG });
    const asked = Array.from({ length: 20 }, (_, index) => [
      store.journal.append([writeAt(session(`s${index}`), { seq: 0, hash: GENESIS_HASH }, [says("word")])]),
      store.journal.find({ tenant: "default", kind: "session", keyword: "x", order: "key", offset: 0, limit: 9 }),
      store.journal.readAll(0, 10),
      store.vault.get("k", "k"),
    ]);
    const closing = store.journal.close();
    for (const result of await Promise.allSettled(asked.flat())) expect(result.status).toBe("fulfilled");
    await closing;
    await store.journal.close();
    await expect(store.journal.load(session("a"))).rejects.toThrow("closed");
    await vi.waitFor(async () => expect(await connectionsTo(database)).toEqual([]), 10_000);
  });
});

describe("an address of nothing", () => {
  test("[C3] nobody there at the start: one sentence that names the setting, and neither user nor password", async () => {
    const url = `postgres://hidden-user:hidden-word@127.0.0.1:${await freePort()}/hidden-name`;
    for (const [options, setting] of [
      [{ url }, "DATABASE_URL"],
      [{ url: "postgres://hidden-user:hidden-word@[/hidden-name" }, "DATABASE_URL"],
    ] as const) {
      const refusal: unknown = await openPostgresStore({ ...options, log: SILENT_LOG }).catch(
        (error: unknown) => error,
      );
      expect(refusal).toBeInstanceOf(JournalUnavailable);
      expect(String(refusal)).toMatch(new RegExp(`^JournalUnavailable: The database of ${setting} [^.\\n]*\\.$`));
      expect(JSON.stringify(refusal) + String(refusal)).not.toContain("hidden");
    }
  });

  test.skipIf(server === undefined)(
    "[C8] nobody there for the owner: the sentence names that setting (needs PostgreSQL)",
    async () => {
      const ownerUrl = `postgres://hidden-user:hidden-word@127.0.0.1:${await freePort()}/hidden-name`;
      await using database = await testDatabase(server ?? "");
      await expect(openPostgresStore({ url: database.url, ownerUrl, log: SILENT_LOG })).rejects.toThrow(
        /DATABASE_OWNER_URL cannot be reached \(ECONNREFUSED\)/,
      );
    },
  );

  test.skipIf(server === undefined)("[C8] a database that does not exist is said so (needs PostgreSQL)", async () => {
    const url = new URL(server ?? "");
    url.pathname = "/baton_test_nowhere";
    await expect(openPostgresStore({ url: url.href, log: SILENT_LOG })).rejects.toThrow(/\(3D000\): it does not exist/);
  });
});
