import { setImmediate as turn } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { createLocalBus } from "../adapters/bus-local/index.ts";
import { openMemoryStore } from "../adapters/journal-memory/open.ts";
import { chain } from "../application/journal/chain.ts";
import type { Signal } from "../ports/bus.ts";
import type { Journal, JsonObject, StoredEvent, StreamKey } from "../ports/journal.ts";
import { createFeed } from "./feed.ts";

const STREAM: StreamKey = "default/session/s1";
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

function setUp(options: { journal?: (journal: Journal) => Journal; skipSeamCheck?: boolean } = {}) {
  const { journal: store } = openMemoryStore();
  const journal = options.journal?.(store) ?? store;
  const bus = createLocalBus();
  const feed = createFeed({ journal, bus, log: silent, skipSeamCheck: options.skipSeamCheck ?? false });
  let made = 0;

  /** Commits, and returns the signal that the bus would carry. */
  async function commit(
    type = "customer_message",
    data: JsonObject = {},
  ): Promise<Extract<Signal, { kind: "committed" }>> {
    const { head } = await store.load(STREAM);
    made += 1;
    const events = chain(STREAM, head, [{ id: `evt_${made}`, type, time: made, data, personal: null }]);
    const summary = { updatedAt: made, status: null, agentId: null, deadlineAt: null, priority: 0, waitingSince: null };
    await store.append([{ stream: STREAM, expectedSeq: head.seq, events, summary: { ...summary, state: {} } }]);
    const stored = events.map((event) => ({ ...event, stream: STREAM, position: made }));
    return { kind: "committed", stream: STREAM, priorSeq: head.seq, events: stored };
  }

  const seen: number[] = [];
  const live: string[] = [];
  let ended = 0;
  const follower = {
    onEvents: (events: readonly StoredEvent[]) => void seen.push(...events.map((event) => event.seq)),
    onLive: (signal: { kind: string }) => void live.push(signal.kind),
    onEnd: () => {
      ended += 1;
    },
  };
  return { store, bus, feed, commit, follower, seen, live, ended: () => ended };
}

async function settle(): Promise<void> {
  for (let i = 0; i < 20; i++) await turn();
}

describe("the feed", () => {
  test("[T5] replays what is after the number, then goes on live", async () => {
    const { bus, feed, commit, follower, seen } = setUp();
    for (let i = 0; i < 5; i++) await commit();
    await feed.follow(STREAM, 2, follower);
    await settle();
    expect(seen).toEqual([3, 4, 5]);
    bus.publish(await commit());
    expect(seen).toEqual([3, 4, 5, 6]);
  });

  test("[T6] a signal seen before changes nothing", async () => {
    const { bus, feed, commit, follower, seen } = setUp();
    await feed.follow(STREAM, 0, follower);
    const signal = await commit();
    bus.publish(signal);
    bus.publish(signal);
    await settle();
    expect(seen).toEqual([1]);
  });

  test("[T6] a lost signal is noticed at the next one and read from the journal", async () => {
    const { store, bus, feed, commit, follower, seen } = setUp();
    await feed.follow(STREAM, (await store.load(STREAM)).head.seq, follower);
    await settle();
    await commit();
    await commit();
    bus.publish(await commit());
    await settle();
    expect(seen).toEqual([1, 2, 3]);
  });

  test("[T6] signals in the wrong order are put in order", async () => {
    const { store, bus, feed, commit, follower, seen } = setUp();
    await feed.follow(STREAM, (await store.load(STREAM)).head.seq, follower);
    await settle();
    const first = await commit();
    const second = await commit();
    bus.publish(second);
    bus.publish(first);
    await settle();
    expect(seen).toEqual([1, 2]);
  });

  /** Commits in the very moment in which the last page of old events has been read. */
  const committingAtTheSeam = (commitNow: () => Promise<void>) => (journal: Journal) => ({
    ...journal,
    read: async (...args: Parameters<Journal["read"]>) => {
      const page = await journal.read(...args);
      await commitNow();
      return page;
    },
  });

  async function commitAtTheSeam(skipSeamCheck: boolean): Promise<number[]> {
    let armed = false;
    const context: ReturnType<typeof setUp> = setUp({
      skipSeamCheck,
      journal: committingAtTheSeam(async () => {
        if (!armed) return;
        armed = false;
        context.bus.publish(await context.commit());
      }),
    });
    for (let i = 0; i < 3; i++) await context.commit();
    await context.feed.follow(STREAM, 3, { ...context.follower, onEvents: () => undefined });
    armed = true;
    await context.feed.follow(STREAM, 0, context.follower);
    await settle();
    context.bus.publish(await context.commit());
    await settle();
    return context.seen;
  }

  test("[T7] what is committed at the seam is neither lost nor doubled", async () => {
    expect(await commitAtTheSeam(false)).toEqual([1, 2, 3, 4, 5]);
  });

  test("[T7] the test above sees it when the seam is not checked", async () => {
    expect(await commitAtTheSeam(true)).not.toEqual([1, 2, 3, 4, 5]);
  });

  test("[T7] what a reader has read before its signal came is not shown again by the signal", async () => {
    const { store, bus, feed, commit, follower, seen } = setUp();
    await commit();
    const { stop } = await feed.follow(STREAM, (await store.load(STREAM)).head.seq, {
      ...follower,
      onEvents: () => {},
    });
    await settle();
    const late = await commit();
    await feed.follow(STREAM, 0, follower);
    await settle();
    bus.publish(late);
    bus.publish(await commit());
    await settle();
    expect(seen).toEqual([1, 2, 3]);
    stop();
  });

  test("[T9] a journal that cannot be read ends the stream instead of leaving a hole", async () => {
    let broken = false;
    const { store, bus, feed, commit, follower, seen, ended } = setUp({
      journal: (journal) => ({
        ...journal,
        read: (...args) => (broken ? Promise.reject(new Error("gone")) : journal.read(...args)),
      }),
    });
    await feed.follow(STREAM, (await store.load(STREAM)).head.seq, follower);
    await settle();
    broken = true;
    await commit();
    bus.publish(await commit());
    await settle();
    expect(ended()).toBe(1);
    expect(seen).toEqual([]);
  });

  test("[T9] a head that the journal does not have ends the stream, instead of being asked for without end", async () => {
    let reads = 0;
    const { store, bus, feed, commit, follower, seen, ended } = setUp({
      journal: (journal) => ({
        ...journal,
        read: (...args) => {
          reads += 1;
          return journal.read(...args);
        },
      }),
    });
    await commit();
    await feed.follow(STREAM, (await store.load(STREAM)).head.seq, follower);
    await settle();
    const [stored] = await store.read(STREAM, { limit: 1 });
    if (stored === undefined) throw new Error("nothing was stored");
    bus.publish({ kind: "committed", stream: STREAM, priorSeq: 1, events: [{ ...stored, seq: 2 }] });
    reads = 0;
    await feed.follow(STREAM, 1, follower);
    await settle();
    expect([reads, ended(), seen]).toEqual([1, 2, [2]]);
  });

  test("[T4] a piece is shown only while its reply is in the making", async () => {
    const { store, bus, feed, commit, follower, live } = setUp();
    await feed.follow(STREAM, (await store.load(STREAM)).head.seq, follower);
    await settle();
    const piece: Signal = { kind: "piece", stream: STREAM, replyId: "rep_1", offset: 0, text: "a" };
    bus.publish(piece);
    expect(live).toEqual([]);
    bus.publish(await commit("bot_turn_started", { reply_id: "rep_1" }));
    bus.publish(piece);
    expect(live).toEqual(["piece"]);
    bus.publish(await commit("bot_turn_ended", { reply_id: "rep_1" }));
    bus.publish(piece);
    expect(live).toEqual(["piece"]);
  });

  test("[T4] a reader who comes in the middle of a reply gets its further pieces", async () => {
    const { store, bus, feed, commit, follower, live } = setUp();
    await commit("bot_turn_started", { reply_id: "rep_1" });
    await feed.follow(STREAM, (await store.load(STREAM)).head.seq, follower);
    await settle();
    bus.publish({ kind: "piece", stream: STREAM, replyId: "rep_1", offset: 7, text: "b" });
    expect(live).toEqual(["piece"]);
  });

  test("[T16] closing ends every follower", async () => {
    const { store, feed, follower, ended } = setUp();
    await feed.follow(STREAM, (await store.load(STREAM)).head.seq, follower);
    feed.close();
    expect(ended()).toBe(1);
  });
});
