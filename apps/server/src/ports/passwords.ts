/** What is stored for a password: everything needed to check it again, so that the parameters can be raised later. */
export interface PasswordHash {
  algorithm: "argon2id";
  memoryKib: number;
  passes: number;
  parallelism: number;
  /** base64 */
  salt: string;
  /** base64 */
  hash: string;
}

/**
 * Slow on purpose, therefore limited: only a few run at once, and a bounded number waits.
 * @throws PasswordsBusy from every method but `generate` when too many wait already
 */
export interface Passwords {
  hash(password: string): Promise<PasswordHash>;
  /** `outdated`: the hash was made with weaker parameters than today's. `urgent` goes before those that are not. */
  verify(password: string, stored: PasswordHash, urgent: boolean): Promise<{ matches: boolean; outdated: boolean }>;
  /** Takes the work of a `verify` and tells nothing: for accounts that do not exist. */
  verifyNothing(password: string): Promise<void>;
  /** A new password that nobody could guess, easy to read out and to type. */
  generate(): string;
}

export class PasswordsBusy extends Error {
  override name = "PasswordsBusy";
}
