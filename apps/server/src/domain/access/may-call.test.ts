import { describe, expect, test } from "vitest";
import { ANONYMOUS, type Caller } from "./caller.ts";
import { ACCESS_WORDS, type Access, mayCall, mayTouchSession } from "./may-call.ts";

const agent: Caller = {
  kind: "agent",
  tenant: "default",
  id: "agent_1",
  username: "wang",
  name: "小王",
  role: "agent",
  family: "fam_1",
  expiresAtMs: 1,
};
const callers = {
  anonymous: ANONYMOUS,
  customer: { kind: "customer", tenant: "default", sessionName: "s1", expiresAtMs: 1 },
  agent,
  admin: { ...agent, role: "admin" },
  open: { kind: "open", tenant: "default" },
} as const satisfies Record<string, Caller>;

const expected: Record<Access, Record<keyof typeof callers, true | string>> = {
  public: { anonymous: true, customer: true, agent: true, admin: true, open: true },
  "customer-or-agent": { anonymous: "UNAUTHENTICATED", customer: true, agent: true, admin: true, open: true },
  customer: { anonymous: "UNAUTHENTICATED", customer: true, agent: "FORBIDDEN", admin: "FORBIDDEN", open: true },
  agent: { anonymous: "UNAUTHENTICATED", customer: "FORBIDDEN", agent: true, admin: true, open: true },
  admin: {
    anonymous: "UNAUTHENTICATED",
    customer: "FORBIDDEN",
    agent: "FORBIDDEN",
    admin: true,
    open: "UNAUTHENTICATED",
  },
};

describe("[A2] [A3] who may use a route", () => {
  for (const word of ACCESS_WORDS) {
    for (const [name, caller] of Object.entries(callers)) {
      const answer = expected[word][name as keyof typeof callers];
      test(`${word} × ${name}: ${answer}`, () => {
        const found = mayCall(word, caller);
        expect(found.allowed ? true : found.code).toBe(answer);
      });
    }
  }
});

describe("[A4] which session a caller may touch", () => {
  test.each([
    ["a customer, their own", callers.customer, "default", "s1", true],
    ["a customer, another", callers.customer, "default", "s2", false],
    ["a customer, the same name in another tenant", callers.customer, "other", "s1", false],
    ["an agent, any of the tenant", callers.agent, "default", "s2", true],
    ["an agent, one of another tenant", callers.agent, "other", "s1", false],
    ["an open caller, any of the tenant", callers.open, "default", "s2", true],
    ["an open caller, one of another tenant", callers.open, "other", "s1", false],
    ["nobody", callers.anonymous, "default", "s1", false],
  ] as const)("%s", (_, caller, tenant, session, allowed) => {
    expect(mayTouchSession(caller, tenant, session)).toBe(allowed);
  });
});
