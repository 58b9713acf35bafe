import { hkdfSync } from "node:crypto";

/** A key of fewer bytes than the hash's output would be weaker than the hash (RFC 7518, 3.2). */
const KEY_BYTES = 32;

/** HMAC-SHA-256 keys, one for each purpose, that cannot be computed from one another. */
export function deriveKey(rootSecret: string, purpose: "session" | "agent" | "mark"): Uint8Array<ArrayBuffer> {
  return new Uint8Array(hkdfSync("sha256", rootSecret, "baton", `baton/v1/${purpose}`, KEY_BYTES));
}

/** Not extractable: whatever reads this process's objects finds no key to copy. */
export function hmacKey(bytes: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["sign", "verify"]);
}
