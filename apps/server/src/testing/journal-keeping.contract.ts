import { describe, expect, test } from "vitest";
import { digestPersonal } from "../application/journal/chain.ts";
import { GENESIS_HASH } from "../ports/journal.ts";
import {
  EVERYTHING,
  event,
  everything,
  put,
  receiptOf,
  type Store,
  says,
  session,
  summary,
  writeAt,
} from "./journal.fixtures.ts";

const GENESIS = { seq: 0, hash: GENESIS_HASH };

export function keepingContract(store: () => Store): void {
  describe("receipts", () => {
    test("[J17] a receipt comes with its append and says until when it holds", async () => {
      const { journal } = store();
      const receipt = receiptOf(session("a"), { fromSeq: 0, toSeq: 1, expiresAt: 1000 });
      await journal.append([writeAt(session("a"), GENESIS, [event()])], receipt);
      expect(await journal.receipt("default", receipt.key, 999)).toEqual(receipt);
      expect(await journal.receipt("default", receipt.key, 1000)).toBeNull();
      expect(await journal.receipt("default", "another", 0)).toBeNull();
    });

    test("[J17] a receipt is its tenant's own", async () => {
      const { journal } = store();
      const receipt = receiptOf(session("a"));
      await journal.append([writeAt(session("a"), GENESIS, [event()])], receipt);
      expect(await journal.receipt("another", receipt.key, 0)).toBeNull();
    });

    test("[J17] a receipt may come alone", async () => {
      const { journal } = store();
      const receipt = receiptOf(session("a"), { toSeq: 0 });
      const empty = { stream: session("a"), expectedSeq: 0, events: [], summary: summary() };
      expect(await journal.append([empty], receipt)).toEqual({ ok: true, positions: [[]] });
      expect(await journal.receipt("default", receipt.key, 0)).toEqual(receipt);
    });

    test("[J18] a repeated key refuses the append and gives the first receipt, before the number is looked at", async () => {
      const { journal } = store();
      const receipt = receiptOf(session("a"));
      await journal.append([writeAt(session("a"), GENESIS, [event()])], receipt);
      const { head } = await journal.load(session("a"));
      const again = receiptOf(session("a"), { key: receipt.key, request: "another request" });
      for (const from of [GENESIS, head]) {
        expect(await journal.append([writeAt(session("a"), from, [event()])], again)).toEqual({
          ok: false,
          repeated: receipt,
        });
      }
      expect(await everything(store())).toHaveLength(1);
    });

    test("[J18] of many with one key that arrive together exactly one is accepted", async () => {
      const { journal } = store();
      const receipt = receiptOf(session("s"));
      const results = await Promise.all(
        Array.from({ length: 30 }, (_, index) =>
          journal.append([writeAt(session(`s${index}`), GENESIS, [event()])], { ...receipt, fromSeq: index }),
        ),
      );
      const winner = results.findIndex(({ ok }) => ok);
      expect(results.filter(({ ok }) => ok)).toHaveLength(1);
      for (const [index, result] of results.entries()) {
        if (index !== winner) expect(result).toEqual({ ok: false, repeated: { ...receipt, fromSeq: winner } });
      }
      expect(await everything(store())).toHaveLength(1);
    });

    test("[J19] an expired receipt refuses until it is deleted, and its key is free afterwards", async () => {
      const { journal } = store();
      const receipt = receiptOf(session("a"), { expiresAt: 1000 });
      const kept = receiptOf(session("a"), { expiresAt: 1001 });
      await journal.append([], receipt);
      await journal.append([], kept);
      expect(await journal.append([], receipt)).toEqual({ ok: false, repeated: receipt });
      await journal.deleteExpiredReceipts(1000);
      expect(await journal.append([], receipt)).toEqual({ ok: true, positions: [] });
      expect(await journal.append([], kept)).toEqual({ ok: false, repeated: kept });
    });
  });

  describe("erase", () => {
    test("[J20] takes a stream's words, salts and receipts, and nothing else", async () => {
      const { journal } = store();
      const receipt = receiptOf(session("a"));
      const other = receiptOf(session("b"));
      await journal.append([writeAt(session("a"), GENESIS, [says("secret"), event({ data: { kept: 1 } })])], receipt);
      await journal.append([writeAt(session("b"), GENESIS, [says("secret")])], other);
      const before = await journal.read(session("a"), EVERYTHING);
      const untouched = await journal.read(session("b"), EVERYTHING);
      const loaded = await journal.load(session("a"));
      await journal.erase(session("a"));
      expect(await journal.read(session("a"), EVERYTHING)).toEqual(
        before.map((kept) => ({ ...kept, personal: null, salt: null })),
      );
      expect(before[0]?.personalDigest).not.toBeNull();
      expect(await journal.load(session("a"))).toEqual(loaded);
      expect(await journal.read(session("b"), EVERYTHING)).toEqual(untouched);
      expect(await journal.receipt("default", receipt.key, 0)).toBeNull();
      expect(await journal.receipt("default", other.key, 0)).toEqual(other);
    });

    test("[J21] erased words are no longer found, the name still is", async () => {
      const { journal } = store();
      await put(store(), session("erin"), [says("a secret")]);
      await put(store(), session("b"), [says("a secret")]);
      await journal.erase(session("erin"));
      const query = { tenant: "default", kind: "session", order: "key", offset: 0, limit: 9 } as const;
      expect((await journal.find({ ...query, keyword: "secret" })).streams.map(({ stream }) => stream)).toEqual([
        session("b"),
      ]);
      expect((await journal.find({ ...query, keyword: "erin" })).total).toBe(1);
    });

    test("[J22] the stream goes on afterwards, and its new words are kept", async () => {
      const { journal } = store();
      await put(store(), session("a"), [says("old")]);
      await journal.erase(session("a"));
      await put(store(), session("a"), [says("new")]);
      const [old, fresh] = await journal.read(session("a"), EVERYTHING);
      expect(old?.personal).toBeNull();
      expect(fresh?.personal).toEqual({ content: "new" });
      expect(fresh?.personalDigest).toBe(digestPersonal(fresh?.salt ?? "", { content: "new" }));
    });

    test("[J22] erasing twice, or an unknown stream, is no mistake", async () => {
      await put(store(), session("a"), [says("old")]);
      await store().journal.erase(session("a"));
      await store().journal.erase(session("a"));
      await store().journal.erase(session("nobody"));
      expect(await everything(store())).toHaveLength(1);
    });
  });
}
