import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createLocalBus } from "../adapters/bus-local/index.ts";
import { openMemoryStore } from "../adapters/journal-memory/open.ts";
import type { Signal } from "../ports/bus.ts";
import { JournalUnavailable } from "../ports/journal.ts";
import { event, put, session } from "../testing/journal.fixtures.ts";
import { type GrowthWatch, startWatchingGrowth } from "./watch-growth.ts";

const quiet = { info: () => undefined, warn: vi.fn<() => void>(), error: () => undefined };

/** An instance whose bus hears nothing of what `elsewhere` writes, unless a test passes it on. */
async function instance({ isHeard = true, before = 0 } = {}) {
  const store = openMemoryStore();
  for (let count = 0; count < before; count++) await put(store, session("old"));
  const bus = createLocalBus();
  const heard: Signal[] = [];
  bus.subscribe((signal) => void (signal.kind === "reached" && heard.push(signal)));
  let down = false;
  const journal = {
    position: store.journal.position,
    grown: (after: number, limit: number) =>
      down ? Promise.reject(new JournalUnavailable("away")) : store.journal.grown(after, limit),
  };
  watch = await startWatchingGrowth({ journal, bus, isHeard: () => isHeard, log: quiet });
  return {
    bus,
    heard,
    elsewhere: (name: string, events = 1) =>
      put(
        store,
        session(name),
        Array.from({ length: events }, () => event()),
      ),
    lastOf: async (name: string) => (await store.journal.read(session(name), { limit: 1, newestFirst: true }))[0],
    setDown: (isDown: boolean) => {
      down = isDown;
    },
  };
}

let watch: GrowthWatch;
beforeEach(() => void vi.useFakeTimers());
afterEach(async () => {
  await watch.stop();
  vi.useRealTimers();
});

describe("[C10] what grew without a word from the bus", () => {
  test("is said within two seconds, each stream once, with its last number", async () => {
    const { heard, elsewhere } = await instance();
    await elsewhere("a", 3);
    await elsewhere("b");
    await elsewhere("a", 2);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(heard).toEqual([
      { kind: "reached", stream: session("a"), seq: 5 },
      { kind: "reached", stream: session("b"), seq: 1 },
    ]);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(heard).toHaveLength(2);
    expect(watch.found()).toBe(2);
  });

  test("is said within half a second while the bus is down", async () => {
    const { heard, elsewhere } = await instance({ isHeard: false });
    await elsewhere("a");
    await vi.advanceTimersByTimeAsync(500);
    expect(heard).toHaveLength(1);
  });

  test("is said at once when the bus is back", async () => {
    const { heard, elsewhere } = await instance();
    await elsewhere("a");
    watch.lookNow();
    await vi.advanceTimersByTimeAsync(1);
    expect(heard).toHaveLength(1);
    await elsewhere("b");
    await vi.advanceTimersByTimeAsync(1_990);
    expect(heard).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(20);
    expect(heard).toHaveLength(2);
  });

  test("is not what was there before", async () => {
    const { heard } = await instance({ before: 3 });
    await vi.advanceTimersByTimeAsync(4_000);
    expect(heard).toEqual([]);
  });

  test("is not what the bus has said, only what it has not", async () => {
    const { bus, heard, elsewhere, lastOf } = await instance();
    await elsewhere("told");
    await elsewhere("half");
    for (const name of ["told", "half"]) {
      const stored = await lastOf(name);
      if (stored === undefined) throw new Error("nothing was stored");
      bus.publish({ kind: "committed", stream: session(name), priorSeq: 0, events: [stored] });
    }
    await elsewhere("half");
    await vi.advanceTimersByTimeAsync(2_000);
    expect(heard).toEqual([{ kind: "reached", stream: session("half"), seq: 2 }]);
  });

  test("is said once the journal can be read again, and the log holds one line about it", async () => {
    quiet.warn.mockClear();
    const { heard, elsewhere, setDown } = await instance();
    setDown(true);
    await elsewhere("a");
    await vi.advanceTimersByTimeAsync(10_000);
    expect(heard).toEqual([]);
    expect(quiet.warn).toHaveBeenCalledTimes(1);
    setDown(false);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(heard).toHaveLength(1);
  });

  test("may be more than one reading holds", async () => {
    const { heard, elsewhere } = await instance();
    for (let count = 0; count < 6; count++) await elsewhere(`s${count}`, 1_000);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(new Set(heard.map((signal) => "stream" in signal && signal.stream)).size).toBe(6);
  });
});
