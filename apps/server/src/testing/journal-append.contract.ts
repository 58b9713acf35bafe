import { describe, expect, test } from "vitest";
import { type AppendResult, GENESIS_HASH, JournalUnavailable } from "../ports/journal.ts";
import {
  EVERYTHING,
  event,
  everything,
  put,
  receiptOf,
  type Store,
  says,
  session,
  stateOf,
  summary,
  writeAt,
} from "./journal.fixtures.ts";

const GENESIS = { seq: 0, hash: GENESIS_HASH };
const accepted = (results: readonly AppendResult[]) => results.filter((result) => result.ok);

export function appendContract(store: () => Store): void {
  describe("append", () => {
    test("[J1] an event comes back as it was given, with its stream and a position", async () => {
      const write = writeAt(session("a"), GENESIS, [
        event({ data: { n: -1.5, list: [null, true, { deep: "x" }] }, personal: { content: "你好 👋", tags: ["a"] } }),
        event({ data: { __proto__x: 1 } }),
      ]);
      const result = await store().journal.append([write]);
      const events = await store().journal.read(session("a"), EVERYTHING);
      expect(result).toEqual({ ok: true, positions: [events.map(({ position }) => position)] });
      expect(events.map(({ stream, position: _, ...rest }) => ({ stream, ...rest }))).toEqual(
        write.events.map((chained) => ({ stream: session("a"), ...chained })),
      );
    });

    test("[J1] writes to several streams are all there, with one array of positions a write", async () => {
      const { journal } = store();
      const result = await journal.append([
        writeAt(session("a"), GENESIS, [event(), event()], { state: { n: 1 } }),
        writeAt("default/account/b", GENESIS, [event()], { state: { n: 2 } }),
      ]);
      expect(result.ok && result.positions.map((positions) => positions.length)).toEqual([2, 1]);
      expect(await stateOf(store(), session("a"))).toEqual({ n: 1 });
      expect(await stateOf(store(), "default/account/b")).toEqual({ n: 2 });
    });

    test("[J1] one stream that moved refuses the whole append and is named", async () => {
      const { journal } = store();
      await put(store(), session("b"));
      const result = await journal.append(
        [writeAt(session("a"), GENESIS, [event()]), writeAt(session("b"), GENESIS, [event()])],
        receiptOf(session("a"), { key: "refused" }),
      );
      expect(result).toEqual({ ok: false, moved: session("b") });
      expect(await journal.load(session("a"))).toEqual({ head: GENESIS, state: null });
      expect(await everything(store())).toHaveLength(1);
      expect(await journal.receipt("default", "refused", 0)).toBeNull();
    });

    test("[J2] a stream is refused behind, at and ahead of a wrong number, and accepted at the right one", async () => {
      const { journal } = store();
      await put(store(), session("a"), [event(), event()]);
      const { head } = await journal.load(session("a"));
      for (const seq of [0, 1, 3]) {
        expect(await journal.append([writeAt(session("a"), { ...head, seq }, [event()])])).toEqual({
          ok: false,
          moved: session("a"),
        });
      }
      expect(await journal.append([writeAt(session("a"), head, [event()])])).toMatchObject({ ok: true });
    });

    test("[J3] numbers are dense from 1 and load returns the last event's number and hash", async () => {
      const { journal } = store();
      for (let round = 0; round < 3; round++) await put(store(), session("a"), [event(), event()]);
      const events = await journal.read(session("a"), EVERYTHING);
      expect(events.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6]);
      expect((await journal.load(session("a"))).head).toEqual({ seq: 6, hash: events.at(-1)?.hash });
    });

    test("[J3] events that do not continue the stream are the caller's mistake, and nothing is written", async () => {
      const { journal } = store();
      const write = writeAt(session("a"), GENESIS, [event(), event()]);
      const second = write.events.slice(1);
      await expect(journal.append([{ ...write, events: second }])).rejects.toThrow(TypeError);
      await expect(journal.append([write, write])).rejects.toThrow(TypeError);
      await expect(journal.append([{ ...write, expectedSeq: -1 }])).rejects.toThrow(TypeError);
      for (const stream of ["a/b", "a/b/c/d", "//c"]) {
        await expect(journal.append([{ ...write, stream: stream as `${string}/${string}/${string}` }])).rejects.toThrow(
          TypeError,
        );
      }
      expect(await everything(store())).toEqual([]);
    });

    test("[J3] times are whole milliseconds and a priority is a number, or nothing is written", async () => {
      const { journal } = store();
      const rows = [
        { updatedAt: 1.5 },
        { deadlineAt: Number.NaN },
        { waitingSince: 2 ** 60 },
        { priority: Number.NaN },
      ];
      for (const row of rows) {
        await expect(journal.append([writeAt(session("a"), GENESIS, [event()], row)])).rejects.toThrow(TypeError);
      }
      await expect(journal.append([writeAt(session("a"), GENESIS, [event({ time: 0.1 })])])).rejects.toThrow(TypeError);
      expect(await everything(store())).toEqual([]);
    });

    test("[J2] of many appends on one number exactly one wins, round after round", async () => {
      const { journal } = store();
      for (let round = 0; round < 10; round++) {
        const { head } = await journal.load(session("a"));
        const results = await Promise.all(
          Array.from({ length: 50 }, () => journal.append([writeAt(session("a"), head, [event()])])),
        );
        expect(accepted(results)).toHaveLength(1);
        expect(results.filter((result) => !result.ok && "moved" in result)).toHaveLength(49);
      }
      expect((await journal.load(session("a"))).head.seq).toBe(10);
    });

    test("[J1] crossing appends over two streams never leave one half", async () => {
      const { journal } = store();
      const [left, right] = [session("left"), session("right")];
      for (let round = 0; round < 10; round++) {
        const heads = await Promise.all([journal.load(left), journal.load(right)]);
        const both = (first: 0 | 1) => {
          const writes = [writeAt(left, heads[0].head, [event()]), writeAt(right, heads[1].head, [event()])];
          return journal.append(first === 0 ? writes : writes.reverse());
        };
        expect(accepted(await Promise.all([both(0), both(1), both(0), both(1)]))).toHaveLength(1);
      }
      expect((await journal.load(left)).head.seq).toBe(10);
      expect((await journal.load(right)).head.seq).toBe(10);
    });

    test("[J4] a refused append does not take the others of its group with it", async () => {
      const { journal } = store();
      await put(store(), session("taken"));
      const results = await Promise.all([
        journal.append([writeAt(session("a"), GENESIS, [event()])]),
        journal.append([writeAt(session("b"), GENESIS, [event()]), writeAt(session("taken"), GENESIS, [event()])]),
        journal.append([writeAt(session("c"), GENESIS, [event()])]),
      ]);
      expect(results.map(({ ok }) => ok)).toEqual([true, false, true]);
      expect(await stateOf(store(), session("b"))).toBeNull();
      expect(await everything(store())).toHaveLength(3);
    });

    test("[J4] a broken append does not take the others of its group with it", async () => {
      const { journal } = store();
      const broken = writeAt(session("b"), GENESIS, [event()]);
      const results = await Promise.allSettled([
        journal.append([writeAt(session("a"), GENESIS, [event()])]),
        journal.append([
          writeAt(session("x"), GENESIS, [event()]),
          { ...broken, events: [...broken.events, ...broken.events] },
        ]),
        journal.append([writeAt(session("c"), GENESIS, [event()])]),
      ]);
      expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
      expect((await everything(store())).map(({ stream }) => stream)).toEqual([session("a"), session("c")]);
    });

    test("[J4] appends that arrive together follow one another on one stream", async () => {
      const { journal } = store();
      let head = GENESIS;
      const writes = Array.from({ length: 100 }, (_, index) => {
        const write = writeAt(session("a"), head, [says(`${index}`)]);
        head = { seq: index + 1, hash: write.events[0]?.hash ?? "" };
        return write;
      });
      const results = await Promise.all(writes.map((write) => journal.append([write])));
      expect(accepted(results)).toHaveLength(100);
      expect((await journal.load(session("a"))).head).toEqual(head);
    });

    test("[J5] what was acknowledged is what every later reading sees", async () => {
      const { journal } = store();
      for (let seq = 1; seq <= 20; seq++) {
        await put(store(), session("a"), [event()], { state: { seq }, status: `s${seq}`, deadlineAt: seq });
        const [loaded, events, all, found, due] = await Promise.all([
          journal.load(session("a")),
          journal.read(session("a"), { limit: 1, newestFirst: true }),
          everything(store()),
          journal.find({ tenant: "default", kind: "session", order: "key", offset: 0, limit: 9 }),
          journal.due(seq, 9),
        ]);
        expect(loaded).toMatchObject({ head: { seq }, state: { seq } });
        expect(events[0]?.seq).toBe(seq);
        expect(all).toHaveLength(seq);
        expect(found.streams[0]).toMatchObject({ status: `s${seq}`, head: { seq }, state: { seq } });
        expect(due).toEqual([{ stream: session("a"), deadlineAt: seq }]);
      }
    });

    test("[J1] an append of nothing is accepted and changes nothing", async () => {
      const { journal } = store();
      await put(store(), session("a"), [event()], { state: { kept: true } });
      const { head } = await journal.load(session("a"));
      expect(await journal.append([])).toEqual({ ok: true, positions: [] });
      const empty = { stream: session("a"), expectedSeq: 1, events: [], summary: summary({ state: { kept: false } }) };
      expect(await journal.append([empty])).toEqual({ ok: true, positions: [[]] });
      expect(await journal.append([{ ...empty, expectedSeq: 0 }])).toEqual({ ok: false, moved: session("a") });
      expect(await journal.load(session("a"))).toEqual({ head, state: { kept: true } });
      expect(await journal.append([{ ...empty, stream: session("b"), expectedSeq: 0 }])).toMatchObject({ ok: true });
      expect(await journal.load(session("b"))).toEqual({ head: GENESIS, state: null });
    });

    test("[J1] a value that JSON cannot hold refuses the append and leaves nothing of it", async () => {
      const { journal } = store();
      const state = { n: 1n } as unknown as { n: number };
      await expect(
        journal.append([
          writeAt(session("a"), GENESIS, [event()]),
          writeAt(session("b"), GENESIS, [event()], { state }),
        ]),
      ).rejects.toThrow(TypeError);
      expect(await everything(store())).toEqual([]);
    });

    test("[J1] the caller's objects and the store's are apart", async () => {
      const { journal } = store();
      const state = { list: [1] };
      const write = writeAt(session("a"), GENESIS, [event({ data: { list: [1] } })], { state });
      const pending = journal.append([write]);
      state.list.push(2);
      await pending;
      const loaded = await journal.load(session("a"));
      if (Array.isArray(loaded.state?.list)) loaded.state.list.push(3);
      expect(await stateOf(store(), session("a"))).toEqual({ list: [1] });
    });

    test("[J30] after close every call says that the store is unavailable", async () => {
      const { journal, vault } = store();
      await journal.close();
      await expect(journal.append([])).rejects.toThrow(JournalUnavailable);
      await expect(journal.load(session("a"))).rejects.toThrow(JournalUnavailable);
      await expect(journal.probe()).rejects.toThrow(JournalUnavailable);
      await expect(vault.get("k", "k")).rejects.toThrow(JournalUnavailable);
      await journal.close();
    });

    test("[J6] probe passes while the store can write", async () => {
      await expect(store().journal.probe()).resolves.toBeUndefined();
    });
  });
}
