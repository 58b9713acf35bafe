import { unauthenticated } from "../../domain/access/access-error.ts";
import type { AgentCaller, Caller } from "../../domain/access/caller.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Directory } from "../../ports/directory.ts";
import type { SignedClaims, SignedTokens } from "../../ports/tokens.ts";
import { type AgentClaims, readAgentClaims } from "./agent-token.ts";
import { createBoundedMap } from "./bounded-map.ts";
import type { LiveFamilies } from "./live-families.ts";
import { readSessionClaims, type SessionHolder } from "./session-token.ts";

export interface Authenticator {
  authenticate(request: { tenant: string; token: string }): Promise<Caller>;
  verifySession(request: { tenant: string; token: string; expiredForMs?: number }): Promise<SessionHolder>;
  isLive(caller: AgentCaller): Promise<boolean>;
}

export interface AuthenticatorDeps {
  signedTokens: SignedTokens;
  liveFamilies: LiveFamilies;
  directory: Directory;
  clock: Clock;
}

type Verified = { audience: "session" | "agent"; signed: SignedClaims };

/** One verification costs some 0.1 ms of this thread, and a busy client sends the same token a thousand times a second. */
const MAX_VERIFIED = 10_000;

export function createAuthenticator({
  signedTokens,
  liveFamilies,
  directory,
  clock,
}: AuthenticatorDeps): Authenticator {
  const verified = createBoundedMap<Verified>(MAX_VERIFIED);

  async function verify(token: string): Promise<Verified> {
    const now = clock.now();
    const known = verified.get(token);
    if (known !== undefined) {
      if (known.signed.expiresAtMs > now) return known;
      verified.delete(token);
      throw unauthenticated();
    }
    const audience = signedTokens.audienceOf(token);
    const signed = audience === null ? null : await signedTokens.verify(audience, token, now);
    if (audience === null || signed === null) throw unauthenticated();
    const found: Verified = { audience, signed };
    verified.set(token, found);
    return found;
  }

  /** The account as it is now; null when it may not act any more. */
  async function liveAccount(tenant: string, claims: AgentClaims) {
    const { id, username, family } = claims;
    if (!(await liveFamilies.isLive({ tenant, username, family }))) return null;
    const account = await directory.byUsername(tenant, username);
    return account?.enabled === true && account.id === id ? account : null;
  }

  return {
    async authenticate({ tenant, token }) {
      const { audience, signed } = await verify(token);
      if (audience === "session") {
        const holder = readSessionClaims(tenant, signed);
        if (holder === null) throw unauthenticated();
        return { kind: "customer", ...holder };
      }
      const claims = readAgentClaims(tenant, signed);
      const account = claims === null ? null : await liveAccount(tenant, claims);
      if (claims === null || account === null) throw unauthenticated();
      const { id, username, name, role } = account;
      const { family, expiresAtMs } = claims;
      return { kind: "agent", tenant, id, username, name, role, family, expiresAtMs };
    },

    async verifySession({ tenant, token, expiredForMs }) {
      const signed = await signedTokens.verify("session", token, clock.now(), expiredForMs);
      const holder = signed === null ? null : readSessionClaims(tenant, signed);
      if (holder === null) throw unauthenticated();
      return holder;
    },

    async isLive(caller) {
      return caller.expiresAtMs > clock.now() && (await liveAccount(caller.tenant, caller)) !== null;
    },
  };
}
