import { hash, randomFillSync } from "node:crypto";
import type { ChainedEvent, Head, JsonObject, StreamKey } from "../../ports/journal.ts";
import { canonicalJson } from "./canonical.ts";

/** An event as the domain decided it, before it has a place in its stream. */
export interface NewEvent {
  id: string;
  type: string;
  /** Whole milliseconds since 1970. */
  time: number;
  data: JsonObject;
  personal: JsonObject | null;
}

/**
 * Gives events their numbers and ties each to the one before it (docs/spec/journal.md, section "The chain").
 *
 * @param head where the stream stands: what `load` returned
 * @param newSalt 128 random bits in hex; another source only for tests
 */
export function chain(
  stream: StreamKey,
  head: Head,
  newEvents: readonly NewEvent[],
  newSalt: () => string = randomSalt,
): ChainedEvent[] {
  let { seq, hash: previousHash } = head;
  return newEvents.map(({ id, type, time, data, personal }) => {
    seq += 1;
    const salt = personal === null ? null : newSalt();
    const personalDigest = personal === null || salt === null ? null : digestPersonal(salt, personal);
    const event = { id, seq, type, time, data, personal, salt, personalDigest };
    previousHash = hashEvent(stream, previousHash, event);
    return { ...event, hash: previousHash };
  });
}

/** The part of an event's hash that outlives its words. */
export function digestPersonal(salt: string, personal: JsonObject): string {
  return hash("sha256", salt + canonicalJson(personal));
}

/**
 * The array keeps the parts apart: no text can be shifted from one into the next without changing the hash.
 */
export function hashEvent(
  stream: StreamKey,
  previousHash: string,
  { seq, id, type, time, data, personalDigest }: Omit<ChainedEvent, "hash">,
): string {
  return hash("sha256", canonicalJson([previousHash, stream, seq, id, type, time, data, personalDigest]));
}

const SALT_BYTES = 16;
/** Asking the system for 16 bytes at a time would cost more than the hashing. */
const pool = Buffer.alloc(256 * SALT_BYTES);
let used = pool.length;

function randomSalt(): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const salt = pool.toString("hex", used, used + SALT_BYTES);
  used += SALT_BYTES;
  return salt;
}
