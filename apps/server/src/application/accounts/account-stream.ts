import { type AccountCommand, type AccountState, decideAccount, evolveAccount } from "../../domain/access/account.ts";
import { AccountError } from "../../domain/access/account-error.ts";
import type { StreamKey } from "../../ports/journal.ts";
import { changeStream, type StreamDeps, unrepeated } from "../change-stream.ts";

/**
 * @returns the account after the command, and whether the command changed anything
 * @throws AccountError, JournalUnavailable
 */
export async function handleAccount(
  deps: StreamDeps,
  { tenant, username }: { tenant: string; username: string },
  command: AccountCommand,
): Promise<{ account: AccountState; changed: boolean }> {
  const result = await changeStream<AccountState>(
    deps,
    accountStream(tenant, username),
    ({ state: before }) => {
      const decision = decideAccount(before, command);
      if ("refused" in decision) throw new AccountError(decision.refused);
      const { events } = decision;
      const state = events.reduce(evolveAccount, before);
      if (state === null) throw new AccountError("ACCOUNT_NOT_FOUND");
      return { events, state };
    },
    { rowOf: ({ enabled, id }) => ({ status: enabled ? "enabled" : "disabled", agentId: id }) },
  );
  const { state: account, changed } = unrepeated(result);
  return { account, changed };
}

export const accountStream = (tenant: string, username: string): StreamKey => `${tenant}/account/${username}`;
