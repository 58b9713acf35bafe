import { expect, test } from "vitest";
import { countersContract } from "../../testing/counters.contract.ts";
import { createMemoryCounters } from "./index.ts";

countersContract("in memory", async () => ({ counters: createMemoryCounters(), close: async () => undefined }));

test("[C12] a window has its own end, whenever others began", async () => {
  let now = 0;
  const { hit } = createMemoryCounters({ now: () => now });
  const at = async (ms: number, key: string) => {
    now = ms;
    return Object.values(await hit(key, 100));
  };
  expect(await at(0, "a")).toEqual([1, 100]);
  expect(await at(99, "b")).toEqual([1, 100]);
  expect(await at(100, "a")).toEqual([1, 100]);
  expect(await at(198, "b")).toEqual([2, 1]);
  expect(await at(199, "b")).toEqual([1, 100]);
  expect(await at(199, "a")).toEqual([2, 1]);
  expect(await at(1_000, "a")).toEqual([1, 100]);
});

test("[C12] strangers' keys do not drive out one that is in use, and take no more than their room", async () => {
  const { hit } = createMemoryCounters({ maxKeys: 100 });
  await hit("forgotten", 60_000);
  for (let n = 1; n <= 1_000; n++) {
    await hit(`stranger ${n}`, 60_000);
    expect((await hit("in use", 60_000)).count).toBe(n);
  }
  expect((await hit("forgotten", 60_000)).count).toBe(1);
});
