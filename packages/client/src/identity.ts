import { ApiError } from "./errors.ts";

/** Signed by the host site; undefined for a guest. */
export type IdentityToken = string | undefined;

/** The token, or how to get one of now: it may have ended since the page was made. */
export type IdentitySource = string | (() => IdentityToken | Promise<IdentityToken>);

/**
 * At once where the source can say so. A string is taken as it is, even if it is no token: it says the same however often
 * it is asked, and the server's refusal tells whoever wrote it there.
 * @throws ApiError `NETWORK` when the host page could not find out; it may know another time
 */
export function readIdentity(source: IdentitySource | undefined): IdentityToken | Promise<IdentityToken> {
  if (typeof source !== "function") return orGuest(source);
  try {
    const answer = source();
    if (!(answer instanceof Promise)) return tokenOf(answer);
    return answer.then(tokenOf).catch((cause: unknown) => Promise.reject(notKnown(cause)));
  } catch (cause) {
    return Promise.reject(notKnown(cause));
  }
}

/** An empty answer (204) or attribute names nobody. */
const orGuest = (answer: IdentityToken): IdentityToken => (answer === "" ? undefined : answer);

/** What comes instead of a token, an outage page or a sign-in form, does not say that the customer has gone. */
function tokenOf(answer: IdentityToken): IdentityToken {
  const identityToken = orGuest(answer);
  if (identityToken !== undefined && customerOf(identityToken) === undefined) {
    throw new TypeError("the answer is no identity token");
  }
  return identityToken;
}

const notKnown = (cause: unknown) =>
  new ApiError({ status: 0, code: "NETWORK", message: "The page does not know who is signed in.", cause });

/** The customer that an identity token names. Not verified: the server does that. */
export function customerOf(identityToken: IdentityToken): string | undefined {
  if (identityToken === undefined) return undefined;
  try {
    const [, payload = ""] = identityToken.split(".");
    const bytes = Uint8Array.from(atob(payload.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));
    const claims: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return typeof claims === "object" && claims !== null && "sub" in claims && typeof claims.sub === "string"
      ? claims.sub
      : undefined;
  } catch {
    return undefined;
  }
}
