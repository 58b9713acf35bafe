import type { JsonObject } from "../../ports/journal.ts";
import type { Vault } from "../../ports/vault.ts";
import type { Lanes } from "./journal.ts";

export function sqliteVault({ write, read }: Lanes): Vault {
  return {
    async get(kind, key) {
      const row = await read.call("vaultGet", { kind, key });
      if (row === null) return null;
      const [value, version, expiresAt] = row;
      return { value: JSON.parse(value) as JsonObject, version, expiresAt };
    },

    put: ({ value, ...entry }, expectedVersion) =>
      write.call("vaultPut", { ...entry, value: JSON.stringify(value), expectedVersion }),

    async delete(kind, key) {
      await write.call("vaultDelete", { kind, key });
    },

    async deleteExpired(now) {
      await write.call("vaultDeleteExpired", now);
    },
  };
}
