import type { Caller } from "./caller.ts";

/** The words a route chooses from to say who may call it. There is no default: a route without one must not start. */
export const ACCESS_WORDS = ["public", "customer-or-agent", "customer", "agent", "admin"] as const;
export type Access = (typeof ACCESS_WORDS)[number];

export type MayCall = { allowed: true } | { allowed: false; code: "UNAUTHENTICATED" | "FORBIDDEN" };

const YES: MayCall = { allowed: true };
const WHO_ARE_YOU: MayCall = { allowed: false, code: "UNAUTHENTICATED" };
const NOT_YOU: MayCall = { allowed: false, code: "FORBIDDEN" };

/** Every word × every kind of caller, so that neither a new word nor a new kind compiles without an answer. */
const TABLE: { [word in Access]: { [kind in Caller["kind"] | "admin"]: MayCall } } = {
  public: { anonymous: YES, customer: YES, agent: YES, admin: YES, open: YES },
  "customer-or-agent": { anonymous: WHO_ARE_YOU, customer: YES, agent: YES, admin: YES, open: YES },
  customer: { anonymous: WHO_ARE_YOU, customer: YES, agent: NOT_YOU, admin: NOT_YOU, open: YES },
  agent: { anonymous: WHO_ARE_YOU, customer: NOT_YOU, agent: YES, admin: YES, open: YES },
  // Open mode is for clients of the seed's system, which has no administrators: managing accounts needs a sign-in even there.
  admin: { anonymous: WHO_ARE_YOU, customer: NOT_YOU, agent: NOT_YOU, admin: YES, open: WHO_ARE_YOU },
};

/** Whether this kind of caller may use such a route at all; which session it may touch is {@link mayTouchSession}. */
export function mayCall(access: Access, caller: Caller): MayCall {
  return TABLE[access][caller.kind === "agent" && caller.role === "admin" ? "admin" : caller.kind];
}

/** False must be answered 404, as if the session did not exist: names of other customers' sessions are not confirmed. */
export function mayTouchSession(caller: Caller, tenant: string, sessionName: string): boolean {
  switch (caller.kind) {
    case "anonymous":
      return false;
    case "customer":
      return caller.tenant === tenant && caller.sessionName === sessionName;
    case "agent":
    case "open":
      return caller.tenant === tenant;
  }
}
