import { AccountEvent } from "@baton/protocol";
import { type AccountState, evolveAccount } from "../../domain/access/account.ts";
import type { Bus } from "../../ports/bus.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Account, Directory } from "../../ports/directory.ts";
import type { Journal, StoredEvent, StreamKey } from "../../ports/journal.ts";

/** What an instance that missed the bus's word may lag behind. */
const MAX_STALE_MS = 2_000;
const PAGE = 200;
/** An account's stream grows by a handful of events in its life. */
const EVENTS_PER_READ = 500;

interface Cached {
  account: Account;
  headSeq: number;
  checkedAtMs: number;
}

/** Accounts, folded from their streams and kept. A name that no account has is not kept: strangers choose those. */
export function createJournalDirectory({
  journal,
  bus,
  clock,
}: {
  journal: Journal;
  bus: Pick<Bus, "subscribe">;
  clock: Clock;
}): Directory & { close(): void } {
  const cache = new Map<StreamKey, Cached>();
  const unsubscribe = bus.subscribe((signal) => {
    if (signal.kind !== "committed") return;
    const cached = cache.get(signal.stream);
    // Kept, but to be compared with the head before it is used again.
    if (cached !== undefined) cached.checkedAtMs = Number.NEGATIVE_INFINITY;
  });

  async function current(stream: StreamKey, headSeq: number, checkedAtMs: number): Promise<Account | null> {
    const cached = cache.get(stream);
    if (cached?.headSeq === headSeq) {
      cached.checkedAtMs = checkedAtMs;
      return cached.account;
    }
    const account = fold(await readWhole(journal, stream));
    if (account !== null) cache.set(stream, { account, headSeq, checkedAtMs });
    return account;
  }

  return {
    async byUsername(tenant, username) {
      const stream: StreamKey = `${tenant}/account/${username}`;
      const now = clock.now();
      const cached = cache.get(stream);
      if (cached !== undefined && now - cached.checkedAtMs < MAX_STALE_MS) return cached.account;
      const { head, state } = await journal.load(stream);
      return state === null ? null : current(stream, head.seq, now);
    },

    async all(tenant) {
      const now = clock.now();
      const accounts: Account[] = [];
      for (let offset = 0, total = 1; offset < total; offset += PAGE) {
        const found = await journal.find({ tenant, kind: "account", order: "key", offset, limit: PAGE });
        total = found.total;
        for (const { stream, head } of found.streams) {
          const account = await current(stream, head.seq, now);
          if (account !== null) accounts.push(account);
        }
      }
      return accounts;
    },

    close: unsubscribe,
  };
}

async function readWhole(journal: Journal, stream: StreamKey): Promise<StoredEvent[]> {
  const events: StoredEvent[] = [];
  for (;;) {
    const page = await journal.read(stream, { afterSeq: events.at(-1)?.seq ?? 0, limit: EVENTS_PER_READ });
    events.push(...page);
    if (page.length < EVENTS_PER_READ) return events;
  }
}

function fold(stored: readonly StoredEvent[]): Account | null {
  let state: AccountState | null = null;
  let name: string | null = null;
  let avatarUrl: string | null = null;
  for (const { type, data, personal } of stored) {
    const event = AccountEvent.parse({ type, data, personal });
    state = evolveAccount(state, event);
    if (event.type === "account_created" && event.personal !== null) {
      name = event.personal.name;
      avatarUrl = event.personal.avatar_url;
    }
  }
  // A name that has been erased leaves the user name, which is no secret of the person's.
  return state === null ? null : { ...state, name: name ?? state.username, avatarUrl };
}
