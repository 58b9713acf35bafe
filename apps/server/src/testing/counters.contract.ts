import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Counters } from "../ports/counters.ts";

/** Waiting for something is no test of how long it takes. */
const SOON = { timeout: 15_000 };

/** What rate limits expect of whatever they count with. */
export function countersContract(
  name: string,
  open: () => Promise<{ counters: Counters; close(): Promise<void> }>,
): void {
  describe(`[C12] counters: ${name}`, () => {
    let counters: Counters;
    let close: () => Promise<void>;
    beforeEach(async () => {
      ({ counters, close } = await open());
    });
    afterEach(() => close());

    test("a key's hits are counted, whoever comes at once", async () => {
      const hits = await Promise.all(Array.from({ length: 50 }, () => counters.hit("a", 60_000)));
      expect(hits.map(({ count }) => count).sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, n) => n + 1));
      for (const { leftMs } of hits) {
        expect(leftMs).toBeGreaterThan(0);
        expect(leftMs).toBeLessThanOrEqual(60_000);
      }
    });

    test("each key counts for itself, however long or odd", async () => {
      const keys = ["a", "a ", "A", "", "a:b", "刹车", "k".repeat(100_000), `${"k".repeat(100_000)}l`];
      for (const key of keys) await counters.hit(key, 60_000);
      for (const key of keys) expect((await counters.hit(key, 60_000)).count).toBe(2);
    });

    test("windows of other lengths are others", async () => {
      await counters.hit("a", 60_000);
      expect((await counters.hit("a", 50_000)).count).toBe(1);
    });

    test("hits do not prolong a window; when it is over the count begins at one", async () => {
      const first = await counters.hit("a", 60_000);
      await new Promise((resolve) => setTimeout(resolve, 20));
      const second = await counters.hit("a", 60_000);
      expect(second.count).toBe(2);
      expect(second.leftMs).toBeLessThan(first.leftMs);
      await counters.hit("a", 1_000);
      const next = async () => (await counters.hit("a", 1_000)).count;
      await expect.poll(next, { interval: 100, ...SOON }).toBe(1);
    });
  });
}
