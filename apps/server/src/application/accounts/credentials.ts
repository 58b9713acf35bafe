import type { RefreshFamily } from "../../domain/access/refresh-family.ts";
import { JournalUnavailable, type JsonObject } from "../../ports/journal.ts";
import type { PasswordHash } from "../../ports/passwords.ts";
import type { Vault } from "../../ports/vault.ts";

/**
 * All secrets of one account, in one entry of the vault: so "a new password, and nobody stays signed in" is one write,
 * and a sign-in that was checked against the old password cannot slip in after it.
 */
export interface Credentials {
  password: PasswordHash;
  /** Rises when the password is changed, not when the same password is hashed anew. */
  passwordVersion: number;
  families: RefreshFamily[];
  /** Keyed digests of where the account was signed in from lately, the latest first. */
  usualAddresses: string[];
}

const KIND = "account";
const keyOf = (tenant: string, username: string): string => `${tenant}/${username}`;

/** Writers of one account's entry are its few browsers; beyond this something else is wrong. */
const MAX_ATTEMPTS = 20;

export async function readCredentials(vault: Vault, tenant: string, username: string): Promise<Credentials | null> {
  return (await readVersioned(vault, tenant, username)).credentials;
}

/** What to write (null: leave the entry as it is), and what to tell the caller. */
export interface Change<Result> {
  next: Credentials | null;
  result: Result;
}

/**
 * Applies `change` to the newest entry, again when another writer came first: so `change` must have no effects.
 * @param change given null when there is no entry
 * @throws JournalUnavailable; whatever `change` throws
 */
export async function updateCredentials<Result>(
  vault: Vault,
  tenant: string,
  username: string,
  change: (current: Credentials | null) => Change<Result>,
): Promise<Result> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const { credentials, version } = await readVersioned(vault, tenant, username);
    const { next, result } = change(credentials);
    if (next === null) return result;
    const value = next as unknown as JsonObject;
    if (await vault.put({ kind: KIND, key: keyOf(tenant, username), value, expiresAt: null }, version)) return result;
  }
  throw new JournalUnavailable("an account's credentials would not hold still");
}

/**
 * Gives an account its first password.
 * @returns false when it has one: whoever set it meant theirs
 */
export function setFirstPassword(
  vault: Vault,
  tenant: string,
  username: string,
  password: PasswordHash,
): Promise<boolean> {
  const first: Credentials = { password, passwordVersion: 1, families: [], usualAddresses: [] };
  return updateCredentials(vault, tenant, username, (there) =>
    there === null ? { next: first, result: true } : { next: null, result: false },
  );
}

export function withoutFamily(credentials: Credentials, familyId: string): Credentials {
  return { ...credentials, families: credentials.families.filter(({ id }) => id !== familyId) };
}

async function readVersioned(
  vault: Vault,
  tenant: string,
  username: string,
): Promise<{ credentials: Credentials | null; version: number }> {
  const entry = await vault.get(KIND, keyOf(tenant, username));
  if (entry === null) return { credentials: null, version: 0 };
  // Only `updateCredentials` writes entries of this kind.
  return { credentials: entry.value as unknown as Credentials, version: entry.version };
}
