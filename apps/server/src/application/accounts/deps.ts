import type { Bus } from "../../ports/bus.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Account, Directory } from "../../ports/directory.ts";
import type { Ids } from "../../ports/ids.ts";
import type { Journal } from "../../ports/journal.ts";
import type { Passwords } from "../../ports/passwords.ts";
import type { OpaqueTokens } from "../../ports/tokens.ts";
import type { Vault } from "../../ports/vault.ts";

/** What the verbs on accounts need. `bus` tells other instances; a process without any may pass a silent one. */
export interface AccountDeps {
  journal: Journal;
  vault: Vault;
  directory: Directory;
  bus: Pick<Bus, "publish">;
  clock: Clock;
  ids: Ids;
  passwords: Passwords;
  opaqueTokens: OpaqueTokens;
}

/** Tokens that were just handed out, with whose they are. */
export interface Issued {
  token: string;
  refreshToken: string;
  /** Of `token`. */
  expiresInSeconds: number;
  account: Account;
}
