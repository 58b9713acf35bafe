export { createOpaqueTokens } from "./opaque-tokens.ts";
export { loadRootSecret } from "./root-secret.ts";
export { createSignedTokens } from "./signed-tokens.ts";
