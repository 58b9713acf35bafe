import { describe, expect, test } from "vitest";
import { openMemoryStore } from "../adapters/journal-memory/open.ts";
import { JournalUnavailable } from "../ports/journal.ts";
import type { Vault } from "../ports/vault.ts";
import { createSeat } from "./outlet-seat.ts";

/** Instances on one vault, each with a clock of its own that only the test moves. */
function world() {
  const { vault } = openMemoryStore();
  /** What the next write does instead of being answered. */
  let fault: "none" | "written" | "lost" | "away" = "none";
  const faulty: Vault = {
    ...vault,
    async get(kind, key) {
      if (fault === "away") throw new JournalUnavailable("away");
      return vault.get(kind, key);
    },
    async put(entry, version) {
      const now = fault;
      if (now === "lost" || now === "away") throw new JournalUnavailable("away");
      const isWritten = await vault.put(entry, version);
      if (now === "written") throw new JournalUnavailable("the answer was lost");
      return isWritten;
    },
  };
  const instance = (holder: string, startMs: number) => {
    let nowMs = startMs;
    const pass = (ms: number) => {
      nowMs += ms;
    };
    return { ...createSeat({ vault: faulty, holder, monotonicMs: () => nowMs }), pass };
  };
  return {
    // Clocks that have nothing in common, as on two machines.
    first: instance("first", 1_000_000),
    second: instance("second", 5),
    entry: async () => (await vault.get("outlet", "events"))?.value,
    fail: (how: typeof fault) => {
      fault = how;
    },
    vault,
  };
}

describe("the outlet's seat", () => {
  test("[C17] the first to come takes it, and begins with everything", async () => {
    const { first, second, entry } = world();
    expect(await first.tryTake()).toBe(0);
    expect(first.isOurs()).toBe(true);
    expect(await second.tryTake()).toBeNull();
    expect(second.isOurs()).toBe(false);
    expect(await entry()).toEqual({ position: 0, holder: "first", beat: 1 });
  });

  test("[C17] of two that come at once one takes it", async () => {
    const { first, second } = world();
    const positions = await Promise.all([first.tryTake(), second.tryTake()]);
    expect(positions.filter((position) => position !== null)).toEqual([0]);
  });

  test("[C17] a moved position is where the next one goes on", async () => {
    const { first, second, entry } = world();
    await first.tryTake();
    expect(await first.keep(41)).toBe(true);
    expect(await first.keep(42)).toBe(true);
    await first.giveUp(43);
    expect(await entry()).toMatchObject({ position: 43, holder: null });
    expect(await second.tryTake()).toBe(43);
    expect(second.isOurs()).toBe(true);
  });

  test("[C18] one that is touched is never taken, however long one looks", async () => {
    const { first, second } = world();
    await first.tryTake();
    for (let second_ = 0; second_ < 60; second_ += 1) {
      for (const one of [first, second]) one.pass(1_000);
      if (second_ % 2 === 0) await first.keep(0);
      expect(await second.tryTake()).toBeNull();
    }
  });

  test("[C18] one that nobody touched for 6 seconds of the looker's clock is taken, and not a moment before", async () => {
    const { first, second, entry } = world();
    await first.tryTake();
    await first.keep(7);
    expect(await second.tryTake()).toBeNull();
    second.pass(5_999);
    expect(await second.tryTake()).toBeNull();
    second.pass(1);
    expect(await second.tryTake()).toBe(7);
    expect(await entry()).toMatchObject({ holder: "second", position: 7 });
  });

  test("[C18] a looker that was frozen itself begins to count anew when the seat was touched meanwhile", async () => {
    const { first, second } = world();
    await first.tryTake();
    await second.tryTake();
    second.pass(60_000);
    await first.keep(1);
    expect(await second.tryTake()).toBeNull();
    second.pass(5_999);
    expect(await second.tryTake()).toBeNull();
  });

  test("[C18] a look that failed proves nothing: while the store was away the holder could not touch it either", async () => {
    const { first, second, fail } = world();
    await first.tryTake();
    await second.tryTake();
    fail("away");
    second.pass(8_000);
    await expect(second.tryTake()).rejects.toThrow(JournalUnavailable);
    fail("none");
    expect(await second.tryTake()).toBeNull();
    second.pass(6_000);
    expect(await second.tryTake()).toBe(0);
  });

  test("[C18] one that was deposed cannot move the position, and learns it", async () => {
    const { first, second, entry } = world();
    await first.tryTake();
    await second.tryTake();
    second.pass(6_000);
    expect(await second.tryTake()).toBe(0);
    expect(await first.keep(99)).toBe(false);
    expect(first.isOurs()).toBe(false);
    await first.giveUp(99);
    expect(await entry()).toEqual({ position: 0, holder: "second", beat: 1 });
    expect(await first.tryTake()).toBeNull();
  });

  test("[C18] a holder that could not touch it for 6 seconds no longer takes it for its own", async () => {
    const { first } = world();
    await first.tryTake();
    first.pass(5_999);
    expect(first.isOurs()).toBe(true);
    first.pass(1);
    expect(first.isOurs()).toBe(false);
    expect(await first.keep(1)).toBe(true);
    expect(first.isOurs()).toBe(true);
  });

  test.each(["written", "lost"] as const)(
    "[C17] a write whose answer was lost and that was %s is cleared up by looking",
    async (outcome) => {
      const { first, entry, fail } = world();
      await first.tryTake();
      fail(outcome);
      await expect(first.keep(5)).rejects.toThrow(JournalUnavailable);
      fail("none");
      expect(await first.keep(6)).toBe(true);
      expect(await first.keep(7)).toBe(true);
      expect(await entry()).toMatchObject({ position: 7, holder: "first" });
    },
  );

  test("[C18] a holder whose answer was lost and that was deposed meanwhile learns it", async () => {
    const { first, second, fail } = world();
    await first.tryTake();
    fail("lost");
    await expect(first.keep(5)).rejects.toThrow(JournalUnavailable);
    fail("none");
    await second.tryTake();
    second.pass(6_000);
    expect(await second.tryTake()).toBe(0);
    expect(await first.keep(6)).toBe(false);
  });

  test("[C17] taking it, with the answer lost, is cleared up by the next look", async () => {
    const { first, fail } = world();
    fail("written");
    await expect(first.tryTake()).rejects.toThrow(JournalUnavailable);
    expect(first.isOurs()).toBe(false);
    fail("none");
    expect(await first.tryTake()).toBe(0);
    expect(await first.keep(3)).toBe(true);
  });
});
