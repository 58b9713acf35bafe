import type { JsonObject } from "../ports/journal.ts";
import type { Vault, VaultEntry } from "../ports/vault.ts";

/** One that has not been touched for this long belongs to a dead instance: see [C18]. */
const SEAT_ABANDONED_MS = 6_000;

const KIND = "outlet";
const KEY = "events";

export interface SeatOptions {
  vault: Vault;
  /** Names this start of this instance, and no other. */
  holder: string;
  /** Milliseconds of a clock that is never set; it is compared with itself only. */
  monotonicMs: () => number;
}

/**
 * The place of the one instance that sends, with the position up to which everything was confirmed: an entry of the
 * vault that only its holder writes, by its version. Whoever looks at it compares what they see with what they saw
 * before, by their own clock; no machine's time is compared with another's.
 *
 *     watching ──(free, or untouched for 6 s, and our write wins)──▶ holding ──(somebody else's write won)──▶ watching
 */
export interface Seat {
  /**
   * Looks, and takes the seat if it may.
   * @param canSend an instance that could not send only looks: the seat is for one that can
   * @returns the position to go on from; null when another holds the seat
   * @throws JournalUnavailable
   */
  tryTake(canSend?: boolean): Promise<number | null>;
  /**
   * Shows that the holder lives, and moves the position.
   * @param obstacle why something waits although the broker is there: for all instances to say
   * @returns false when the seat was lost
   * @throws JournalUnavailable: it may have been written or not
   */
  keep(position: number, obstacle?: string | null): Promise<boolean>;
  /** False from the moment on at which another may have taken the seat without our knowing. */
  isOurs(): boolean;
  /** What a look has shown last; null before the first. */
  seenPosition(): number | null;
  /** What the holder said waits for, at the last look. */
  seenObstacle(): string | null;
  /** So that nobody has to wait for 6 seconds. Does nothing when the seat is not ours. @throws JournalUnavailable */
  giveUp(position: number): Promise<void>;
}

interface Seen {
  version: number;
  sinceMs: number;
}

export function createSeat({ vault, holder, monotonicMs }: SeatOptions): Seat {
  /** Ours while it is not null; the version of our last write. */
  let held: { version: number; keptAtMs: number } | null = null;
  let isUnsure = false;
  let seen: Seen | null = null;
  let beat = 0;
  let lastPosition: number | null = null;
  let lastObstacle: string | null = null;

  const put = (value: JsonObject, version: number) =>
    vault.put({ kind: KIND, key: KEY, value, expiresAt: null }, version);

  async function take(position: number, version: number): Promise<number | null> {
    const keptAtMs = monotonicMs();
    seen = null;
    beat += 1;
    if (!(await put({ position, holder, beat }, version))) return null;
    held = { version: version + 1, keptAtMs };
    isUnsure = false;
    return position;
  }

  /** After a write whose outcome is unknown. Nobody else writes our name, so the entry tells. */
  async function lookAgain(): Promise<void> {
    const entry = await vault.get(KIND, KEY);
    if (held === null) return;
    if (entry === null || placeOf(entry).holder !== holder) held = null;
    else held = { ...held, version: entry.version };
    isUnsure = false;
  }

  return {
    async tryTake(canSend = true) {
      const askedAtMs = monotonicMs();
      const before = seen;
      // A look that fails says nothing about the holder, who could not write either.
      seen = null;
      const entry = await vault.get(KIND, KEY);
      if (entry === null) {
        lastPosition = 0;
        return canSend ? take(0, 0) : null;
      }
      const place = placeOf(entry);
      lastPosition = place.position;
      lastObstacle = place.obstacle;
      const isFree = place.holder === null || place.holder === holder;
      const isAbandoned = before?.version === entry.version && askedAtMs - before.sinceMs >= SEAT_ABANDONED_MS;
      if (canSend && (isFree || isAbandoned)) return take(place.position, entry.version);
      seen = before?.version === entry.version ? before : { version: entry.version, sinceMs: monotonicMs() };
      return null;
    },

    async keep(position, obstacle = null) {
      if (isUnsure) await lookAgain();
      if (held === null) return false;
      const keptAtMs = monotonicMs();
      beat += 1;
      isUnsure = true;
      const isKept = await put({ position, holder, beat, obstacle }, held.version);
      isUnsure = false;
      held = isKept ? { version: held.version + 1, keptAtMs } : null;
      lastPosition = position;
      return isKept;
    },

    isOurs: () => held !== null && monotonicMs() - held.keptAtMs < SEAT_ABANDONED_MS,

    seenPosition: () => lastPosition,
    seenObstacle: () => lastObstacle,

    async giveUp(position) {
      if (isUnsure) await lookAgain();
      if (held === null) return;
      const { version } = held;
      held = null;
      beat += 1;
      await put({ position, holder: null, beat }, version);
    },
  };
}

interface Place {
  position: number;
  holder: string | null;
  obstacle: string | null;
}

function placeOf({ value: { position, holder, obstacle } }: VaultEntry): Place {
  if (typeof position !== "number") throw new TypeError("The outlet's entry in the vault holds no position.");
  const textOrNull = (value: unknown) => (typeof value === "string" ? value : null);
  return { position, holder: textOrNull(holder), obstacle: textOrNull(obstacle) };
}
