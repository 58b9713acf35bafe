/** A verified token is kept as a cache's key, and a parser must not be handed megabytes. */
const MAX_TOKEN_CHARACTERS = 8_192;

/**
 * Three parts, and an HMAC-SHA-256 of 32 bytes as the third. The last character carries two bits that mean nothing:
 * without pinning them to zero, four spellings of one token would be good.
 */
const COMPACT = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/;

export function isCompactHs256(token: string): boolean {
  return token.length <= MAX_TOKEN_CHARACTERS && COMPACT.test(token);
}
