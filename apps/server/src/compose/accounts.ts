import { createLocalBus } from "../adapters/bus-local/index.ts";
import { createJournalDirectory } from "../adapters/directory-journal/index.ts";
import { createArgon2Passwords } from "../adapters/passwords-argon2/index.ts";
import { createRandomIds, createSystemClock } from "../adapters/system/index.ts";
import type { AccountDeps } from "../application/accounts/deps.ts";
import { openStore, type StorePlace } from "./store.ts";

export interface Accounts extends Omit<AccountDeps, "opaqueTokens"> {
  close(): Promise<void>;
}

/**
 * What managing accounts needs, and no more: for the command line, beside running servers or without any. Nobody
 * listens on this bus; a server finds out when it next looks (access.md, [A31]).
 */
export async function openAccounts(place: StorePlace): Promise<Accounts> {
  const { journal, vault } = await openStore(place);
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
