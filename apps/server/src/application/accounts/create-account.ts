import type { AgentRole } from "@baton/protocol";
import type { AccountState } from "../../domain/access/account.ts";
import { AccountError } from "../../domain/access/account-error.ts";
import { normalizeUsername, passwordIsAcceptable } from "../../domain/access/username.ts";
import { handleAccount } from "./account-stream.ts";
import { setFirstPassword } from "./credentials.ts";
import type { AccountDeps } from "./deps.ts";

export interface NewAccount {
  tenant: string;
  username: string;
  /** What customers see. */
  name: string;
  role: AgentRole;
  maxSessions: number;
  avatarUrl: string | null;
  password: string;
}

const MAX_NAME_CHARACTERS = 200;
const MAX_MAX_SESSIONS = 1_000;

/**
 * The event comes before the secret: should this process die between the two, the account is there and cannot be
 * signed in to until it is given a password, and the audit trail is complete.
 * @throws AccountError, PasswordsBusy, JournalUnavailable
 */
export async function createAccount(
  deps: Omit<AccountDeps, "directory" | "opaqueTokens">,
  input: NewAccount,
): Promise<AccountState> {
  const { tenant, role, maxSessions, avatarUrl, password } = input;
  const username = normalizeUsername(input.username);
  if (username === null) throw new AccountError("INVALID_USERNAME");
  const name = input.name.trim();
  if (name === "" || name.length > MAX_NAME_CHARACTERS || /\p{Cc}/u.test(name)) throw new AccountError("INVALID_NAME");
  if (!Number.isInteger(maxSessions) || maxSessions < 1 || maxSessions > MAX_MAX_SESSIONS) {
    throw new AccountError("INVALID_MAX_SESSIONS");
  }
  if (!passwordIsAcceptable(password)) throw new AccountError("UNACCEPTABLE_PASSWORD");

  const hash = await deps.passwords.hash(password);
  const id = deps.ids.name("agent");
  const { account } = await handleAccount(
    deps,
    { tenant, username },
    { type: "create", id, username, name, role, maxSessions, avatarUrl },
  );
  // Somebody saw the account without a password and gave it one in between: the account is theirs.
  if (!(await setFirstPassword(deps.vault, tenant, username, hash))) throw new AccountError("ACCOUNT_EXISTS");
  return account;
}
