import type { KeyValueStorage } from "./storage.ts";

/** What a customer must keep to come back to their conversation. The token opens that one session. */
export interface StoredSession {
  name: string;
  token: string;
  /** Whom the host site said it is for; undefined for a guest's. */
  customer?: string;
}

export function readStored(storage: KeyValueStorage, key: string): StoredSession | undefined {
  try {
    const value: unknown = JSON.parse(storage.getItem(key) ?? "null");
    if (typeof value !== "object" || value === null || !("name" in value) || !("token" in value)) return undefined;
    return typeof value.name === "string" && typeof value.token === "string"
      ? {
          name: value.name,
          token: value.token,
          ...("customer" in value && typeof value.customer === "string" ? { customer: value.customer } : {}),
        }
      : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Whether whoever is here now may go on with it. On a shared device another customer, or nobody, may be signed in by
 * now: they must not read what the one before them wrote. A guest who has signed in keeps their conversation.
 */
export const isFor = ({ customer }: { customer?: string | undefined }, now: string | undefined): boolean =>
  customer === undefined || customer === now;

export function writeStored(storage: KeyValueStorage, key: string, session: StoredSession | undefined): void {
  if (session === undefined) storage.removeItem(key);
  else storage.setItem(key, JSON.stringify(session));
}
