import type { KeyValueStorage } from "./storage.ts";

/** What a customer must keep to come back to their conversation. The token opens that one session. */
export interface StoredSession {
  name: string;
  token: string;
}

export function readStored(storage: KeyValueStorage, key: string): StoredSession | undefined {
  try {
    const value: unknown = JSON.parse(storage.getItem(key) ?? "null");
    if (typeof value !== "object" || value === null || !("name" in value) || !("token" in value)) return undefined;
    return typeof value.name === "string" && typeof value.token === "string"
      ? { name: value.name, token: value.token }
      : undefined;
  } catch {
    return undefined;
  }
}

export function writeStored(storage: KeyValueStorage, key: string, session: StoredSession | undefined): void {
  if (session === undefined) storage.removeItem(key);
  else storage.setItem(key, JSON.stringify(session));
}
