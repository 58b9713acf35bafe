import type { Account } from "../../ports/directory.ts";
import type { SignedClaims, SignedTokens } from "../../ports/tokens.ts";

export const AGENT_TOKEN_LIFETIME_MS = 3_600_000;

export interface AgentClaims {
  id: string;
  username: string;
  family: string;
  expiresAtMs: number;
}

export function issueAgentToken(
  signedTokens: SignedTokens,
  grant: { tenant: string; account: Account; family: string; nowMs: number },
): Promise<string> {
  const { tenant, account, family, nowMs } = grant;
  const claims = { sub: account.id, username: account.username, role: account.role, tenant, family };
  return signedTokens.sign("agent", claims, { issuedAtMs: nowMs, expiresAtMs: nowMs + AGENT_TOKEN_LIFETIME_MS });
}

/**
 * The role is in the token for whoever reads it on the client's side; what the caller may do comes from the account,
 * so that a change of it does not wait for the token to expire.
 * @returns null when the token is not of this tenant
 */
export function readAgentClaims(tenant: string, { claims, expiresAtMs }: SignedClaims): AgentClaims | null {
  const { sub: id, username, family } = claims;
  if (typeof id !== "string" || typeof username !== "string" || typeof family !== "string") return null;
  return claims.tenant === tenant ? { id, username, family, expiresAtMs } : null;
}
