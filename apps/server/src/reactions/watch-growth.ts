import type { Bus } from "../ports/bus.ts";
import type { Journal, StreamKey } from "../ports/journal.ts";
import type { Log } from "../ports/log.ts";

const LOOK_MS = 2_000;
/** While the bus is known to be down, this is all that tells one instance of another's events. */
const LOOK_WITHOUT_BUS_MS = 500;
/** Events looked at in one reading. */
const BATCH = 5_000;

export interface GrowthWatch {
  /** Looks at once: the bus is back, and what was said meanwhile was not heard. */
  lookNow(): void;
  /** Streams that had grown without a word from the bus, since the start. */
  found(): number;
  stop(): Promise<void>;
}

/**
 * The bus may lose what it is told. So the journal is asked, again and again, which streams have grown, and what the
 * bus did not say is said to this process's listeners: they read what they miss.
 */
export async function startWatchingGrowth(deps: {
  journal: Pick<Journal, "position" | "grown">;
  bus: Pick<Bus, "publish" | "subscribe">;
  isHeard: () => boolean;
  log: Log;
}): Promise<GrowthWatch> {
  const { journal, bus, isHeard, log } = deps;
  let position = await journal.position();
  let found = 0;
  let stopped = false;
  let failing = false;
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> = Promise.resolve();
  /** How far the bus said each stream is, since the last look began. */
  let said = new Map<StreamKey, number>();

  const unsubscribe = bus.subscribe((signal) => {
    const last = signal.kind === "committed" ? signal.events.at(-1) : undefined;
    if (signal.kind !== "committed" || last === undefined) return;
    said.set(signal.stream, Math.max(last.seq, said.get(signal.stream) ?? 0));
  });

  async function look(): Promise<void> {
    const before = said;
    // Whatever is committed after this is said after this too.
    said = new Map();
    try {
      for (;;) {
        const growth = await journal.grown(position, BATCH);
        if (growth.position <= position) return;
        position = growth.position;
        for (const { stream, seq } of growth.heads) {
          if (Math.max(said.get(stream) ?? 0, before.get(stream) ?? 0) >= seq) continue;
          found += 1;
          bus.publish({ kind: "reached", stream, seq });
        }
      }
    } catch (error) {
      // What was committed meanwhile is looked at the next time, and was said before that look begins.
      for (const [stream, seq] of before) said.set(stream, Math.max(seq, said.get(stream) ?? 0));
      throw error;
    }
  }

  function schedule(delayMs = isHeard() ? LOOK_MS : LOOK_WITHOUT_BUS_MS): void {
    timer = setTimeout(() => {
      timer = undefined;
      looking = look()
        .then(
          () => {
            failing = false;
          },
          (error: unknown) => {
            if (!failing) log.warn({ event: "growth_not_seen", error: String(error) });
            failing = true;
          },
        )
        .finally(() => {
          if (!stopped) schedule();
        });
    }, delayMs);
  }

  schedule();
  return {
    lookNow() {
      if (timer === undefined || stopped) return;
      clearTimeout(timer);
      schedule(0);
    },
    found: () => found,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      unsubscribe();
      await looking;
    },
  };
}
