import type { Bus } from "../ports/bus.ts";
import type { Journal, StoredEvent } from "../ports/journal.ts";
import type { Log } from "../ports/log.ts";
import { SERVED_WINDOW_MS, type Served } from "./wait-estimate.ts";

/** Whom agents took over lately, after a wait. */
export interface Takeovers {
  of(tenant: string): Promise<readonly Served[]>;
  close(): void;
}

/** Of what was before, the newest are enough. */
const LOOKED_AT = 50;

/** How far the journal is looked through for what happened before this process began to listen. */
const EVENTS_BACK = 10_000;

const PAGE = 1_000;

export function createTakeovers(deps: { bus: Bus; journal: Journal; now: () => number; log: Log }): Takeovers {
  const { bus, journal, now, log } = deps;
  const served = new Map<string, Map<string, Served>>();
  /** What happened before, read once somebody asks. */
  let past: Promise<void> | null = null;

  const unsubscribe = bus.subscribe((signal) => {
    if (signal.kind !== "committed") return;
    for (const event of signal.events) if (event.type === "taken_over") void note(event);
  });

  async function note(taken: StoredEvent): Promise<void> {
    try {
      const range = { beforeSeq: taken.seq, types: ["escalated"], limit: 1, newestFirst: true };
      const [escalated] = await journal.read(taken.stream, range);
      // An agent who steps in asks for a person and is one in one commit: nobody waited.
      if (escalated === undefined || escalated.time === taken.time) return;
      const tenant = taken.stream.slice(0, taken.stream.indexOf("/"));
      const kept = served.get(tenant) ?? new Map<string, Served>();
      served.set(tenant, kept);
      // What was heard may be found in the journal again.
      kept.set(taken.id, { waitingSince: escalated.time, takenAt: taken.time });
      for (const [id, { takenAt }] of kept) if (takenAt <= now() - SERVED_WINDOW_MS) kept.delete(id);
    } catch {
      // One takeover less to go by.
    }
  }

  async function readPast(): Promise<void> {
    const until = await journal.position();
    const takeovers: StoredEvent[] = [];
    for (let after = Math.max(0, until - EVENTS_BACK); after < until; ) {
      const page = await journal.readAll(after, PAGE);
      const last = page.at(-1);
      if (last === undefined) break;
      after = last.position;
      takeovers.push(...page.filter(({ type, time }) => type === "taken_over" && time > now() - SERVED_WINDOW_MS));
    }
    for (const event of takeovers.slice(-LOOKED_AT)) await note(event);
  }

  return {
    async of(tenant) {
      past ??= readPast().catch((error: unknown) => {
        log.warn({ event: "takeovers_unread", error: String(error) });
        past = null;
      });
      await past;
      return [...(served.get(tenant)?.values() ?? [])];
    },
    close: unsubscribe,
  };
}
