import { describe, expect, test } from "vitest";
import { GENESIS_HASH } from "../../ports/journal.ts";
import { event, everything, put, says, session, writeAt } from "../../testing/journal.fixtures.ts";
import { storeOn, temporaryFolder } from "../../testing/sqlite.fixtures.ts";

const GENESIS = { seq: 0, hash: GENESIS_HASH };

describe("the threads of the SQLite journal", () => {
  test("[J4] an append that the engine refuses midway is undone alone, the others of its group are there", async () => {
    await using folder = await temporaryFolder();
    await using store = await storeOn(folder.file);
    const halfway = writeAt(session("halfway"), GENESIS, [event(), event()]);
    for (const chained of halfway.events.slice(1)) chained.hash = null as unknown as string;
    const results = await Promise.allSettled([
      store.journal.append([writeAt(session("before"), GENESIS, [event()])]),
      store.journal.append([writeAt(session("whole"), GENESIS, [event()]), halfway]),
      store.journal.append([writeAt(session("after"), GENESIS, [event()])]),
    ]);
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect((await everything(store)).map(({ stream }) => stream)).toEqual([session("before"), session("after")]);
    expect(await store.journal.load(session("whole"))).toEqual({ head: GENESIS, state: null });
  });

  test("[J29] a search through every word holds back neither appends nor the readings that callers wait for", async () => {
    await using folder = await temporaryFolder();
    await using store = await storeOn(folder.file);
    const words = "one two three four five six seven eight nine ten ".repeat(200);
    for (let round = 0; round < 5; round++) {
      await put(
        store,
        session(`s${round}`),
        Array.from({ length: 100 }, () => says(words)),
      );
    }
    const query = { tenant: "default", kind: "session", order: "key", offset: 0, limit: 9 } as const;
    await store.journal.find({ ...query, keyword: "warm up the thread" });
    const order: string[] = [];
    const searches = Array.from({ length: 200 }, () => store.journal.find({ ...query, keyword: "eleven" }));
    await Promise.all([
      Promise.all(searches).then(() => order.push("searched")),
      put(store, session("a"))
        .then(() => store.journal.read(session("a"), { limit: 1 }))
        .then(() => order.push("appended and read")),
    ]);
    expect(order).toEqual(["appended and read", "searched"]);
  });
});
