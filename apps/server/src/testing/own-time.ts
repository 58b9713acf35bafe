const TICK_MS = 20;

let ticks = 0;
setInterval(() => {
  ticks += 1;
}, TICK_MS).unref();

/**
 * Milliseconds of this process's own, counted and not read off a clock: while it or the machine stands still, nothing
 * that it tests is slow. To be compared with itself only.
 */
export const ownNow = (): number => ticks * TICK_MS;

/** How long it takes to come true. */
export async function ownMsUntil(expectation: PromiseLike<unknown>): Promise<number> {
  const startedAt = ownNow();
  await expectation;
  return ownNow() - startedAt;
}

/** What it costs the processor. The least of several: the others also pay for compiling and for a busy machine. */
export function leastCpuMs(runs: number, act: () => void): number {
  const costsMs = Array.from({ length: runs }, () => {
    const before = process.cpuUsage();
    act();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000;
  });
  return Math.min(...costsMs);
}
