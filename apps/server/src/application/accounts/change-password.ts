import { AccountError } from "../../domain/access/account-error.ts";
import { passwordIsAcceptable } from "../../domain/access/username.ts";
import type { LiveFamilies } from "../tokens/live-families.ts";
import { handleAccount } from "./account-stream.ts";
import { updateCredentials } from "./credentials.ts";
import type { AccountDeps } from "./deps.ts";

/**
 * Sets the password and signs the account out everywhere, in one write. The event comes first: a trail that says more
 * than happened is better than one that says less.
 * @throws AccountError, PasswordsBusy, JournalUnavailable
 */
export async function changePassword(
  deps: Omit<AccountDeps, "directory" | "opaqueTokens"> & { liveFamilies: Pick<LiveFamilies, "revoked"> },
  change: { tenant: string; username: string; password: string; operator: string },
): Promise<void> {
  const { tenant, username, password, operator } = change;
  if (!passwordIsAcceptable(password)) throw new AccountError("UNACCEPTABLE_PASSWORD");
  const hash = await deps.passwords.hash(password);
  await handleAccount(deps, { tenant, username }, { type: "change_password", operator });
  const ended = await updateCredentials(deps.vault, tenant, username, (there) => ({
    next: {
      password: hash,
      passwordVersion: (there?.passwordVersion ?? 0) + 1,
      families: [],
      usualAddresses: there?.usualAddresses ?? [],
    },
    result: there?.families ?? [],
  }));
  deps.liveFamilies.revoked(ended.map(({ id }) => id));
}
