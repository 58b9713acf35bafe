import type { AgentCaller, Caller } from "../../domain/access/caller.ts";
import type { Bus } from "../../ports/bus.ts";
import type { SignedTokens } from "../../ports/tokens.ts";
import type { VerifiedCustomer } from "../tokens/identity-token.ts";
import type { SessionHolder } from "../tokens/session-token.ts";
import type { AccountDeps, Issued } from "./deps.ts";

/** Everything that the edge needs to know who calls. Refusals are thrown as `AccessError`. */
export interface Access {
  /** Whoever a bearer or cookie token names. @throws AccessError UNAUTHENTICATED */
  authenticate(request: { tenant: string; token: string }): Promise<Caller>;
  /** False once the family was revoked or its account disabled: for streams that outlive the request they began with. */
  isLive(caller: AgentCaller): Promise<boolean>;

  issueSessionToken(session: { tenant: string; sessionName: string; issuedAtMs: number }): Promise<{
    token: string;
    expiresInSeconds: number;
    expiresAtMs: number;
  }>;
  /** `expiredForMs`: how long ago it may have expired. @throws AccessError UNAUTHENTICATED */
  verifySessionToken(request: { tenant: string; token: string; expiredForMs?: number }): Promise<SessionHolder>;
  /** @throws AccessError UNAUTHENTICATED */
  verifyIdentityToken(request: { tenant: string; token: string }): Promise<VerifiedCustomer>;

  /** @throws AccessError BAD_CREDENTIALS, or RATE_LIMITED with `retryAfterSeconds` */
  signIn(request: { tenant: string; username: string; password: string; address: string }): Promise<Issued>;
  /** @throws AccessError UNAUTHENTICATED */
  refresh(request: { tenant: string; refreshToken: string }): Promise<Issued>;
  /** Revokes the family of either; unknown tokens change nothing. */
  signOut(request: { tenant: string; caller?: AgentCaller; refreshToken?: string }): Promise<void>;
  /** Forgets what is cached of revocations; call once at shutdown. */
  close(): void;
}

export interface AccessDeps extends AccountDeps {
  bus: Bus;
  signedTokens: SignedTokens;
}
