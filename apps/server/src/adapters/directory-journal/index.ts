import { AccountEvent } from "@baton/protocol";
import type { AccountState } from "../../domain/access/account.ts";
import type { Bus } from "../../ports/bus.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Account, Directory } from "../../ports/directory.ts";
import type { Head, Journal, JsonObject, StreamKey } from "../../ports/journal.ts";

/** What an instance that missed the bus's word may lag behind. */
const MAX_STALE_MS = 2_000;
const PAGE = 200;

interface Cached {
  account: Account;
  headSeq: number;
  checkedAtMs: number;
}

/** Accounts, as their streams say, and kept. A name that no account has is not kept: strangers choose those. */
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
    if (signal.kind !== "committed" && signal.kind !== "reached") return;
    const cached = cache.get(signal.stream);
    // Kept, but to be compared with the head before it is used again.
    if (cached !== undefined) cached.checkedAtMs = Number.NEGATIVE_INFINITY;
  });

  async function current(stream: StreamKey, head: Head, state: JsonObject, checkedAtMs: number): Promise<Account> {
    const cached = cache.get(stream);
    if (cached?.headSeq === head.seq) {
      cached.checkedAtMs = checkedAtMs;
      return cached.account;
    }
    const known = asAccountState(state);
    const { name, avatarUrl } = await readPersonal(journal, stream);
    const account = { ...known, name: name ?? known.username, avatarUrl };
    cache.set(stream, { account, headSeq: head.seq, checkedAtMs });
    return account;
  }

  return {
    async byUsername(tenant, username) {
      const stream: StreamKey = `${tenant}/account/${username}`;
      const now = clock.now();
      const cached = cache.get(stream);
      if (cached !== undefined && now - cached.checkedAtMs < MAX_STALE_MS) return cached.account;
      const { head, state } = await journal.load(stream);
      return state === null ? null : current(stream, head, state, now);
    },

    async all(tenant) {
      const now = clock.now();
      const accounts: Account[] = [];
      for (let offset = 0, total = 1; offset < total; offset += PAGE) {
        const found = await journal.find({ tenant, kind: "account", order: "key", offset, limit: PAGE });
        total = found.total;
        for (const { stream, head, state } of found.streams) accounts.push(await current(stream, head, state, now));
      }
      return accounts;
    },

    close: unsubscribe,
  };
}

/** What the row of a stream may not hold: a person's name. Null, too, once it has been erased. */
async function readPersonal(
  journal: Journal,
  stream: StreamKey,
): Promise<{ name: string | null; avatarUrl: string | null }> {
  const [stored] = await journal.read(stream, { types: ["account_created"], limit: 1 });
  const event = stored === undefined ? null : AccountEvent.parse(stored);
  if (event?.type !== "account_created" || event.personal === null) return { name: null, avatarUrl: null };
  return { name: event.personal.name, avatarUrl: event.personal.avatar_url };
}

/** Rows of accounts are written from this type alone. */
const asAccountState = (state: JsonObject): AccountState => state as unknown as AccountState;
