import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, test } from "vitest";
import { verifyJournal } from "../../application/journal/verify.ts";
import { EVERYTHING, put, receiptOf, type Store, says, session, writeAt } from "../../testing/journal.fixtures.ts";
import { storeOn, temporaryFolder } from "../../testing/sqlite.fixtures.ts";

/** The names of the folder's files in which any of the words' bytes stand. */
async function filesHolding(folder: string, words: readonly string[]): Promise<string[]> {
  const holding: string[] = [];
  for (const name of await readdir(folder)) {
    const bytes = await readFile(join(folder, name));
    if (words.some((word) => bytes.includes(word))) holding.push(name);
  }
  return holding;
}

const wordsOf = (stream: number) => `secret-${stream}-退货`;

async function fill(store: Store, streams: number, rounds: number) {
  for (let round = 0; round < rounds; round++) {
    const puts = Array.from({ length: streams }, (_, stream) =>
      put(store, session(`s${stream}`), [says(`${wordsOf(stream)}${"x".repeat((stream * 37) % 9000)}`)]),
    );
    await Promise.all(puts);
  }
}

describe("erase in the files themselves", () => {
  test("[J21] no byte of the words, their salts or the stream's receipts is left in any file", async () => {
    await using folder = await temporaryFolder();
    await using store = await storeOn(folder.file);
    await fill(store, 3, 10);
    const { head } = await store.journal.load(session("s1"));
    const receipt = receiptOf(session("s1"), { key: "receipt-key-of-s1" });
    await store.journal.append([writeAt(session("s1"), head, [says("and secret-1-退货 again")])], receipt);
    const salts = (await store.journal.read(session("s1"), EVERYTHING)).map(({ salt }) => salt ?? "");
    const gone = [wordsOf(1), wordsOf(1).toUpperCase(), receipt.key, ...salts];
    expect(await filesHolding(folder.path, gone)).not.toEqual([]);
    await store.journal.erase(session("s1"));
    expect(await filesHolding(folder.path, gone)).toEqual([]);
    expect(await filesHolding(folder.path, [wordsOf(0)])).toEqual(["baton.sqlite"]);
  });

  test("[J21] nor is a copy left by the pages that other streams' erasing moved about", async () => {
    await using folder = await temporaryFolder();
    await using store = await storeOn(folder.file);
    const streams = 60;
    await fill(store, streams, 12);
    const order = Array.from({ length: streams }, (_, index) => (index * 7) % streams);
    for (const [count, stream] of order.entries()) {
      await store.journal.erase(session(`s${stream}`));
      if (count % 10 === 9) {
        const erased = order.slice(0, count + 1).map((index) => `${wordsOf(index)}`);
        expect(await filesHolding(folder.path, erased)).toEqual([]);
      }
    }
    expect(await verifyJournal(store.journal)).toMatchObject({ events: 720, erased: 720, findings: [] });
  });

  test("[J21] an erase that cannot empty the log, because somebody reads from it, says so and can be repeated", async () => {
    await using folder = await temporaryFolder();
    await using store = await storeOn(folder.file);
    await fill(store, 2, 2);
    const reader = new DatabaseSync(folder.file);
    reader.exec("BEGIN");
    reader.prepare("SELECT count(*) FROM events").get();
    await put(store, session("s0"), [says(wordsOf(0))]);
    await expect(store.journal.erase(session("s0"))).rejects.toThrow("erase again");
    reader.exec("COMMIT");
    reader.close();
    await store.journal.erase(session("s0"));
    expect(await filesHolding(folder.path, [wordsOf(0)])).toEqual([]);
  });
});
