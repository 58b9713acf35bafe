import { AccountError } from "../../domain/access/account-error.ts";
import { passwordIsAcceptable } from "../../domain/access/username.ts";
import { handleAccount } from "./account-stream.ts";
import { createAccount } from "./create-account.ts";
import { readCredentials, setFirstPassword } from "./credentials.ts";
import type { AccountDeps } from "./deps.ts";

export const ADMIN_USERNAME = "admin";

export type EnsuredAdmin =
  | { created: false }
  /** `generatedPassword` must be shown now: it is kept nowhere. Null when the operator chose the password. */
  | { created: true; username: string; generatedPassword: string | null };

/**
 * Somebody must be able to sign in after the first start. An `admin` that is there already is left as it is, whatever
 * password is given here: a setting that stays in a file for years must not undo a password changed since.
 * @param password of BATON_ADMIN_PASSWORD
 * @throws AccountError UNACCEPTABLE_PASSWORD, JournalUnavailable
 */
export async function ensureAdmin(
  deps: Omit<AccountDeps, "directory" | "opaqueTokens">,
  { tenant, password }: { tenant: string; password?: string },
): Promise<EnsuredAdmin> {
  if (password !== undefined && !passwordIsAcceptable(password)) throw new AccountError("UNACCEPTABLE_PASSWORD");
  const username = ADMIN_USERNAME;
  if ((await readCredentials(deps.vault, tenant, username)) !== null) return { created: false };
  const chosen = password ?? deps.passwords.generate();
  const created: EnsuredAdmin = { created: true, username, generatedPassword: password === undefined ? chosen : null };
  try {
    const account = { tenant, username, name: "Admin", role: "admin", maxSessions: 5, avatarUrl: null } as const;
    await createAccount(deps, { ...account, password: chosen });
    return created;
  } catch (error) {
    if (!(error instanceof AccountError) || error.code !== "ACCOUNT_EXISTS") throw error;
  }
  // There, but without a password: a process died half-way through making it, or another instance is making it at
  // this moment. Whoever stores the first password tells its operator; the other says nothing.
  const hash = await deps.passwords.hash(chosen);
  if (!(await setFirstPassword(deps.vault, tenant, username, hash))) return { created: false };
  await handleAccount(deps, { tenant, username }, { type: "change_password", operator: "system" });
  return created;
}
