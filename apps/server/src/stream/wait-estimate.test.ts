import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { estimatedSeconds, paceOf, type Served } from "./wait-estimate.ts";

const MINUTE = 60_000;
const NOW = 1_000 * MINUTE;

/** Taken over at these minutes, after so long a wait each. */
const served = (minutes: readonly number[], waitMs: number): Served[] =>
  minutes.map((minute) => ({ takenAt: minute * MINUTE, waitingSince: minute * MINUTE - waitMs }));

describe("[T28] the pace of the queue", () => {
  test("is the usual time between takeovers while somebody waits all the time", () => {
    const busy = served([980, 982, 984, 986, 988, 990, 992, 994, 996, 998, 1_000], 15 * MINUTE);
    expect(paceOf(busy, 990 * MINUTE, NOW)).toEqual({ placeMs: 2 * MINUTE, stallMs: 0 });
  });

  test("is how fast somebody comes where agents have nothing to do: the time without customers is not counted", () => {
    const calm = served([975, 980, 985, 990, 995], 10_000);
    expect(paceOf(calm, NOW - 1_000, NOW)).toEqual({ placeMs: 10_000, stallMs: 1_000 });
  });

  test("counts the time in which somebody else waited than the one who was taken: a VIP is taken at once", () => {
    const vips = served([990, 992, 994, 996, 998], 1_000);
    expect(paceOf(vips, 980 * MINUTE, NOW)).toEqual({ placeMs: 2 * MINUTE, stallMs: 2 * MINUTE });
  });

  test("is not one agent's lunch", () => {
    const lunch = served([974, 975, 976, 977, 997, 998, 999], 30 * MINUTE);
    expect(paceOf(lunch, 980 * MINUTE, NOW)?.placeMs).toBe(MINUTE);
  });

  test("is not known from four takeovers, nor from five of which one is more than half an hour old", () => {
    expect(paceOf([], NOW, NOW)).toBe(null);
    expect(paceOf(served([996, 997, 998, 999], MINUTE), NOW, NOW)).toBe(null);
    expect(paceOf(served([970, 996, 997, 998, 999], MINUTE), NOW, NOW)).toBe(null);
    expect(paceOf(served([970.1, 996, 997, 998, 999], MINUTE), NOW, NOW)).not.toBe(null);
  });
});

describe("[T28] the estimate", () => {
  test("is the pace times the place, rounded up to half a minute, never nothing", () => {
    const pace = { placeMs: 100_000, stallMs: 0 };
    expect([1, 2, 3, 10].map((position) => estimatedSeconds(pace, position))).toEqual([120, 210, 300, 1_020]);
    expect(estimatedSeconds({ placeMs: 0, stallMs: 0 }, 1)).toBe(30);
  });

  test("does not stay what it was while nobody is taken over", () => {
    const at = (stallMs: number) => estimatedSeconds({ placeMs: MINUTE, stallMs }, 2);
    expect([at(0), at(MINUTE), at(4 * MINUTE)]).toEqual([120, 120, 300]);
  });

  test("is longer for whoever stands further back, whatever happened before", () => {
    const times = fc.record({ takenAt: fc.integer({ min: 0, max: NOW }), waited: fc.integer({ min: 0, max: NOW }) });
    fc.assert(
      fc.property(
        fc.array(times, { maxLength: 30 }),
        fc.integer({ min: 0, max: NOW }),
        fc.integer({ min: 1, max: 5_000 }),
        (samples, oldest, position) => {
          const all = samples.map(({ takenAt, waited }) => ({ takenAt, waitingSince: takenAt - waited }));
          const pace = paceOf(all, oldest, NOW);
          if (pace === null) return;
          expect(pace.placeMs).toBeGreaterThanOrEqual(0);
          const here = estimatedSeconds(pace, position);
          expect(here % 30).toBe(0);
          expect(here).toBeGreaterThan(0);
          expect(estimatedSeconds(pace, position + 1)).toBeGreaterThanOrEqual(here);
        },
      ),
    );
  });
});
