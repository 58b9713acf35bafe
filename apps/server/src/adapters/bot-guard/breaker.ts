import type { BotFailureKind } from "@baton/protocol";

export interface BreakerOptions {
  /** After so many failures in a row it opens. */
  failures: number;
  /** Milliseconds from its opening to the first probes, and from a probe that failed to the next. */
  openMs: number;
  /** Milliseconds since 1970: since when the engine fails. */
  now: () => number;
  onOpen: (streak: Streak) => void;
  onClose: () => void;
}

/** Leaves an engine alone that fails again and again, and lets a few replies at a time find out whether it is back. */
export interface Breaker {
  /** Whether a reply would get a pass now; without a session: that of one which has not probed yet. */
  accepts(session?: string): boolean;
  /** For a reply. @returns null when the engine is left alone, or others probe it. A pass must be ended. */
  enter(session: string): Pass | null;
  /** For what comes before a reply: it proves nothing by its success, and takes no probe's place. */
  prepare(session: string): Pass | null;
  /** From the opening until a probe has shown that the engine works; null otherwise. */
  failing(): Streak | null;
}

export interface Pass {
  /** The engine has begun to speak: for a probe that is proof enough. */
  speaks(): void;
  /**
   * What the call has shown: that the engine works, how it failed, or nothing (null), as when the caller left.
   * To be called once.
   */
  end(shown: "works" | BotFailureKind | null): void;
}

/** Failures without a success between them. */
export interface Streak {
  sinceMs: number;
  failures: number;
  last: BotFailureKind;
}

interface Row extends Streak {
  /** Failures among them that are the engine's own. */
  own: number;
  /** Whose calls failed; null when they are several sessions'. */
  session: string | null;
}

/** Times are milliseconds of a clock that nobody sets. */
interface Opening {
  probeAtMs: number;
  probing: number;
  /** Whose probe failed in a way that its words may have caused. */
  suspect: string | null;
  /** Until when a session that has probed in vain gets no further probe. */
  barred: Map<string, number>;
}

/** With one alone, whoever takes it and leaves would keep a well engine from everybody. */
const PROBES_AT_ONCE = 3;

const MOST_BARRED = 1_000;

/** No words of a customer's can cause these. An engine that is slow, or stumbles, may do so over one text only. */
const OWN: ReadonlySet<BotFailureKind> = new Set(["unavailable", "refused"]);

/** A short sentence for an operator. */
export function describeStreak({ sinceMs, failures, last }: Streak): string {
  const since = new Date(sinceMs).toISOString().slice(0, 16).replace("T", " ");
  return `fails since ${since} UTC (${failures === 1 ? "1 failure" : `${failures} failures in a row`}, ${last})`;
}

export function createBreaker({ failures, openMs, now, onOpen, onClose }: BreakerOptions): Breaker {
  let row: Row | null = null;
  let opening: Opening | null = null;
  /** Raised at each opening: what began before it decides nothing after it. */
  let epoch = 0;

  function note(session: string, failure: BotFailureKind): Row {
    row = {
      sinceMs: row?.sinceMs ?? now(),
      failures: (row?.failures ?? 0) + 1,
      last: failure,
      own: (row?.own ?? 0) + (OWN.has(failure) ? 1 : 0),
      session: row === null || row.session === session ? session : null,
    };
    return row;
  }

  function callFailed(session: string, failure: BotFailureKind): void {
    const noted = note(session, failure);
    if (noted.failures < failures || (noted.session !== null && noted.own < failures)) return;
    epoch += 1;
    opening = { probeAtMs: performance.now() + openMs, probing: 0, suspect: null, barred: new Map() };
    onOpen(noted);
  }

  function probeFailed(open: Opening, session: string, failure: BotFailureKind): void {
    note(session, failure);
    if (OWN.has(failure) || (open.suspect !== null && open.suspect !== session)) {
      open.probeAtMs = performance.now() + openMs;
      open.suspect = null;
    } else {
      open.suspect = session;
      bar(open, session);
    }
  }

  function bar({ barred }: Opening, session: string): void {
    barred.delete(session);
    barred.set(session, performance.now() + openMs);
    const [oldest] = barred.keys();
    if (barred.size > MOST_BARRED && oldest !== undefined) barred.delete(oldest);
  }

  function close(): void {
    opening = null;
    row = null;
    onClose();
  }

  function accepts(session?: string): boolean {
    if (opening === null) return true;
    const time = performance.now();
    const isBarred = session !== undefined && time < (opening.barred.get(session) ?? 0);
    return time >= opening.probeAtMs && opening.probing < PROBES_AT_ONCE && !isBarred;
  }

  function pass(session: string, isReply: boolean): Pass | null {
    if (!accepts(session)) return null;
    const begun = epoch;
    const place = isReply ? opening : null;
    if (place !== null) place.probing += 1;
    return {
      speaks() {
        if (place !== null && place === opening) close();
      },
      end(shown) {
        if (place !== null) place.probing -= 1;
        if (begun !== epoch) return;
        if (opening === null) {
          if (shown === "works") row = null;
          else if (shown !== null) callFailed(session, shown);
        } else if (shown === "works") close();
        else if (shown !== null) probeFailed(opening, session, shown);
        else if (isReply) bar(opening, session);
      },
    };
  }

  return {
    accepts,
    enter: (session) => pass(session, true),
    prepare: (session) => pass(session, false),
    failing: () =>
      opening === null || row === null ? null : { sinceMs: row.sinceMs, failures: row.failures, last: row.last },
  };
}
