import type { AccountEvent } from "@baton/protocol";
import { type AccountCommand, type AccountState, decideAccount, evolveAccount } from "../../domain/access/account.ts";
import { AccountError } from "../../domain/access/account-error.ts";
import { JournalUnavailable, type JsonObject, type StreamKey, type StreamSummary } from "../../ports/journal.ts";
import { chain } from "../journal/chain.ts";
import type { AccountDeps } from "./deps.ts";

/** People manage one account one at a time; beyond this the store misbehaves. */
const MAX_ATTEMPTS = 20;

export type AccountJournal = Pick<AccountDeps, "journal" | "bus" | "clock" | "ids">;

/**
 * Load → decide → append, again when the stream moved on meanwhile.
 * @returns the account after the command, and whether the command changed anything
 * @throws AccountError, JournalUnavailable
 */
export async function handleAccount(
  deps: AccountJournal,
  { tenant, username }: { tenant: string; username: string },
  command: AccountCommand,
): Promise<{ account: AccountState; changed: boolean }> {
  const { journal, bus, clock, ids } = deps;
  const stream = accountStream(tenant, username);
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const { head, state } = await journal.load(stream);
    const before = state as AccountState | null;
    const decision = decideAccount(before, command);
    if ("refused" in decision) throw new AccountError(decision.refused);
    const account = decision.events.reduce(evolveAccount, before);
    if (account === null) throw new AccountError("ACCOUNT_NOT_FOUND");
    if (decision.events.length === 0) return { account, changed: false };

    const now = clock.now();
    const newEvents = decision.events.map((event) => toNewEvent(event, ids.name("evt"), now));
    const events = chain(stream, head, newEvents);
    const result = await journal.append([{ stream, expectedSeq: head.seq, events, summary: summarize(account, now) }]);
    if (!result.ok) continue;
    const positions = result.positions[0] ?? [];
    const stored = events.map((event, index) => ({ ...event, stream, position: positions[index] ?? 0 }));
    bus.publish({ kind: "committed", stream, priorSeq: head.seq, events: stored });
    return { account, changed: true };
  }
  throw new JournalUnavailable("the account's stream would not hold still");
}

export const accountStream = (tenant: string, username: string): StreamKey => `${tenant}/account/${username}`;

const toNewEvent = (event: AccountEvent, id: string, time: number) => ({
  id,
  type: event.type,
  time,
  data: event.data as JsonObject,
  personal: event.personal as JsonObject | null,
});

function summarize(account: AccountState, now: number): StreamSummary {
  return {
    updatedAt: now,
    status: account.enabled ? "enabled" : "disabled",
    agentId: account.id,
    deadlineAt: null,
    priority: 0,
    waitingSince: null,
    state: account as unknown as JsonObject,
  };
}
