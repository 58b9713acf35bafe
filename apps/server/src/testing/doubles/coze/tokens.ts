import { randomBytes } from "node:crypto";
import { importSPKI, type JWTPayload, jwtVerify } from "jose";

const GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
const LONGEST_SECONDS = 86_399;
const USUAL_SECONDS = 900;

export interface TokenRules {
  /** PEM. */
  readonly publicKey: string;
  readonly publicKeyId: string;
  readonly clientId: string;
  /** The API's host, as it must stand in the assertion. */
  audience(): string;
  /** How long an access token is good, instead of what is asked for. */
  readonly tokenSeconds?: number | undefined;
  /** Coze says when a token ends; other servers say how long it is good. */
  readonly expiresIn: "timestamp" | "seconds";
}

/** Answers like Coze's: an error's status and body, or a token. */
export type Granted = { session: string; body: object } | { status: number; body: object };

/** Hands out access tokens, each for one session name, against a signed assertion that is used once. */
export function tokenOffice(rules: TokenRules) {
  const used = new Set<string>();
  const sessions = new Map<string, { session: string; endsAtMs: number }>();

  return {
    /** @param assertion what stands after `Bearer` */
    async grant(assertion: string, body: unknown): Promise<Granted> {
      const { grant_type: grant, duration_seconds: asked = USUAL_SECONDS } = body as Record<string, unknown>;
      if (grant !== GRANT) return invalid("unsupported_grant_type", `not supported grant type: ${String(grant)}`);
      const claims = await verified(assertion);
      if (claims === null) return invalid("invalid_client", "");
      const { session_name: session, jti } = claims;
      if (typeof session !== "string" || session === "") return invalid("invalid_request", "session_name is missing");
      if (typeof jti !== "string" || used.has(jti)) return invalid("invalid_client", "the assertion was used before");
      used.add(jti);
      const seconds = rules.tokenSeconds ?? Math.min(Number(asked), LONGEST_SECONDS);
      const endsAtMs = Date.now() + seconds * 1_000;
      const token = `czs_${randomBytes(24).toString("base64url")}`;
      sessions.set(token, { session, endsAtMs });
      const expiry = rules.expiresIn === "timestamp" ? Math.floor(endsAtMs / 1_000) : seconds;
      return { session, body: { access_token: token, expires_in: expiry, token_type: "Bearer" } };
    },
    /** @returns the session it was given to, null for one that is unknown or over */
    sessionOf(token: string): string | null {
      const found = sessions.get(token);
      return found === undefined || found.endsAtMs <= Date.now() ? null : found.session;
    },
    /** From now on no token is good that was given out before. */
    revokeAll: () => sessions.clear(),
  };

  async function verified(assertion: string): Promise<JWTPayload | null> {
    try {
      const { payload, protectedHeader } = await jwtVerify(assertion, await importSPKI(rules.publicKey, "RS256"), {
        algorithms: ["RS256"],
        typ: "JWT",
        issuer: rules.clientId,
        audience: rules.audience(),
        requiredClaims: ["iat", "exp", "jti"],
      });
      return protectedHeader.kid === rules.publicKeyId ? payload : null;
    } catch {
      return null;
    }
  }
}

function invalid(code: string, message: string): Granted {
  return { status: code === "invalid_client" ? 401 : 400, body: { error_code: code, error_message: message } };
}
