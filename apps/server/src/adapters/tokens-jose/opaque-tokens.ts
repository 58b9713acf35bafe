import { createHash, createHmac, randomBytes } from "node:crypto";
import type { OpaqueTokens } from "../../ports/tokens.ts";
import { deriveKey } from "./keys.ts";

export function createOpaqueTokens(rootSecret: string): OpaqueTokens {
  const markKey = deriveKey(rootSecret, "mark");
  return {
    mint: () => randomBytes(32).toString("base64url"),
    // Fast on purpose: 256 random bits cannot be guessed, so there is nothing a slow hash would protect.
    digest: (token) => createHash("sha256").update(token).digest("base64url"),
    successor: (token, nonce) => createHmac("sha256", nonce).update(token).digest("base64url"),
    mark: (text) => createHmac("sha256", markKey).update(text).digest("base64url").slice(0, 22),
  };
}
