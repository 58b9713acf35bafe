import type { Route } from "./deliver.ts";
import type { KeyValueStorage } from "./storage.ts";

/** A message that the service has not confirmed, as it outlives the page it was written on. */
export interface OutboxMessage {
  /** Its idempotency key, the same for all attempts of all pages. */
  key: string;
  content: string;
  /** When it was written, UTC seconds. */
  timestamp: number;
  /** The session it belongs to; undefined: written before there was one. */
  session?: string;
  /** Whom the host site said it is from; undefined for a guest's. */
  customer?: string;
  route?: Route;
  /** Why it was refused: it then waits for its author, not for a network. */
  error?: string;
  /** It has already followed its author from a lost session to a new one. */
  moved?: true;
}

/** More than anybody types while a service is away; each is at most 8,000 characters. What is beyond lives as long as its page. */
const MAX_KEPT = 50;

/**
 * Messages under way, in the order they were written. Pages of one origin share it, so each change reads what is there
 * and touches its own messages only: what another page has meanwhile added stays, what it has removed does not come back.
 */
export function createOutbox(storage: KeyValueStorage, storageKey: string) {
  const read = (): OutboxMessage[] => parse(storage.getItem(storageKey));

  function write(messages: readonly OutboxMessage[]): void {
    if (messages.length === 0) storage.removeItem(storageKey);
    else storage.setItem(storageKey, JSON.stringify(messages));
  }

  return {
    read,
    add(message: OutboxMessage): void {
      const others = read().filter(({ key }) => key !== message.key);
      if (others.length < MAX_KEPT) write([...others, message]);
    },
    /** Does nothing when it is not there any more. */
    replace(message: OutboxMessage): void {
      const messages = read();
      if (messages.some(({ key }) => key === message.key)) {
        write(messages.map((one) => (one.key === message.key ? message : one)));
      }
    },
    remove(isGone: (message: OutboxMessage) => boolean): void {
      const messages = read();
      const left = messages.filter((message) => !isGone(message));
      if (left.length < messages.length) write(left);
    },
  };
}

export type Outbox = ReturnType<typeof createOutbox>;

/** Other scripts of the page write to the same storage, and so do older versions of this one. */
function parse(stored: string | null): OutboxMessage[] {
  try {
    const value: unknown = JSON.parse(stored ?? "[]");
    return Array.isArray(value) ? value.filter(isMessage).slice(0, MAX_KEPT) : [];
  } catch {
    return [];
  }
}

function isMessage(value: unknown): value is OutboxMessage {
  if (typeof value !== "object" || value === null) return false;
  const { key, content, timestamp, ...rest } = value as Record<string, unknown>;
  const { session, customer, error, route, moved } = rest;
  return (
    typeof key === "string" &&
    key !== "" &&
    typeof content === "string" &&
    content !== "" &&
    typeof timestamp === "number" &&
    [session, customer, error].every((one) => one === undefined || typeof one === "string") &&
    (route === undefined || route === "bot" || route === "person") &&
    (moved === undefined || moved === true)
  );
}
