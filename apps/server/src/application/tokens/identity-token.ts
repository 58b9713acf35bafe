import { unauthenticated } from "../../domain/access/access-error.ts";
import type { Clock } from "../../ports/clock.ts";
import type { JsonValue } from "../../ports/journal.ts";
import type { SignedTokens } from "../../ports/tokens.ts";

/** Facts about a customer that the host site signed for. */
export interface VerifiedCustomer {
  customerId: string;
  email: string | null;
  name: string | null;
  vip: boolean;
}

const MAX_CHARACTERS = { customerId: 200, email: 320, name: 200 } as const;

/**
 * A claim of the wrong shape refuses the whole token: half of what the host site meant to say could be the harmful half.
 * @throws AccessError UNAUTHENTICATED
 */
export async function verifyIdentityToken(
  deps: { signedTokens: SignedTokens; clock: Clock },
  { tenant, token }: { tenant: string; token: string },
): Promise<VerifiedCustomer> {
  const signed = await deps.signedTokens.verifyIdentity(token, deps.clock.now());
  if (signed === null) throw unauthenticated();
  const { claims } = signed;
  if (claims.tenant !== undefined && claims.tenant !== tenant) throw unauthenticated();

  const customerId = textOrNull(claims.sub, MAX_CHARACTERS.customerId);
  if (customerId === null) throw unauthenticated();
  const { vip = false } = claims;
  if (typeof vip !== "boolean") throw unauthenticated();
  return {
    customerId,
    email: textOrNull(claims.email, MAX_CHARACTERS.email),
    name: textOrNull(claims.name, MAX_CHARACTERS.name),
    vip,
  };
}

function textOrNull(value: JsonValue | undefined, maxCharacters: number): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value !== "string" || value.length > maxCharacters || /[\p{Cc}\p{Cs}]/u.test(value))
    throw unauthenticated();
  const text = value.trim();
  return text === "" ? null : text;
}
