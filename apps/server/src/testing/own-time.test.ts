import { setTimeout as delay } from "node:timers/promises";
import { expect, test } from "vitest";
import { ownNow } from "./own-time.ts";

const standStill = (ms: number): void => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

test("what is waited for counts, a pause of the process does not", async () => {
  const startedAt = ownNow();
  standStill(2_000);
  // Lets the tick be counted that was due meanwhile.
  await delay(1);
  expect(ownNow() - startedAt).toBeLessThan(1_000);
  await expect.poll(() => ownNow() - startedAt).toBeGreaterThanOrEqual(1_000);
});
