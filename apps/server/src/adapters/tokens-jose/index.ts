export { createOpaqueTokens } from "./opaque-tokens.ts";
export { loadRootSecret } from "./root-secret.ts";
export { createSignedTokens, IDENTITY_AUDIENCE } from "./signed-tokens.ts";
