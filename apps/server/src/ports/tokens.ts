import type { JsonObject } from "./journal.ts";

/** Each audience has a key of its own, so a token of one can never pass for another's. */
export type OwnAudience = "session" | "agent";

export interface SignedClaims {
  claims: JsonObject;
  /** Milliseconds since 1970. */
  expiresAtMs: number;
}

/** Signed tokens that carry their claims. */
export interface SignedTokens {
  /**
   * The same arguments give the same token, letter for letter: an answer that was lost can be built again.
   * @param window milliseconds since 1970; a token counts in whole seconds, rounded down
   */
  sign(audience: OwnAudience, claims: JsonObject, window: { issuedAtMs: number; expiresAtMs: number }): Promise<string>;
  /**
   * @param expiredForMs how long ago the token may have expired; `Infinity` for any time
   * @returns null for whatever is not a good token of this audience
   */
  verify(audience: OwnAudience, token: string, nowMs: number, expiredForMs?: number): Promise<SignedClaims | null>;
  /** The same for a token that the host site signed; null, too, when no identity secret is configured. */
  verifyIdentity(token: string, nowMs: number): Promise<SignedClaims | null>;
  /** Which of our audiences the token claims to be for, unverified: only to choose the key to verify it with. */
  audienceOf(token: string): OwnAudience | null;
}

/** Tokens that mean nothing to whoever holds them. */
export interface OpaqueTokens {
  /** 256 random bits, as 43 characters of base64url. */
  mint(): string;
  /** What the vault keeps of it. */
  digest(token: string): string;
  /** The token that follows this one: a function of both, which neither gives away alone. */
  successor(token: string, nonce: string): string;
  /** A keyed digest: names something (an address) in storage without saying what it is. */
  mark(text: string): string;
}
