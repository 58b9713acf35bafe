import { describe, expect, test } from "vitest";
import { hashEvent } from "../application/journal/chain.ts";
import { GENESIS_HASH, type Growth, type StreamKey } from "../ports/journal.ts";
import {
  contents,
  EVERYTHING,
  event,
  everything,
  put,
  type Store,
  says,
  session,
  writeAt,
} from "./journal.fixtures.ts";

const GENESIS = { seq: 0, hash: GENESIS_HASH };

export function readContract(store: () => Store): void {
  describe("read", () => {
    test("[J7] an unknown stream is empty: number 0, the genesis hash, no state, no events", async () => {
      const { journal } = store();
      expect(await journal.load(session("nobody"))).toEqual({ head: GENESIS, state: null });
      expect(await journal.read(session("nobody"), EVERYTHING)).toEqual([]);
    });

    test("[J7] a range is what lies between its ends, from the old or from the new side", async () => {
      const { journal } = store();
      const types = ["a", "b", "a", "b", "a", "b"];
      await put(
        store(),
        session("s"),
        types.map((type) => event({ type })),
      );
      await put(store(), session("other"), [event()]);
      const seqs = async (range: Parameters<typeof journal.read>[1]) =>
        (await journal.read(session("s"), range)).map(({ seq }) => seq);
      expect(await seqs({ limit: 99 })).toEqual([1, 2, 3, 4, 5, 6]);
      expect(await seqs({ limit: 2 })).toEqual([1, 2]);
      expect(await seqs({ limit: 2, newestFirst: true })).toEqual([6, 5]);
      expect(await seqs({ limit: 99, afterSeq: 4 })).toEqual([5, 6]);
      expect(await seqs({ limit: 99, beforeSeq: 3 })).toEqual([1, 2]);
      expect(await seqs({ limit: 2, afterSeq: 1, beforeSeq: 6 })).toEqual([2, 3]);
      expect(await seqs({ limit: 2, afterSeq: 1, beforeSeq: 6, newestFirst: true })).toEqual([5, 4]);
      expect(await seqs({ limit: 99, types: ["b"] })).toEqual([2, 4, 6]);
      expect(await seqs({ limit: 2, types: ["a", "b"], newestFirst: true })).toEqual([6, 5]);
      expect(await seqs({ limit: 99, types: [] })).toEqual([]);
      expect(await seqs({ limit: 99, afterSeq: 6 })).toEqual([]);
      expect(await seqs({ limit: 0 })).toEqual([]);
    });

    test("[J36] readAt gives the events at the places, each once, and nothing where there is none", async () => {
      const { journal } = store();
      const foreign = "other/session/a";
      await put(store(), session("a"), [says("one"), says("two"), says("three")]);
      await put(store(), session("b"), [says("第四")]);
      await put(store(), foreign, [says("not ours")]);
      const at = async (...places: [stream: StreamKey, seq: number][]) => {
        const found = await journal.readAt(
          "default",
          places.map(([stream, seq]) => ({ stream, seq })),
        );
        return found.sort((left, right) => left.position - right.position);
      };
      const [a, b] = [session("a"), session("b")];
      expect(contents(await at([b, 1], [a, 3], [a, 1], [a, 1]))).toEqual(["one", "three", "第四"]);
      expect(await at([a, 0], [a, 4], [session("nobody"), 1], [foreign, 1])).toEqual([]);
      expect(await at()).toEqual([]);
      expect(await at([a, 2])).toEqual(await journal.read(a, { afterSeq: 1, limit: 1 }));
      expect(await at([session("\u0000'\"\ud800"), 1])).toEqual([]);
    });

    test("[J36] readAt takes thousands of places at once", async () => {
      const { journal } = store();
      for (const name of ["a", "b"])
        await put(
          store(),
          session(name),
          Array.from({ length: 100 }, () => event()),
        );
      const places = Array.from({ length: 5_000 }, (_, seq) => ({ stream: session(seq % 2 === 0 ? "a" : "b"), seq }));
      expect(await journal.readAt("default", places)).toHaveLength(100);
    });

    test("[J8] readAll gives every stream's events in one rising order, in pieces of any size", async () => {
      const { journal } = store();
      for (const name of ["a", "b", "a", "c", "a"]) await put(store(), session(name), [event(), event()]);
      const whole = await everything(store());
      expect(whole.map(({ stream, seq }) => `${stream.at(-1)}${seq}`).join(" ")).toBe("a1 a2 b1 b2 a3 a4 c1 c2 a5 a6");
      const pieces = [];
      for (let after = 0; ; ) {
        const piece = await journal.readAll(after, 3);
        const last = piece.at(-1);
        if (last === undefined) break;
        pieces.push(...piece);
        after = last.position;
      }
      expect(pieces).toEqual(whole);
      expect(await journal.readAll(whole.at(-1)?.position ?? 0, 10)).toEqual([]);
    });

    test("[J8] a reader that follows while many write misses nothing and sees nothing twice", async () => {
      const { journal } = store();
      const streams = Array.from({ length: 20 }, (_, index) => session(`s${index}`));
      let writing = true;
      const seen: string[] = [];
      const follow = async () => {
        for (let after = 0, final = false; ; ) {
          const piece = await journal.readAll(after, 7);
          for (const { stream, seq, position } of piece) {
            expect(position).toBeGreaterThan(after);
            after = position;
            seen.push(`${stream}#${seq}`);
          }
          if (final && piece.length === 0) return;
          final = !writing;
        }
      };
      const write = async (stream: (typeof streams)[number]) => {
        for (let round = 0; round < 15; round++) await put(store(), stream);
      };
      const following = follow();
      await Promise.all(streams.map(write));
      writing = false;
      await following;
      expect(seen).toHaveLength(300);
      expect(new Set(seen).size).toBe(300);
    });

    test("[J35] grown names each stream that was written to since, with its last number, in pieces of any size", async () => {
      const { journal } = store();
      expect(await journal.position()).toBe(0);
      expect(await journal.grown(0, 10)).toEqual({ heads: [], position: 0 });
      for (const name of ["a", "b", "a", "c", "a"]) await put(store(), session(name), [event(), event()]);
      const last = (await everything(store())).at(-1)?.position ?? 0;
      expect(await journal.position()).toBe(last);
      const byName = (growth: Growth) => new Map(growth.heads.map(({ stream, seq }) => [stream.at(-1), seq]));
      expect(byName(await journal.grown(0, 100))).toEqual(new Map(Object.entries({ a: 6, b: 2, c: 2 })));
      const heads = new Map<string | undefined, number>();
      let position = 0;
      for (let pieces = 0; position < last; pieces++) {
        expect(pieces).toBeLessThan(10);
        const growth = await journal.grown(position, 3);
        for (const [name, seq] of byName(growth)) heads.set(name, seq);
        position = growth.position;
      }
      expect(heads).toEqual(new Map(Object.entries({ a: 6, b: 2, c: 2 })));
      expect(await journal.grown(last, 10)).toEqual({ heads: [], position: last });
    });

    test("[J9] positions of one stream rise with its numbers", async () => {
      const { journal } = store();
      const streams = [session("a"), session("b")];
      for (let round = 0; round < 5; round++) await Promise.all(streams.map((stream) => put(store(), stream)));
      for (const stream of streams) {
        const positions = (await journal.read(stream, EVERYTHING)).map(({ position }) => position);
        expect(positions).toEqual([...positions].sort((left, right) => left - right));
      }
    });

    test("[J10] any text comes back unit for unit, a lone surrogate too, and still hashes to what it did", async () => {
      const texts = [
        "退货运费谁承担？",
        "👩‍👩‍👧 e\u0301 \u202e",
        "\ud800 lone \udfff",
        "nul \u0000 line\r\n\u2028",
        "\"\\' %_ --;",
        "__proto__",
        "",
      ];
      const { journal } = store();
      await put(
        store(),
        session("s"),
        texts.map((text) => event({ data: { text, [text]: 1 }, personal: { content: text } })),
      );
      const events = await journal.read(session("s"), EVERYTHING);
      expect(contents(events)).toEqual(texts);
      expect(events.map(({ data }) => data.text)).toEqual(texts);
      let previous = GENESIS_HASH;
      for (const stored of events) {
        previous = hashEvent(session("s"), previous, stored);
        expect(stored.hash).toBe(previous);
      }
    });

    test("[J10] a text of a megabyte and a row of a megabyte are kept", async () => {
      const content = "词".repeat(350_000);
      await store().journal.append([writeAt(session("big"), GENESIS, [says(content)], { state: { content } })]);
      expect(contents(await store().journal.read(session("big"), EVERYTHING))).toEqual([content]);
      expect((await store().journal.load(session("big"))).state).toEqual({ content });
    });
  });
}
