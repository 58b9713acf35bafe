import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect } from "vitest";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

const LOOK_MS = 5;

const heldOrGarbage = (): number => {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};

/** Bytes that somebody holds. The process's size would also count what the collector has not come to yet. */
export function usedBytes(): number {
  collect();
  return heldOrGarbage();
}

/** At no time meanwhile more bytes are held, beyond those that were before. */
export async function expectToFit(room: number, act: () => Promise<unknown>): Promise<void> {
  const before = usedBytes();
  let most = 0;
  const look = () => {
    // Collecting takes long, so only where it matters.
    const atMost = heldOrGarbage() - before;
    most = Math.max(most, atMost < room ? atMost : usedBytes() - before);
  };
  const watching = setInterval(look, LOOK_MS);
  await act().finally(() => clearInterval(watching));
  look();
  expect(most).toBeLessThan(room);
}
