import { createHash } from "node:crypto";
import { decodeJwt, errors, type JWTPayload, jwtVerify, SignJWT } from "jose";
import type { JsonObject } from "../../ports/journal.ts";
import type { OwnAudience, SignedClaims, SignedTokens } from "../../ports/tokens.ts";
import { isCompactHs256 } from "./compact.ts";
import { deriveKey, hmacKey } from "./keys.ts";

/** The one algorithm, on both sides: a token's header has no say, so neither `none` nor a public key can stand in. */
const ALGORITHM = "HS256";

/** What the host site writes into `aud`, so that a token it signs for something else with this secret is no good here. */
const IDENTITY_AUDIENCE = "baton-identity";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** The host site's clock is not ours. */
const IDENTITY_SKEW_MS = MINUTE_MS;

export const MIN_SECRET_CHARACTERS = 32;

/**
 * @param secrets.root the root of every key of our own
 * @param secrets.identity shared with the host site; null when there is none
 * @throws when a secret is shorter than {@link MIN_SECRET_CHARACTERS}
 */
export async function createSignedTokens(secrets: { root: string; identity: string | null }): Promise<SignedTokens> {
  requireLength("BATON_SECRET", secrets.root);
  if (secrets.identity !== null) requireLength("BATON_IDENTITY_SECRET", secrets.identity);
  const keys: { [audience in OwnAudience]: CryptoKey } = {
    session: await hmacKey(deriveKey(secrets.root, "session")),
    agent: await hmacKey(deriveKey(secrets.root, "agent")),
  };
  const identityKey = secrets.identity === null ? null : await hmacKey(new TextEncoder().encode(secrets.identity));

  return {
    sign(audience, claims, { issuedAtMs, expiresAtMs }) {
      return new SignJWT({ ...claims, jti: tokenId(audience, claims, issuedAtMs) })
        .setProtectedHeader({ alg: ALGORITHM, typ: "JWT" })
        .setAudience(audience)
        .setIssuedAt(Math.floor(issuedAtMs / 1000))
        .setExpirationTime(Math.floor(expiresAtMs / 1000))
        .sign(keys[audience]);
    },

    verify(audience, token, nowMs, expiredForMs = 0) {
      return check(token, keys[audience], { audience, nowMs, skewMs: 0, expiredForMs });
    },

    async verifyIdentity(token, nowMs) {
      if (identityKey === null) return null;
      const found = await check(token, identityKey, {
        audience: IDENTITY_AUDIENCE,
        nowMs,
        skewMs: IDENTITY_SKEW_MS,
        expiredForMs: 0,
      });
      if (found === null || found.expiresAtMs > nowMs + DAY_MS + IDENTITY_SKEW_MS) return null;
      const issuedAt = found.claims.iat;
      if (issuedAt === undefined) return found;
      if (typeof issuedAt !== "number") return null;
      const ageMs = nowMs - issuedAt * 1000;
      return ageMs >= -IDENTITY_SKEW_MS && ageMs <= DAY_MS + IDENTITY_SKEW_MS ? found : null;
    },

    audienceOf(token) {
      if (!isCompactHs256(token)) return null;
      try {
        const { aud } = decodeJwt(token);
        return aud === "session" || aud === "agent" ? aud : null;
      } catch {
        return null;
      }
    },
  };
}

interface Expected {
  audience: string;
  nowMs: number;
  skewMs: number;
  expiredForMs: number;
}

async function check(token: string, key: CryptoKey, expected: Expected): Promise<SignedClaims | null> {
  if (!isCompactHs256(token)) return null;
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: [ALGORITHM],
      audience: expected.audience,
      requiredClaims: ["exp", "sub"],
      currentDate: new Date(expected.nowMs),
      clockTolerance: expected.skewMs / 1000,
    });
    return signedClaims(payload);
  } catch (error) {
    // Expiry is what jose looks at last: by then the signature, the audience and `nbf` have been found good.
    if (!(error instanceof errors.JWTExpired)) return null;
    const found = signedClaims(error.payload);
    return found !== null && expected.nowMs - found.expiresAtMs < expected.expiredForMs ? found : null;
  }
}

function signedClaims(payload: JWTPayload): SignedClaims | null {
  const { exp } = payload;
  if (typeof exp !== "number" || !Number.isFinite(exp)) return null;
  // What came out of JSON.parse is JSON.
  return { claims: payload as JsonObject, expiresAtMs: exp * 1000 };
}

/** A function of its arguments, so that signing the same again gives the same token. */
function tokenId(audience: OwnAudience, claims: JsonObject, issuedAtMs: number): string {
  const text = JSON.stringify([audience, claims, issuedAtMs]);
  return createHash("sha256").update(text).digest("base64url").slice(0, 22);
}

function requireLength(name: string, secret: string): void {
  if (secret.length < MIN_SECRET_CHARACTERS) {
    throw new Error(`${name} must have at least ${MIN_SECRET_CHARACTERS} characters`);
  }
}
