export type AccessCode = "UNAUTHENTICATED" | "BAD_CREDENTIALS" | "FORBIDDEN" | "RATE_LIMITED";

/**
 * The caller may not. Says nothing about why: which part of a token or of a sign-in was wrong would help whoever is
 * trying them out.
 */
export class AccessError extends Error {
  override name = "AccessError";
  readonly code: AccessCode;
  /** Whole seconds, at least 1; set for `RATE_LIMITED` only. */
  readonly retryAfterSeconds: number | null;

  constructor(code: AccessCode, retryAfterMs: number | null = null) {
    super(code);
    this.code = code;
    this.retryAfterSeconds = retryAfterMs === null ? null : Math.max(1, Math.ceil(retryAfterMs / 1000));
  }
}

export const unauthenticated = (): AccessError => new AccessError("UNAUTHENTICATED");
