import { unauthenticated } from "../../domain/access/access-error.ts";
import { judge, rotate, withFamily } from "../../domain/access/refresh-family.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Account, Directory } from "../../ports/directory.ts";
import type { OpaqueTokens, SignedTokens } from "../../ports/tokens.ts";
import type { Vault } from "../../ports/vault.ts";
import { updateCredentials, withoutFamily } from "../accounts/credentials.ts";
import type { Issued } from "../accounts/deps.ts";
import { AGENT_TOKEN_LIFETIME_MS, issueAgentToken } from "./agent-token.ts";
import type { LiveFamilies } from "./live-families.ts";
import { formatRefreshToken, parseRefreshToken } from "./refresh-token.ts";

export interface RefreshDeps {
  vault: Vault;
  directory: Directory;
  clock: Clock;
  signedTokens: SignedTokens;
  opaqueTokens: OpaqueTokens;
  liveFamilies: LiveFamilies;
}

type Outcome = "gone" | "revoked" | { successor: string };

/**
 * Trades a refresh token for its successor and a new access token. What it does with an old one: refresh-family.ts.
 * @throws AccessError UNAUTHENTICATED
 */
export async function refresh(
  deps: RefreshDeps,
  { tenant, refreshToken }: { tenant: string; refreshToken: string },
): Promise<Issued> {
  const { vault, opaqueTokens, liveFamilies, clock } = deps;
  const presented = parseRefreshToken(refreshToken);
  if (presented === null) throw unauthenticated();
  const { username, family: familyId, secret } = presented;
  const account = await enabledAccount(deps.directory, tenant, username);
  const digest = opaqueTokens.digest(secret);

  const now = clock.now();

  const outcome = await updateCredentials<Outcome>(vault, tenant, username, (credentials) => {
    const family = credentials?.families.find(({ id }) => id === familyId);
    const judgement = judge(family, digest, now);
    if (credentials === null || family === undefined) return { next: null, result: "gone" };
    switch (judgement.is) {
      case "gone":
        return { next: null, result: "gone" };
      case "reused":
        return { next: withoutFamily(credentials, familyId), result: "revoked" };
      case "just_replaced":
        return { next: null, result: { successor: opaqueTokens.successor(secret, judgement.nonce) } };
      case "current": {
        const nonce = opaqueTokens.mint();
        const successor = opaqueTokens.successor(secret, nonce);
        const rotated = rotate(family, { digest: opaqueTokens.digest(successor), nonce }, now);
        const { families } = withFamily(credentials.families, rotated, now);
        return { next: { ...credentials, families }, result: { successor } };
      }
    }
  });

  if (outcome === "revoked") liveFamilies.revoked([familyId]);
  if (typeof outcome === "string") throw unauthenticated();
  return issue(deps, { tenant, account, family: familyId, secret: outcome.successor, nowMs: now });
}

/** The pair of tokens for a family whose newest secret is `secret`. */
export async function issue(
  { signedTokens }: Pick<RefreshDeps, "signedTokens">,
  grant: { tenant: string; account: Account; family: string; secret: string; nowMs: number },
): Promise<Issued> {
  const { tenant, account, family, secret, nowMs } = grant;
  return {
    token: await issueAgentToken(signedTokens, { tenant, account, family, nowMs }),
    refreshToken: formatRefreshToken({ username: account.username, family, secret }),
    expiresInSeconds: AGENT_TOKEN_LIFETIME_MS / 1000,
    account,
  };
}

async function enabledAccount(directory: Directory, tenant: string, username: string): Promise<Account> {
  const account = await directory.byUsername(tenant, username);
  if (account?.enabled !== true) throw unauthenticated();
  return account;
}
