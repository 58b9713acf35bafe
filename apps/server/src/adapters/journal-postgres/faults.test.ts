import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { postgresPrograms } from "../../../../../e2e/support/needs.ts";
import { verifyJournal } from "../../application/journal/verify.ts";
import { GENESIS_HASH, JournalUnavailable } from "../../ports/journal.ts";
import { put, receiptOf, type Store, says, session, writeAt } from "../../testing/journal.fixtures.ts";
import { ownNow } from "../../testing/own-time.ts";
import { postgresStoreOn, SILENT_LOG, type TestDatabase, testDatabase } from "../../testing/postgres.fixtures.ts";
import { type PostgresProcess, startPostgres } from "../../testing/services/postgres-process.ts";
import { openPostgresStore } from "./open.ts";

const programs = postgresPrograms();
const GENESIS = { seq: 0, hash: GENESIS_HASH };
/** The 2 seconds of the specification, and what a busy machine may add. */
const LIMIT_MS = 3_000;
/** Only the system's administrator may mount; a small file system is the one real full disk a test can have. */
const mayMount = process.getuid?.() === 0 && spawnSync("unshare", ["-m", "true"]).status === 0;

const appendTo = ({ journal }: Store, name: string) =>
  journal.append([writeAt(session(name), GENESIS, [says(name)])], receiptOf(session(name), { key: name }));

async function expectUnavailable(calls: readonly Promise<unknown>[]): Promise<void> {
  const startedAt = ownNow();
  for (const result of await Promise.allSettled(calls)) {
    expect(result.status === "rejected" && result.reason).toBeInstanceOf(JournalUnavailable);
  }
  expect(ownNow() - startedAt).toBeLessThan(LIMIT_MS);
}

const recovered = (store: Store): Promise<void> => vi.waitFor(() => store.journal.probe(), 10_000);

describe.skipIf(programs === undefined)("a PostgreSQL that dies and freezes (needs PostgreSQL's programs)", () => {
  let server: PostgresProcess;
  let database: TestDatabase;
  let root: string;
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), "baton-postgres-"));
    server = await startPostgres({ folder: join(root, "server"), programs });
  }, 60_000);
  afterAll(async () => {
    await server.stop();
    await rm(root, { recursive: true });
  });
  beforeEach(async () => {
    database = await testDatabase(server.url);
  });

  test("[C4] what was answered 503 while the server was frozen does not happen when it thaws", async () => {
    await using store = await postgresStoreOn(database.url);
    await put(store, session("before"));
    await store.vault.put({ kind: "k", key: "old", value: {}, expiresAt: null }, 0);
    const workers = await database.run(
      "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
    );
    await server.freeze();
    await expectUnavailable([
      ...Array.from({ length: 5 }, (_, index) => appendTo(store, `s${index}`)),
      ...["k1", "k2"].map((key) => store.vault.put({ kind: "k", key, value: {}, expiresAt: null }, 0)),
      store.vault.put({ kind: "k", key: "old", value: { changed: true }, expiresAt: null }, 1),
      store.vault.delete("k", "old"),
      store.journal.load(session("before")),
      store.journal.find({ tenant: "default", kind: "session", order: "key", offset: 0, limit: 1 }),
      store.journal.grown(0, 1),
    ]);
    // The first group was on its way, these waited behind it.
    await expectUnavailable([appendTo(store, "later"), store.journal.probe()]);
    await server.thaw();
    // Those that were given statements have looked at them when they end, which they do because nobody listens.
    await vi.waitFor(async () => {
      const [row] = await database.run("SELECT count(*)::int AS left FROM pg_stat_activity WHERE pid = ANY($1)", [
        workers.map(({ pid }) => pid),
      ]);
      expect(row).toEqual({ left: 0 });
    }, 10_000);
    await recovered(store);
    expect((await store.journal.readAll(0, 99)).map(({ stream }) => stream)).toEqual([session("before")]);
    expect(await store.journal.receipt("default", "s0", 0)).toBeNull();
    expect(await store.vault.get("k", "k1")).toBeNull();
    expect(await store.vault.get("k", "old")).toEqual({ value: {}, version: 1, expiresAt: null });
    expect(await appendTo(store, "s0")).toMatchObject({ ok: true });
  });

  test("[C3] frozen: a store still closes, and one that opens says so", async () => {
    const store = await openPostgresStore({ url: database.url, log: SILENT_LOG });
    await Promise.all([put(store, session("a")), store.journal.readAll(0, 9)]);
    await server.freeze();
    try {
      await expect(openPostgresStore({ url: database.url, log: SILENT_LOG })).rejects.toThrow(
        /^The database of DATABASE_URL cannot be reached/,
      );
      const pending = expectUnavailable([put(store, session("b"))]);
      await store.journal.close();
      await pending;
    } finally {
      await server.thaw();
    }
  });

  test("[C3] killed: calls fail, and work again without a restart of this process", async () => {
    await using store = await postgresStoreOn(database.url);
    await put(store, session("a"));
    for (let round = 1; round <= 2; round++) {
      const pending = Promise.allSettled([
        put(store, session("a")),
        store.journal.load(session("a")),
        store.journal.probe(),
      ]);
      await server.stopImmediate();
      for (const result of await pending) {
        if (result.status === "rejected") expect(result.reason).toBeInstanceOf(JournalUnavailable);
      }
      await expectUnavailable([
        put(store, session("a")),
        store.journal.probe(),
        store.journal.due(0, 1),
        store.vault.get("k", "k"),
        store.journal.find({ tenant: "default", kind: "session", keyword: "x", order: "key", offset: 0, limit: 1 }),
      ]);
      await server.start();
      await recovered(store);
      const { head } = await store.journal.load(session("a"));
      expect(await put(store, session("a"))).toMatchObject({ ok: true });
      expect((await store.journal.load(session("a"))).head.seq).toBe(head.seq + 1);
    }
    expect((await verifyJournal(store.journal)).findings).toEqual([]);
  });

  test("[J5] [C4] killed under load: what was acknowledged is there, and a retry tells what became of the rest", async () => {
    await using store = await postgresStoreOn(database.url);
    const acknowledged: string[] = [];
    const open: string[] = [];
    let running = true;
    const write = async (writer: number) => {
      for (let round = 0; running; round++) {
        const name = `w${writer}_${round}`;
        await appendTo(store, name).then(
          () => acknowledged.push(name),
          (error: unknown) => {
            expect(error).toBeInstanceOf(JournalUnavailable);
            open.push(name);
            running = false;
          },
        );
      }
    };
    const writing = Promise.all(Array.from({ length: 20 }, (_, writer) => write(writer)));
    await vi.waitFor(() => expect(acknowledged.length).toBeGreaterThan(200), 10_000);
    await server.kill();
    await writing;
    await server.start();
    await recovered(store);
    const stored = new Set((await store.journal.readAll(0, 100_000)).map(({ stream }) => stream.split("/")[2]));
    expect(acknowledged.filter((name) => !stored.has(name))).toEqual([]);
    expect(open.length).toBeGreaterThan(0);
    for (const name of open) {
      const result = await appendTo(store, name);
      expect(result.ok).toBe(!stored.has(name));
      if (!result.ok) expect(result).toEqual({ ok: false, repeated: receiptOf(session(name), { key: name }) });
    }
    const { streams, events, findings } = await verifyJournal(store.journal);
    expect({ streams, events, findings }).toEqual({
      streams: acknowledged.length + open.length,
      events: acknowledged.length + open.length,
      findings: [],
    });
  });

  test.skipIf(!mayMount)("[J26] a full disk refuses each append as a whole and recovers with the disk", async () => {
    await using store = await postgresStoreOn(database.url);
    await put(store, session("a"));
    const space = join(root, "server", "space");
    await mkdir(space);
    const { uid, gid } = statSync(join(root, "server"));
    const options = `size=8m,uid=${uid},gid=${gid},mode=700`;
    expect(spawnSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", space]).status).toBe(0);
    try {
      await database.run(`CREATE TABLESPACE small LOCATION '${space}'`);
      await database.run("ALTER TABLE baton.events SET TABLESPACE small");
      const ballast = join(space, "ballast");
      await writeFile(ballast, Buffer.alloc(6 << 20));
      const results: PromiseSettledResult<unknown>[] = [];
      // So few at once that none is refused because it waited behind the others for too long.
      for (let first = 0; first < 200; first += 20) {
        const names = Array.from({ length: 20 }, (_, index) => `s${first + index}`);
        const puts = names.map((name) => put(store, session(name), [says(incompressible(8_000))]));
        results.push(...(await Promise.allSettled(puts)));
      }
      const refused = results.flatMap((result) => (result.status === "rejected" ? [result.reason] : []));
      expect(refused.length).toBeGreaterThan(0);
      for (const reason of refused) expect(String(reason)).toMatch(/JournalUnavailable: Nothing was written: .*53100/);
      const { streams, findings } = await verifyJournal(store.journal);
      expect({ streams, findings }).toEqual({ streams: 1 + results.length - refused.length, findings: [] });
      await rm(ballast);
      expect(await put(store, session("a"))).toMatchObject({ ok: true });
      await database.run("ALTER TABLE baton.events SET TABLESPACE pg_default");
      await database.run("DROP TABLESPACE small");
    } finally {
      // Lazily: where the server still has files there, because the test has failed, that is what is to be said.
      expect(spawnSync("umount", ["--lazy", space]).status).toBe(0);
    }
  });
});

const incompressible = (length: number): string =>
  Array.from({ length }, () => String.fromCharCode(0x4e00 + Math.floor(Math.random() * 20_000))).join("");
