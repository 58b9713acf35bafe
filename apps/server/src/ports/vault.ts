import type { JsonObject } from "./journal.ts";

/** Secrets and other things that must change or go: never events. One small mutable table of the journal's store. */
export interface Vault {
  get(kind: string, key: string): Promise<VaultEntry | null>;
  /**
   * Writes when the entry is at `expectedVersion` (0: does not exist).
   * @returns false when it was not, and nothing was written
   * @throws JournalUnavailable
   */
  put(
    entry: { kind: string; key: string; value: JsonObject; expiresAt: number | null },
    expectedVersion: number,
  ): Promise<boolean>;
  delete(kind: string, key: string): Promise<void>;
  deleteExpired(now: number): Promise<void>;
}

export interface VaultEntry {
  value: JsonObject;
  /** 1 for the first write, then rising by one. */
  version: number;
  /** Milliseconds since 1970; null for never. Readers must check it: expired entries may still be there. */
  expiresAt: number | null;
}
