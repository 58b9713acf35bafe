import type { LiveFamilies } from "../tokens/live-families.ts";
import { handleAccount } from "./account-stream.ts";
import { updateCredentials } from "./credentials.ts";
import type { AccountDeps } from "./deps.ts";

/**
 * Signs the account out everywhere, in both directions: enabling it again must not revive a family that a process
 * which died half-way left behind.
 * @returns whether the account was not that way already
 * @throws AccountError, JournalUnavailable
 */
export async function setAccountEnabled(
  deps: Pick<AccountDeps, "journal" | "bus" | "clock" | "ids" | "vault"> & {
    liveFamilies: Pick<LiveFamilies, "revoked">;
  },
  change: { tenant: string; username: string; enabled: boolean; operator: string },
): Promise<boolean> {
  const { tenant, username, enabled, operator } = change;
  const { changed } = await handleAccount(
    deps,
    { tenant, username },
    { type: enabled ? "enable" : "disable", operator },
  );
  const idle = enabled && !changed;
  if (idle) return false;
  const ended = await updateCredentials(deps.vault, tenant, username, (there) =>
    there === null || there.families.length === 0
      ? { next: null, result: [] }
      : { next: { ...there, families: [] }, result: there.families },
  );
  deps.liveFamilies.revoked(ended.map(({ id }) => id));
  return changed;
}
