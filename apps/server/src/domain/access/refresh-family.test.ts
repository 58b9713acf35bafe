import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  judge,
  MAX_FAMILIES,
  openFamily,
  REFRESH_LIFETIME_MS,
  REUSE_GRACE_MS,
  type RefreshFamily,
  rotate,
  withFamily,
} from "./refresh-family.ts";

const START = 1_000_000;
const opened = openFamily("fam_1", "d1", START);
const rotated = rotate(opened, { digest: "d2", nonce: "n2" }, START + 5);

describe("judging a refresh token", () => {
  test("[A13] the newest is good for seven days from its making", () => {
    expect(judge(opened, "d1", START)).toEqual({ is: "current" });
    expect(judge(opened, "d1", START + REFRESH_LIFETIME_MS - 1)).toEqual({ is: "current" });
    expect(judge(opened, "d1", START + REFRESH_LIFETIME_MS)).toEqual({ is: "gone" });
    expect(judge(rotated, "d2", START + 5 + REFRESH_LIFETIME_MS - 1)).toEqual({ is: "current" });
  });

  test("[A15] the one before it is good for ten seconds, for the same successor", () => {
    expect(judge(rotated, "d1", START + 5 + REUSE_GRACE_MS)).toEqual({ is: "just_replaced", nonce: "n2" });
    expect(judge(rotated, "d1", START + 6 + REUSE_GRACE_MS)).toEqual({ is: "reused" });
  });

  test("[A15] not once its successor has been used", () => {
    const again = rotate(rotated, { digest: "d3", nonce: "n3" }, START + 6);
    expect(judge(again, "d1", START + 6)).toEqual({ is: "reused" });
    expect(judge(again, "d2", START + 6)).toEqual({ is: "just_replaced", nonce: "n3" });
  });

  test("[A14] anything else is reuse; a family that is not there is gone", () => {
    expect(judge(opened, "something", START)).toEqual({ is: "reused" });
    expect(judge(undefined, "d1", START)).toEqual({ is: "gone" });
  });
});

describe("[A16] the families of an account", () => {
  const aged = (id: string, rotatedAtMs: number): RefreshFamily => openFamily(id, id, rotatedAtMs);

  test("a further one ends the one idle longest", () => {
    const full = Array.from({ length: MAX_FAMILIES }, (_, index) => aged(`fam_${index}`, START + index));
    const { families, dropped } = withFamily(full, aged("new", START + 100), START + 100);
    expect(dropped).toEqual(["fam_0"]);
    expect(families).toHaveLength(MAX_FAMILIES);
  });

  test("never more than the limit, never without the added one, never with an expired one", () => {
    const family = fc.record({
      id: fc.integer({ min: 0, max: 40 }),
      at: fc.integer({ min: 0, max: 2 * 7 * 24 * 3_600_000 }),
    });
    fc.assert(
      fc.property(fc.uniqueArray(family, { selector: ({ id }) => id, maxLength: 40 }), (list) => {
        const now = 2 * REFRESH_LIFETIME_MS;
        const before = list.map(({ id, at }) => aged(`fam_${id}`, at));
        const { families, dropped } = withFamily(before, aged("fam_1", now), now);
        expect(families.length).toBeLessThanOrEqual(MAX_FAMILIES);
        expect(families.filter(({ id }) => id === "fam_1")).toEqual([aged("fam_1", now)]);
        expect(families.every(({ expiresAtMs }) => expiresAtMs > now)).toBe(true);
        expect(families.some(({ id }) => dropped.includes(id))).toBe(false);
      }),
    );
  });
});
