import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { createLocalBus } from "../adapters/bus-local/index.ts";
import { createJournalDirectory } from "../adapters/directory-journal/index.ts";
import { openSqliteStore } from "../adapters/journal-sqlite/open.ts";
import { createArgon2Passwords } from "../adapters/passwords-argon2/index.ts";
import { createRandomIds, createSystemClock } from "../adapters/system/index.ts";
import type { AccountDeps } from "../application/accounts/deps.ts";

export interface Accounts extends Omit<AccountDeps, "opaqueTokens"> {
  close(): Promise<void>;
}

/** Where the accounts of this data folder are kept. */
export const accountsFile = (dataDir: string): string => resolve(join(dataDir, "baton.sqlite"));

export const hasAccounts = (dataDir: string): boolean => existsSync(accountsFile(dataDir));

/**
 * What managing accounts needs, and no more: for the command line, beside a running server or without one. Nobody
 * listens on this bus; the server finds out when it next looks (access.md, [A31]).
 */
export async function openAccounts(dataDir: string): Promise<Accounts> {
  const { journal, vault } = await openSqliteStore({ path: accountsFile(dataDir) });
  const clock = createSystemClock();
  const bus = createLocalBus();
  const directory = createJournalDirectory({ journal, bus, clock });
  return {
    journal,
    vault,
    bus,
    clock,
    directory,
    ids: createRandomIds(clock),
    passwords: createArgon2Passwords(),
    async close() {
      directory.close();
      await bus.close();
      await journal.close();
    },
  };
}
