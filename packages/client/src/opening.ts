import type { NewSession } from "./api.ts";
import { customerOf } from "./identity.ts";
import { randomKey } from "./keys.ts";
import type { KeyValueStorage } from "./storage.ts";
import { isFor } from "./stored-session.ts";

/** A session that was asked for and not heard of: the same key with another body would be refused, and make a second one. */
export interface Opening {
  key: string;
  body: NewSession;
}

export function writeOpening(storage: KeyValueStorage, storageKey: string, body: NewSession): Opening {
  const opening = { key: randomKey(), body };
  storage.setItem(storageKey, JSON.stringify(opening));
  return opening;
}

/** @returns undefined also for what another customer, who was here before, has asked for */
export function readOpening(
  storage: KeyValueStorage,
  storageKey: string,
  customer: string | undefined,
): Opening | undefined {
  try {
    const value: unknown = JSON.parse(storage.getItem(storageKey) ?? "null");
    if (typeof value !== "object" || value === null || !("key" in value) || !("body" in value)) return undefined;
    const { key, body } = value;
    if (typeof key !== "string" || typeof body !== "object" || body === null) return undefined;
    const asked = body as NewSession;
    return isFor({ customer: customerOf(asked.identity_token) }, customer) ? { key, body: asked } : undefined;
  } catch {
    return undefined;
  }
}
