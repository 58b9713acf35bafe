import type { Patience, StreamKey } from "../ports/journal.ts";

export interface SessionRef {
  tenant: string;
  name: string;
}

export const sessionStream = (ref: SessionRef): StreamKey => `${ref.tenant}/session/${ref.name}`;

export function sessionRef(stream: StreamKey): SessionRef | null {
  const [tenant = "", kind, name = ""] = stream.split("/");
  return kind === "session" ? { tenant, name } : null;
}

/** Who called, for logs and for the scope of idempotency keys. */
export interface Call {
  requestId: string;
  /** With the journal, until the command is accepted. */
  patience?: Patience;
  /** Set when the request carried an idempotency key: see idempotency.ts. */
  receipt?: { key: string; request: string; expiresAt: number };
}
