import { SessionName } from "@baton/protocol";
import type { SignedClaims, SignedTokens } from "../../ports/tokens.ts";

const SESSION_TOKEN_LIFETIME_MS = 24 * 3_600_000;

/** Whom a good session token lets in, and to what. */
export interface SessionHolder {
  tenant: string;
  sessionName: string;
  /** Milliseconds since 1970; in the past when an expired token was allowed. */
  expiresAtMs: number;
}

export interface IssuedSessionToken {
  token: string;
  expiresInSeconds: number;
  /** Milliseconds since 1970. */
  expiresAtMs: number;
}

/** The same session and time give the same token, so that a repeated request can be answered as the first was. */
export async function issueSessionToken(
  signedTokens: SignedTokens,
  { tenant, sessionName, issuedAtMs }: { tenant: string; sessionName: string; issuedAtMs: number },
): Promise<IssuedSessionToken> {
  const expiresAtMs = wholeSeconds(issuedAtMs) + SESSION_TOKEN_LIFETIME_MS;
  const token = await signedTokens.sign("session", { sub: sessionName, tenant }, { issuedAtMs, expiresAtMs });
  return { token, expiresAtMs, expiresInSeconds: SESSION_TOKEN_LIFETIME_MS / 1000 };
}

/** @returns null when the token does not open a session of this tenant */
export function readSessionClaims(tenant: string, { claims, expiresAtMs }: SignedClaims): SessionHolder | null {
  const sessionName = SessionName.safeParse(claims.sub);
  if (!sessionName.success || claims.tenant !== tenant) return null;
  return { tenant, sessionName: sessionName.data, expiresAtMs };
}

const wholeSeconds = (ms: number): number => Math.floor(ms / 1000) * 1000;
