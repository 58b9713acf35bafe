/** The browser draws no frames of a page that nobody sees, but its title, badges and notifications must go on. */
const LONGEST_WAIT_MS = 250;

export interface Batch<Item> {
  add(item: Item): void;
  /** Drops what has not been handed over. */
  clear(): void;
}

/**
 * Collects what comes in, and hands it over together: once for each picture that the browser draws, because more often
 * nobody can see it.
 */
export function batchPerFrame<Item>(handOver: (items: readonly Item[]) => void): Batch<Item> {
  let items: Item[] = [];
  let frame = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function stop(): void {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    timer = undefined;
  }
  function flush(): void {
    stop();
    const ready = items;
    items = [];
    handOver(ready);
  }
  return {
    add(item) {
      items.push(item);
      if (items.length > 1) return;
      frame = requestAnimationFrame(flush);
      timer = setTimeout(flush, LONGEST_WAIT_MS);
    },
    clear() {
      stop();
      items = [];
    },
  };
}
