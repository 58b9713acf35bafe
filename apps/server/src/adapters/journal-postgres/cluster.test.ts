import { describe, expect, test, vi } from "vitest";
import { postgresUrl } from "../../../../../e2e/support/needs.ts";
import { GENESIS_HASH, type Journal, JournalUnavailable } from "../../ports/journal.ts";
import {
  event,
  everything,
  put,
  receiptOf,
  type Store,
  says,
  session,
  writeAt,
} from "../../testing/journal.fixtures.ts";
import { ownNow } from "../../testing/own-time.ts";
import {
  connectionTo,
  postgresStoreOn,
  type TestDatabase,
  testDatabase,
  waitingForLocks,
} from "../../testing/postgres.fixtures.ts";
import { appendGroup } from "./append.ts";
import { isTooLate } from "./failure.ts";
import { encodeAppend } from "./rows.ts";
import { Session } from "./session.ts";

const server = postgresUrl();
const GENESIS = { seq: 0, hash: GENESIS_HASH };
/** The 2 seconds of the specification, and what a busy machine may add. */
const LIMIT_MS = 3_000;

const twoStores = async (url: string) => [await postgresStoreOn(url), await postgresStoreOn(url)] as const;

async function within<Result>(work: Promise<Result>): Promise<PromiseSettledResult<Result>> {
  const startedAt = ownNow();
  const [result] = await Promise.allSettled([work]);
  expect(ownNow() - startedAt).toBeLessThan(LIMIT_MS);
  return result;
}

describe.skipIf(server === undefined)("several stores on one database (needs PostgreSQL)", () => {
  test("[J2] of 50 appends on one number, from two stores, exactly one wins, round after round", async () => {
    await using database = await testDatabase(server ?? "");
    const [left, right] = await twoStores(database.url);
    await using _left = left;
    await using _right = right;
    for (let round = 0; round < 10; round++) {
      const { head } = await left.journal.load(session("a"));
      const results = await Promise.all(
        Array.from({ length: 50 }, (_, index) =>
          (index % 2 === 0 ? left : right).journal.append([writeAt(session("a"), head, [event()])]),
        ),
      );
      expect(results.filter(({ ok }) => ok)).toHaveLength(1);
      expect(results.filter((result) => !result.ok && "moved" in result)).toHaveLength(49);
    }
    expect((await right.journal.load(session("a"))).head.seq).toBe(10);
  });

  test("[J18] of many with one key, from two stores, exactly one is accepted and the others get its receipt", async () => {
    await using database = await testDatabase(server ?? "");
    const [left, right] = await twoStores(database.url);
    await using _left = left;
    await using _right = right;
    for (let round = 0; round < 5; round++) {
      const receipt = receiptOf(session("s"));
      const results = await Promise.all(
        Array.from({ length: 30 }, (_, index) =>
          (index % 2 === 0 ? left : right).journal.append(
            [writeAt(session(`s${round}_${index}`), GENESIS, [event()])],
            { ...receipt, fromSeq: index },
          ),
        ),
      );
      const winner = results.findIndex(({ ok }) => ok);
      expect(results.filter(({ ok }) => ok)).toHaveLength(1);
      for (const [index, result] of results.entries()) {
        if (index !== winner) expect(result).toEqual({ ok: false, repeated: { ...receipt, fromSeq: winner } });
      }
    }
    expect(await everything(left)).toHaveLength(5);
  });

  test("[J8] a reader that follows while two stores write misses nothing and sees nothing twice", async () => {
    await using database = await testDatabase(server ?? "");
    const [left, right] = await twoStores(database.url);
    await using _left = left;
    await using _right = right;
    await using third = await postgresStoreOn(database.url);
    let writing = true;
    const seen: string[] = [];
    const follow = async ({ readAll }: Journal) => {
      for (let after = 0, final = false; ; ) {
        const piece = await readAll(after, 7);
        for (const { stream, seq, position } of piece) {
          expect(position).toBeGreaterThan(after);
          after = position;
          seen.push(`${stream}#${seq}`);
        }
        if (final && piece.length === 0) return;
        final = !writing;
      }
    };
    const write = async (store: Store, name: string) => {
      for (let round = 0; round < 15; round++) await put(store, session(name));
    };
    const following = follow(third.journal);
    await Promise.all(Array.from({ length: 20 }, (_, index) => write(index % 2 === 0 ? left : right, `s${index}`)));
    writing = false;
    await following;
    expect(seen).toHaveLength(300);
    expect(new Set(seen).size).toBe(300);
  });

  test("[C5] while a transaction that was given a position stays open, nothing appears behind it, and nobody waits longer than told", async () => {
    await using database = await testDatabase(server ?? "");
    await using store = await postgresStoreOn(database.url);
    await put(store, session("before"));
    const from = await store.journal.position();
    for (const ending of ["COMMIT", "ROLLBACK"] as const) {
      await using held = await holdAppend(database, ending);
      const result = await within(put(store, session(`behind ${ending}`)));
      expect(result.status === "rejected" && result.reason).toBeInstanceOf(JournalUnavailable);
      const readPast = await store.journal.position();
      const growth = await store.journal.grown(from, 99);
      await held.end();
      await put(store, session(`after ${ending}`));
      const names = (await store.journal.readAll(from, 99)).map(({ stream }) => stream);
      const grown = (await store.journal.grown(growth.position, 99)).heads.map(({ stream }) => stream);
      const later = (await store.journal.readAll(readPast, 99)).map(({ stream }) => stream);
      const expected = [...(ending === "COMMIT" ? [session(`held ${ending}`)] : []), session(`after ${ending}`)];
      expect(names.slice(-expected.length)).toEqual(expected);
      expect(later).toEqual(expected);
      expect(grown.sort()).toEqual([...expected].sort());
    }
  });

  test("[C6] groups over the same streams in any order never wait for each other in a circle", async () => {
    await using database = await testDatabase(server ?? "");
    const [left, right] = await twoStores(database.url);
    await using _left = left;
    await using _right = right;
    const LOCK = "hashtextextended('default/session/middle', 0)";
    await using other = await connectionTo(database.url);
    await other.client.query(`SELECT pg_advisory_lock(${LOCK})`);
    const names = ["one", "middle", "two"];
    const results = [[left, names] as const, [right, names.toReversed()] as const].map(([store, order]) =>
      store.journal.append(order.map((name) => writeAt(session(name), GENESIS, [event()]))),
    );
    // In the order they were given in, each would hold one end now, and wait for the middle and then for the other end.
    await vi.waitFor(async () => expect(await waitingForLocks(database)).toBe(2), 10_000);
    await other.client.query(`SELECT pg_advisory_unlock(${LOCK})`);
    expect((await Promise.all(results)).filter(({ ok }) => ok)).toHaveLength(1);
    expect(await everything(left)).toHaveLength(3);
  });

  test("[J1] one append may write streams of two tenants, and all of it is there or nothing", async () => {
    await using database = await testDatabase(server ?? "");
    await using store = await postgresStoreOn(database.url);
    const mine = writeAt(session("a"), GENESIS, [says("mine")]);
    const theirs = writeAt("other/session/a", GENESIS, [says("theirs")]);
    await put(store, "third/session/taken");
    expect(await store.journal.append([mine, theirs, writeAt("third/session/taken", GENESIS, [event()])])).toEqual({
      ok: false,
      moved: "third/session/taken",
    });
    expect(await everything(store)).toHaveLength(1);
    expect(await store.journal.append([mine, theirs], receiptOf("third/session/receipt"))).toMatchObject({ ok: true });
    expect((await everything(store)).map(({ stream }) => stream)).toEqual([
      "third/session/taken",
      session("a"),
      "other/session/a",
    ]);
    const [loaded, foreign] = await Promise.all([
      store.journal.load(session("a")),
      store.journal.load("other/session/a"),
    ]);
    expect([loaded.head.seq, foreign.head.seq]).toEqual([1, 1]);
  });

  test("[J10] names and keys come back unit for unit, and none that a client makes up is an error", async () => {
    await using database = await testDatabase(server ?? "");
    await using store = await postgresStoreOn(database.url);
    const { journal } = store;
    const names = ["NUL \u0000", "lone \ud800", "lone \ud801", 'quote " and \\', "\\u0000", "你好 👋", "\u007f \u2028"];
    for (const [index, name] of names.entries()) {
      const stream = session(name);
      expect(await journal.load(stream)).toEqual({ head: GENESIS, state: null });
      const row = { status: name, agentId: name, deadlineAt: 1, updatedAt: index };
      const receipt = receiptOf(stream, { key: name });
      await journal.append([writeAt(stream, GENESIS, [says(name)], row)], receipt);
      expect(await journal.append([], receipt)).toEqual({ ok: false, repeated: receipt });
      expect(await journal.append([writeAt(stream, GENESIS, [event()])])).toEqual({ ok: false, moved: stream });
      expect((await journal.load(stream)).head.seq).toBe(1);
      expect(await journal.receipt("default", name, 0)).toEqual(receipt);
      const found = await journal.find({ ...EVERY_SESSION, agentId: name, statuses: [name] });
      expect(found.streams).toMatchObject([{ stream, status: name, agentId: name }]);
    }
    const streams = names.map(session).sort();
    expect((await everything(store)).map(({ stream }) => stream)).toEqual(names.map(session));
    expect((await journal.due(1, 99)).map(({ stream }) => stream).sort()).toEqual(streams);
    expect((await journal.grown(0, 99)).heads.map(({ stream }) => stream).sort()).toEqual(streams);
    const walked = [];
    for (let after = ""; ; ) {
      const [next] = await journal.streams(after, 1);
      if (next === undefined) break;
      walked.push(next.stream);
      after = next.stream;
    }
    expect(walked.sort()).toEqual(streams);
  });

  test("[J4] an append that the engine cannot hold is undone alone, the others of its group are there", async () => {
    await using database = await testDatabase(server ?? "");
    await using store = await postgresStoreOn(database.url);
    const broken = writeAt(session("b"), GENESIS, [event({ id: "NUL \u0000" })]);
    const results = await Promise.allSettled([
      store.journal.append([writeAt(session("a"), GENESIS, [event()])]),
      store.journal.append([writeAt(session("x"), GENESIS, [event()]), broken], receiptOf(session("x"), { key: "k" })),
      store.journal.append([writeAt(session("c"), GENESIS, [event()])]),
    ]);
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    const reason: unknown = results[1]?.status === "rejected" && results[1].reason;
    expect(reason).not.toBeInstanceOf(JournalUnavailable);
    expect(String(reason)).toMatch(/SQLSTATE 22/);
    expect(String(reason)).not.toContain("NUL");
    expect((await everything(store)).map(({ stream }) => stream)).toEqual([session("a"), session("c")]);
    expect(await store.journal.receipt("default", "k", 0)).toBeNull();
  });

  test("[C4] a statement that comes later than its caller waited is refused by the database", async () => {
    await using database = await testDatabase(server ?? "");
    await using store = await postgresStoreOn(database.url);
    await store.vault.put({ kind: "k", key: "k", value: { n: 1 }, expiresAt: null }, 0);
    await using serving = await servingConnection(database);
    const late = performance.now() - 1;
    const append = encodeAppend([writeAt(session("a"), GENESIS, [event()])], undefined);
    await expect(appendGroup(serving.session, [append], late, false)).rejects.toSatisfy(isTooLate);
    await expect(serving.session.inTime(late, (notAfter) => deleteAt(serving.session, notAfter))).rejects.toSatisfy(
      isTooLate,
    );
    expect(await everything(store)).toEqual([]);
    expect(await store.vault.get("k", "k")).not.toBeNull();
  });

  test("[C4] a clock that was set makes no statement late: it is read again", async () => {
    await using database = await testDatabase(server ?? "");
    await using store = await postgresStoreOn(database.url);
    await using serving = await servingConnection(database);
    const append = encodeAppend([writeAt(session("a"), GENESIS, [event()])], undefined);
    const now = performance.now();
    const clock = vi.spyOn(performance, "now").mockReturnValue(now + 30_000);
    await serving.session.inTime(now + 31_000, async () => undefined);
    clock.mockRestore();
    expect(await appendGroup(serving.session, [append], performance.now() + 2_000, false)).toMatchObject({
      results: [null],
    });
    expect(await everything(store)).toHaveLength(1);
  });

  test("[J29] a search through every word holds back neither appends nor the readings that callers wait for", async () => {
    await using database = await testDatabase(server ?? "");
    await using store = await postgresStoreOn(database.url);
    await store.journal.find({ ...EVERY_SESSION, keyword: "opens the connection" });
    // What a scan of a large table does to others, without a large table: it has its connection until it is let go.
    await using other = await connectionTo(database.url);
    await other.client.query("BEGIN; LOCK TABLE baton.texts IN ACCESS EXCLUSIVE MODE");
    let searched = 0;
    const searches = Array.from({ length: 9 }, () =>
      store.journal.find({ ...EVERY_SESSION, keyword: "eleven" }).finally(() => searched++),
    );
    await vi.waitFor(async () => expect(await waitingForLocks(database)).toBeGreaterThan(0), 10_000);
    await store.journal.append([writeAt(session("a"), GENESIS, [event()])]);
    expect(await store.journal.read(session("a"), { limit: 1 })).toHaveLength(1);
    expect(searched).toBe(0);
    await other.client.query("COMMIT");
    await Promise.all(searches);
  });
});

const EVERY_SESSION = { tenant: "default", kind: "session", order: "key", offset: 0, limit: 9 } as const;

async function servingConnection(database: TestDatabase): Promise<AsyncDisposable & { session: Session }> {
  const connection = await connectionTo(database.url);
  await connection.client.query(`SET ROLE "${database.name}_serving"`);
  return { session: new Session(connection.client), [Symbol.asyncDispose]: connection[Symbol.asyncDispose] };
}

const deleteAt = (serving: Session, notAfter: number): Promise<number> =>
  serving.run({ text: "DELETE FROM baton.vault WHERE kind = 'k' AND key = 'k' AND baton.in_time($1)" }, [notAfter]);

/** Another connection that has appended to the stream `held …` and does not end its transaction until it is told. */
async function holdAppend(
  database: TestDatabase,
  ending: "COMMIT" | "ROLLBACK",
): Promise<AsyncDisposable & { end(): Promise<void> }> {
  const { session: serving, [Symbol.asyncDispose]: dispose } = await servingConnection(database);
  await serving.execute("BEGIN");
  const append = encodeAppend([writeAt(session(`held ${ending}`), GENESIS, [event()])], undefined);
  const { results } = await appendGroup(serving, [append], performance.now() + 10_000, false);
  expect(results).toEqual([null]);
  return { end: () => serving.execute(ending), [Symbol.asyncDispose]: dispose };
}
