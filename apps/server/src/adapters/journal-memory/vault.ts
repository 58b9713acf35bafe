import type { JsonObject } from "../../ports/journal.ts";
import type { Vault } from "../../ports/vault.ts";
import { assertOpen, type Doors } from "./journal.ts";

interface KeptEntry {
  value: string;
  version: number;
  expiresAt: number | null;
}

export function memoryVault(doors: Doors): Vault {
  const entries = new Map<string, KeptEntry>();
  const place = (kind: string, key: string) => JSON.stringify([kind, key]);

  return {
    async get(kind, key) {
      assertOpen(doors);
      const kept = entries.get(place(kind, key));
      return kept ? { ...kept, value: JSON.parse(kept.value) as JsonObject } : null;
    },

    async put({ kind, key, value, expiresAt }, expectedVersion) {
      assertOpen(doors);
      const at = place(kind, key);
      if ((entries.get(at)?.version ?? 0) !== expectedVersion) return false;
      entries.set(at, { value: JSON.stringify(value), version: expectedVersion + 1, expiresAt });
      return true;
    },

    async delete(kind, key) {
      assertOpen(doors);
      entries.delete(place(kind, key));
    },

    async deleteExpired(now) {
      assertOpen(doors);
      for (const [at, { expiresAt }] of entries) if (expiresAt !== null && expiresAt <= now) entries.delete(at);
    },
  };
}
