import type { Counters } from "../../ports/counters.ts";

interface Window {
  count: number;
  endsAt: number;
}

interface Generations {
  young: Map<string, Window>;
  old: Map<string, Window>;
  /** When the young ones become the old ones, and the old ones, all over by then, go. */
  turnAt: number;
}

/** Keys counted at once, for each length of window. */
const MAX_KEYS = 100_000;

/**
 * Counts as one instance sees them. Strangers choose the keys: when there are too many, the half that was used last is
 * kept. Two generations make that cheap: no entry is ever looked for to be removed.
 * @param options.now a clock in milliseconds that is never set
 */
export function createMemoryCounters(options: { now?: () => number; maxKeys?: number } = {}): Counters {
  const { now = () => performance.now(), maxKeys = MAX_KEYS } = options;
  const generations = new Map<number, Generations>();

  function current(windowMs: number, at: number): Generations {
    let kept = generations.get(windowMs);
    if (kept === undefined) {
      kept = { young: new Map(), old: new Map(), turnAt: at + windowMs };
      generations.set(windowMs, kept);
    }
    if (at >= kept.turnAt || kept.young.size >= maxKeys / 2) {
      // After two turns' time the young ones are over too.
      kept.old = at >= kept.turnAt + windowMs ? new Map<string, Window>() : kept.young;
      kept.young = new Map();
      kept.turnAt = at + windowMs;
    }
    return kept;
  }

  return {
    async hit(key, windowMs) {
      const at = now();
      const { young, old } = current(windowMs, at);
      const known = young.get(key) ?? old.get(key);
      const window = known === undefined || known.endsAt <= at ? { count: 0, endsAt: at + windowMs } : known;
      window.count++;
      young.set(key, window);
      return { count: window.count, leftMs: window.endsAt - at };
    },
  };
}
