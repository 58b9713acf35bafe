import type { AgentRole } from "@baton/protocol";

/** Who a request comes from, once its token has been verified. Nothing in a request's body is in here, but in `open`. */
export type Caller =
  | { kind: "anonymous" }
  /** The holder of a session token: opens that one session and nothing else. */
  | { kind: "customer"; tenant: string; sessionName: string /** Milliseconds since 1970. */; expiresAtMs: number }
  | AgentCaller
  /** `BATON_AUTH=open` and no token: whoever the body says. */
  | { kind: "open"; tenant: string };

export interface AgentCaller {
  kind: "agent";
  tenant: string;
  id: string;
  username: string;
  name: string;
  role: AgentRole;
  /** The refresh-token family that the access token belongs to: it ends when the family is revoked. */
  family: string;
  /** Milliseconds since 1970. */
  expiresAtMs: number;
}

export const ANONYMOUS: Caller = { kind: "anonymous" };
