import type { SessionFrame } from "@baton/protocol";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createLocalBus } from "../adapters/bus-local/index.ts";
import type { QueuePlace, StreamKey } from "../ports/journal.ts";
import { createWaitingRoom } from "./waiting-room.ts";

const A: StreamKey = "default/session/a";
const B: StreamKey = "default/session/b";

/** A waiting room whose queue is read when the test says so, and that nothing but the bus wakes. */
function world() {
  const bus = createLocalBus();
  const readings: PromiseWithResolvers<QueuePlace[]>[] = [];
  const warnings: object[] = [];
  const room = createWaitingRoom({
    bus,
    journal: {
      queue: () => {
        const reading = Promise.withResolvers<QueuePlace[]>();
        readings.push(reading);
        return reading.promise;
      },
    },
    takeovers: { of: async () => [] },
    presence: { online: async () => [] },
    heartbeat: { add: () => () => undefined },
    now: () => 0,
    log: { info: () => undefined, warn: (line) => warnings.push(line), error: () => undefined },
  });
  return {
    room,
    readings,
    warnings,
    somethingHappens: () => bus.publish({ kind: "reached", stream: A, seq: 1 }),
    async answer(...streams: StreamKey[]) {
      await vi.advanceTimersByTimeAsync(1_000);
      readings.at(-1)?.resolve(streams.map((stream) => ({ stream, waitingSince: 0 })));
      await vi.advanceTimersByTimeAsync(0);
    },
    sit(stream: StreamKey) {
      const shown: number[] = [];
      const seat = room.enter(stream, (frame: SessionFrame) => {
        if (frame.type === "queue") shown.push(frame.position);
      });
      seat.waits(true);
      return { ...seat, shown };
    },
  };
}

describe("[T26] [T27] what happens while the queue is being read", () => {
  let shop: ReturnType<typeof world>;
  beforeEach(() => {
    vi.useFakeTimers();
    shop = world();
  });
  afterEach(() => {
    shop.room.close();
    vi.useRealTimers();
  });

  test("is seen by the next reading, which follows by itself", async () => {
    const { shown } = shop.sit(B);
    await vi.advanceTimersByTimeAsync(0);
    expect(shop.readings).toHaveLength(1);
    shop.somethingHappens();
    await shop.answer(A, B);
    await shop.answer(B);
    expect(shown).toEqual([2, 1]);
    expect(shop.readings).toHaveLength(2);
  });

  test("who is shown meanwhile that they wait no more hears nothing of what was read", async () => {
    const b = shop.sit(B);
    await vi.advanceTimersByTimeAsync(0);
    b.waits(false);
    await shop.answer(A, B);
    expect(b.shown).toEqual([]);
  });

  test("who is not in it yet is told by the next one", async () => {
    shop.sit(A);
    await vi.advanceTimersByTimeAsync(0);
    const { shown } = shop.sit(B);
    await shop.answer(A);
    expect(shown).toEqual([]);
    await shop.answer(A, B);
    expect(shown).toEqual([2]);
  });

  test("a reading that fails is tried again, at most once a second, and complained of once", async () => {
    const { shown } = shop.sit(B);
    for (let round = 0; round < 5; round++) {
      await vi.advanceTimersByTimeAsync(1_000);
      shop.readings.at(-1)?.reject(new Error("no queue"));
    }
    await shop.answer(B);
    expect(shown).toEqual([1]);
    expect(shop.readings.length).toBeLessThanOrEqual(7);
    expect(shop.warnings).toHaveLength(1);
  });

  test("whoever only comes and goes does not have the queue read more often", async () => {
    for (let round = 0; round < 40; round++) {
      const seat = shop.sit(B);
      await vi.advanceTimersByTimeAsync(10);
      shop.readings.at(-1)?.resolve([]);
      await vi.advanceTimersByTimeAsync(10);
      seat.leave();
    }
    expect(shop.readings).toHaveLength(1);
  });
});
