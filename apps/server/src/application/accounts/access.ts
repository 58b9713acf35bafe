import type { AgentCaller, Caller } from "../../domain/access/caller.ts";
import type { Bus } from "../../ports/bus.ts";
import type { SignedTokens } from "../../ports/tokens.ts";
import { createAuthenticator } from "../tokens/authenticate.ts";
import { type VerifiedCustomer, verifyIdentityToken } from "../tokens/identity-token.ts";
import { createLiveFamilies } from "../tokens/live-families.ts";
import { refresh } from "../tokens/refresh.ts";
import { type IssuedSessionToken, issueSessionToken, type SessionHolder } from "../tokens/session-token.ts";
import { signOut } from "../tokens/sign-out.ts";
import type { AccountDeps, Issued } from "./deps.ts";
import { type SignInRequest, signIn } from "./sign-in.ts";
import { createSignInThrottle } from "./sign-in-throttle.ts";

/** Everything that the edge needs to know who calls. Refusals are thrown as `AccessError`. */
export interface Access {
  /** Whoever a bearer or cookie token names. @throws AccessError UNAUTHENTICATED */
  authenticate(request: { tenant: string; token: string }): Promise<Caller>;
  /** False once the family was revoked or its account disabled: for streams that outlive the request they began with. */
  isLive(caller: AgentCaller): Promise<boolean>;

  issueSessionToken(session: { tenant: string; sessionName: string; issuedAtMs: number }): Promise<IssuedSessionToken>;
  /** `expiredForMs`: how long ago it may have expired. @throws AccessError UNAUTHENTICATED */
  verifySessionToken(request: { tenant: string; token: string; expiredForMs?: number }): Promise<SessionHolder>;
  /** @throws AccessError UNAUTHENTICATED */
  verifyIdentityToken(request: { tenant: string; token: string }): Promise<VerifiedCustomer>;

  /** @throws AccessError BAD_CREDENTIALS, or RATE_LIMITED with `retryAfterSeconds` */
  signIn(request: SignInRequest): Promise<Issued>;
  /** @throws AccessError UNAUTHENTICATED */
  refresh(request: { tenant: string; refreshToken: string }): Promise<Issued>;
  /** Revokes the family of either; unknown tokens change nothing. */
  signOut(request: { tenant: string; caller?: AgentCaller; refreshToken?: string }): Promise<void>;
  /** Stops listening to the bus. */
  close(): void;
}

export interface AccessDeps extends AccountDeps {
  bus: Bus;
  signedTokens: SignedTokens;
}

export function createAccess(base: AccessDeps): Access {
  const liveFamilies = createLiveFamilies(base);
  const deps = { ...base, liveFamilies, throttle: createSignInThrottle() };
  const authenticator = createAuthenticator(deps);
  return {
    authenticate: authenticator.authenticate,
    isLive: authenticator.isLive,
    issueSessionToken: (session) => issueSessionToken(deps.signedTokens, session),
    verifySessionToken: authenticator.verifySession,
    verifyIdentityToken: (request) => verifyIdentityToken(deps, request),
    signIn: (request) => signIn(deps, request),
    refresh: (request) => refresh(deps, request),
    signOut: (request) => signOut(deps, request),
    close: liveFamilies.close,
  };
}
