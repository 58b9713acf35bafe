/**
 * A fresh idempotency key: 128 random bits in hex. `crypto.randomUUID` exists only in secure contexts, and a shop on
 * a plain-http test address must be able to chat too.
 */
export function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
