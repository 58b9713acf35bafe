export interface SessionHolder {
  tenant: string;
  sessionName: string;
  /** Milliseconds since 1970; in the past when an expired token was allowed. */
  expiresAtMs: number;
}
