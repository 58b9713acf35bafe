/**
 * The open-loop schedule: message `i` is due at `i / rate`, whether or not the server has answered the ones before.
 * A client that waits for answers sends less exactly while the server is slow, and so hides the slowness
 * (coordinated omission); latency is therefore counted from the due time.
 */
export function dueAtMs(index: number, ratePerSecond: number): number {
  return (index * 1000) / ratePerSecond;
}

/** How many of `total` messages are due `elapsedMs` after the start. */
export function dueCount(elapsedMs: number, ratePerSecond: number, total: number): number {
  if (elapsedMs < 0) return 0;
  return Math.min(total, Math.floor((elapsedMs * ratePerSecond) / 1000) + 1);
}

/**
 * The order in which streams get their messages: every stream once a round, shuffled so that neighbours in the
 * server's tables are not written one after the other. The same seed gives the same order, for both servers.
 */
export function shuffledOrder(count: number, seed: number): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, index) => index);
  let state = seed >>> 0;
  for (let index = count - 1; index > 0; index -= 1) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const other = Math.floor((state / 2 ** 32) * (index + 1));
    const held = order[index] ?? 0;
    order[index] = order[other] ?? 0;
    order[other] = held;
  }
  return order;
}
