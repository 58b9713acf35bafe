import type { AccountRefusal } from "./account.ts";

export type AccountErrorCode =
  | AccountRefusal
  | "INVALID_USERNAME"
  | "INVALID_NAME"
  | "INVALID_MAX_SESSIONS"
  | "UNACCEPTABLE_PASSWORD";

/** A change of an account that was not made; for whoever manages accounts, not for whoever signs in. */
export class AccountError extends Error {
  override name = "AccountError";
  readonly code: AccountErrorCode;

  constructor(code: AccountErrorCode) {
    super(code);
    this.code = code;
  }
}
