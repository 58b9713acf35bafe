import type { AgentCaller } from "../../domain/access/caller.ts";
import type { Vault } from "../../ports/vault.ts";
import { updateCredentials, withoutFamily } from "../accounts/credentials.ts";
import type { FamilyRef, LiveFamilies } from "./live-families.ts";
import { parseRefreshToken } from "./refresh-token.ts";

export interface SignOutDeps {
  vault: Vault;
  liveFamilies: LiveFamilies;
}

/**
 * Ends the family of the caller's access token and that of the refresh token; either will do, for by the time people
 * sign out the access token has often expired. Whatever names no family changes nothing and is no error: who signs
 * out twice is signed out.
 */
export async function signOut(
  deps: SignOutDeps,
  request: { tenant: string; caller?: AgentCaller; refreshToken?: string },
): Promise<void> {
  const { tenant, caller, refreshToken } = request;
  if (caller !== undefined) await end(deps, { tenant, username: caller.username, family: caller.family });
  const presented = refreshToken === undefined ? null : parseRefreshToken(refreshToken);
  // The secret is not looked at: a wrong one would end the family in `refresh` as well.
  if (presented !== null) await end(deps, { tenant, username: presented.username, family: presented.family });
}

async function end({ vault, liveFamilies }: SignOutDeps, { tenant, username, family }: FamilyRef): Promise<void> {
  const removed = await updateCredentials(vault, tenant, username, (credentials) => {
    const known = credentials?.families.some(({ id }) => id === family) === true;
    return known ? { next: withoutFamily(credentials, family), result: true } : { next: null, result: false };
  });
  if (removed) liveFamilies.revoked([family]);
}
