import fc from "fast-check";
import { expect, test } from "vitest";
import { createBoundedMap } from "./bounded-map.ts";

const MAX = 10;
const key = fc.integer({ min: 0, max: 30 }).map(String);
const step = fc.oneof(
  fc.record({ do: fc.constant("set"), key }),
  fc.record({ do: fc.constant("get"), key }),
  fc.record({ do: fc.constant("delete"), key }),
);

test("[A11] [A26] holds no more than it may, nothing stale, and what was used lately", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const map = createBoundedMap<number>(MAX);
      const truth = new Map<string, number>();
      /** Keys by their last use, the latest first. */
      let used: string[] = [];
      steps.forEach(({ do: what, key: name }, index) => {
        used = used.filter((other) => other !== name);
        if (what === "set") {
          map.set(name, index);
          truth.set(name, index);
          used.unshift(name);
        } else if (what === "delete") {
          map.delete(name);
          truth.delete(name);
        } else {
          const found = map.get(name);
          if (found === undefined) truth.delete(name);
          else used.unshift(name);
          expect(found).toBe(truth.get(name));
        }
      });
      const lately = used.slice(0, MAX / 2);
      const held = [...truth.keys()].toSorted(
        (one, other) => Number(lately.includes(other)) - Number(lately.includes(one)),
      );
      // Asking moves things: those that must be there are asked for first.
      const found = held.filter((name) => map.get(name) === truth.get(name));
      for (const name of lately) expect(found).toContain(name);
    }),
    { numRuns: 500 },
  );
});

test("[A26] a flood neither grows it nor slows it down", () => {
  const map = createBoundedMap<number>(20_000);
  for (let index = 0; index < 200_000; index++) map.set(`stranger-${index}`, index);
  let held = 0;
  for (let index = 0; index < 200_000; index++) if (map.get(`stranger-${index}`) !== undefined) held += 1;
  expect(held).toBeGreaterThanOrEqual(10_000);
  expect(held).toBeLessThanOrEqual(20_000);
});
