import type { ErrorCode, SessionStatus } from "@baton/protocol";

/** The request was understood and is not accepted; nothing was stored. The code is one of the contract's. */
export class Refusal extends Error {
  override name = "Refusal";
  readonly code: ErrorCode;
  /** The state that refused, for `SESSION_IN_MANUAL_MODE: <status>`. */
  readonly status: SessionStatus | null;

  constructor(code: ErrorCode, status: SessionStatus | null = null) {
    super(code);
    this.code = code;
    this.status = status;
  }
}
