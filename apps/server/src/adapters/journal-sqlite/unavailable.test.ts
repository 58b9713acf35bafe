import { spawnSync } from "node:child_process";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Worker } from "node:worker_threads";
import { describe, expect, test } from "vitest";
import { verifyJournal } from "../../application/journal/verify.ts";
import { JournalUnavailable } from "../../ports/journal.ts";
import { put, type Store, says, session } from "../../testing/journal.fixtures.ts";
import { storeOn, temporaryFolder } from "../../testing/sqlite.fixtures.ts";
import { openSqliteStore } from "./open.ts";

/** Every kind of write says that it was refused, and nothing of it was written. */
async function expectUnavailable(store: Store): Promise<void> {
  const before = await store.journal.load(session("a"));
  const results = await Promise.allSettled([
    put(store, session("a"), [says("lost")]),
    store.journal.probe(),
    store.journal.erase(session("a")),
    store.vault.put({ kind: "k", key: "k", value: {}, expiresAt: null }, 0),
  ]);
  for (const result of results) {
    expect(result.status === "rejected" && result.reason).toBeInstanceOf(JournalUnavailable);
  }
  expect(await store.journal.load(session("a"))).toEqual(before);
  expect(await store.vault.get("k", "k")).toBeNull();
}

async function expectRecovered(store: Store): Promise<void> {
  const { head } = await store.journal.load(session("a"));
  await store.journal.probe();
  expect(await put(store, session("a"))).toMatchObject({ ok: true });
  expect((await store.journal.load(session("a"))).head.seq).toBe(head.seq + 1);
  expect((await verifyJournal(store.journal)).findings).toEqual([]);
}

/** Only the system's administrator may mount; a file system of 2 MB is the one real full disk a test can have. */
const mayMount = process.getuid?.() === 0 && spawnSync("unshare", ["-m", "true"]).status === 0;

describe("a store that cannot commit", () => {
  test("[J26] a lock that another process holds is waited for", async () => {
    await using folder = await temporaryFolder();
    await using store = await storeOn(folder.file);
    const other = new DatabaseSync(folder.file);
    other.exec("BEGIN IMMEDIATE");
    const pending = put(store, session("a"));
    setTimeout(() => other.exec("COMMIT"), 400);
    expect(await pending).toMatchObject({ ok: true });
    other.close();
  });

  test("[J26] a lock that is never given back is unavailable, and the store recovers with it", async () => {
    await using folder = await temporaryFolder();
    await using store = await storeOn(folder.file);
    await put(store, session("a"));
    const other = new DatabaseSync(folder.file);
    other.exec("BEGIN IMMEDIATE");
    await expectUnavailable(store);
    other.exec("COMMIT");
    other.close();
    await expectRecovered(store);
  });

  test("[J26] a file that was moved away is not written to until it is back", async () => {
    await using folder = await temporaryFolder();
    await using store = await storeOn(folder.file);
    await put(store, session("a"));
    const away = join(folder.path, "away");
    await rename(folder.file, away);
    await expectUnavailable(store);
    await mkdir(folder.file);
    await expectUnavailable(store);
    await rm(folder.file, { recursive: true });
    await writeFile(folder.file, "a stranger's");
    await expectUnavailable(store);
    await rename(away, folder.file);
    await expectRecovered(store);
  });

  test("[J26] a log that was deleted is not written to", async () => {
    await using folder = await temporaryFolder();
    await using store = await storeOn(folder.file);
    await put(store, session("a"));
    await rm(`${folder.file}-wal`);
    await expectUnavailable(store);
  });

  test("[J26] a path that cannot be a file is said at once", async () => {
    await using folder = await temporaryFolder();
    await expect(openSqliteStore({ path: folder.path })).rejects.toThrow(JournalUnavailable);
    await writeFile(join(folder.path, "file"), "");
    await expect(openSqliteStore({ path: join(folder.path, "file", "baton.sqlite") })).rejects.toThrow(
      JournalUnavailable,
    );
  });

  test.skipIf(!mayMount)("[J26] a full disk refuses each append as a whole and recovers with the disk", async () => {
    await using folder = await temporaryFolder();
    expect(spawnSync("mount", ["-t", "tmpfs", "-o", "size=2m", "tmpfs", folder.path]).status).toBe(0);
    try {
      await using store = await storeOn(folder.file);
      await put(store, session("a"));
      const ballast = join(folder.path, "ballast");
      await writeFile(ballast, Buffer.alloc(4 << 20)).catch(() => undefined);
      const results = await Promise.allSettled(
        Array.from({ length: 200 }, (_, index) => put(store, session(`s${index}`), [says("x".repeat(8000))])),
      );
      const refused = results.flatMap((result) => (result.status === "rejected" ? [result.reason] : []));
      expect(refused.length).toBeGreaterThan(0);
      expect(refused.every((reason) => reason instanceof JournalUnavailable)).toBe(true);
      await expect(put(store, session("a"), [says("y".repeat(2 << 20))])).rejects.toThrow("disk is full");
      const { streams, findings } = await verifyJournal(store.journal);
      expect({ streams, findings }).toEqual({ streams: 1 + results.length - refused.length, findings: [] });
      await rm(ballast);
      await expectRecovered(store);
    } finally {
      expect(spawnSync("umount", [folder.path]).status).toBe(0);
    }
  });

  test("[J31] a thread that dies refuses what waits for it, and the next call starts another", async () => {
    await using folder = await temporaryFolder();
    const threads: Worker[] = [];
    const logged: unknown[] = [];
    const onWorker = (worker: Worker) => threads.push(worker);
    process.on("worker", onWorker);
    try {
      await using store = await storeOn(folder.file, { warn: (fields) => logged.push(fields) });
      await put(store, session("a"));
      expect(threads).toHaveLength(2);
      for (const thread of [...threads]) {
        const { head } = await store.journal.load(session("a"));
        const pending = [
          put(store, session("a"), [says("under way")]),
          store.journal.probe(),
          store.journal.load(session("a")),
        ];
        const dying = thread.terminate();
        for (const result of await Promise.allSettled(pending)) {
          if (result.status === "rejected") expect(result.reason).toBeInstanceOf(JournalUnavailable);
        }
        await dying;
        expect((await store.journal.load(session("a"))).head.seq - head.seq).toBeLessThanOrEqual(1);
        await expectRecovered(store);
      }
      expect(logged).toEqual(
        ["write", "read"].map((role) => ({ event: "journal_thread_lost", role, error: expect.any(String) })),
      );
    } finally {
      process.off("worker", onWorker);
    }
  });
});
