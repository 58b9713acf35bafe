/** A comment now and then keeps proxies awake, and shows a dead peer. */
const HEARTBEAT_MS = 15_000;

export const HEARTBEAT = ":\n\n";

const SLOTS = 60;

/**
 * Rings for each of any number of streams every 15 s. They are spread over that time: 5,000 writes at once would make
 * everybody's next message late.
 */
export function createHeartbeat(): { add(beat: () => void): () => void; stop(): void } {
  const slots = Array.from({ length: SLOTS }, () => new Set<() => void>());
  let next = 0;
  let adding = 0;
  const timer = setInterval(() => {
    const slot = slots[next];
    next = (next + 1) % SLOTS;
    for (const beat of slot ?? []) beat();
  }, HEARTBEAT_MS / SLOTS);
  timer.unref();
  return {
    add(beat) {
      adding = (adding + 1) % SLOTS;
      const slot = slots[adding];
      slot?.add(beat);
      return () => void slot?.delete(beat);
    },
    stop: () => clearInterval(timer),
  };
}
