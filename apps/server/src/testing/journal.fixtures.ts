import { randomUUID } from "node:crypto";
import { chain, type NewEvent } from "../application/journal/chain.ts";
import type {
  AppendResult,
  Head,
  Journal,
  JsonObject,
  Receipt,
  StoredEvent,
  StreamKey,
  StreamSummary,
  Write,
} from "../ports/journal.ts";
import type { Vault } from "../ports/vault.ts";

export interface Store {
  journal: Journal;
  vault: Vault;
}

/** What an adapter's test hands to the contract suites: a fresh, empty store each time. */
export interface StoreFactory {
  open(): Promise<Store>;
  /** Called once with every store that `open` gave. */
  dispose(store: Store): Promise<void>;
}

export const session = (name: string): StreamKey => `default/session/${name}`;

export const event = (part: Partial<NewEvent> = {}): NewEvent => ({
  id: `evt_${randomUUID()}`,
  type: "customer_message",
  time: 1_763_605_000_000,
  data: {},
  personal: null,
  ...part,
});

export const says = (content: string): NewEvent => event({ personal: { content } });

export const summary = (part: Partial<StreamSummary> = {}): StreamSummary => ({
  updatedAt: 1_763_605_000_000,
  status: "bot_active",
  agentId: null,
  deadlineAt: null,
  priority: 0,
  waitingSince: null,
  state: {},
  ...part,
});

/** A write that continues the stream from `head`. */
export const writeAt = (
  stream: StreamKey,
  head: Head,
  events: NewEvent[],
  row: Partial<StreamSummary> = {},
): Write => ({
  stream,
  expectedSeq: head.seq,
  events: chain(stream, head, events),
  summary: summary(row),
});

export const receiptOf = (stream: StreamKey, part: Partial<Receipt> = {}): Receipt => ({
  key: randomUUID(),
  request: "request-hash",
  stream,
  fromSeq: 0,
  toSeq: 1,
  expiresAt: 2_000_000_000_000,
  ...part,
});

/** Loads the stream and continues it, as a command does when nobody else writes. */
export async function put(
  { journal }: Store,
  stream: StreamKey,
  events: NewEvent[] = [event()],
  row: Partial<StreamSummary> = {},
): Promise<AppendResult> {
  const { head } = await journal.load(stream);
  return journal.append([writeAt(stream, head, events, row)]);
}

export const EVERYTHING = { limit: Number.MAX_SAFE_INTEGER };

export async function everything({ journal }: Store): Promise<StoredEvent[]> {
  return journal.readAll(0, 1_000_000);
}

export const contents = (events: readonly StoredEvent[]): unknown[] => events.map(({ personal }) => personal?.content);

export const stateOf = async ({ journal }: Store, stream: StreamKey): Promise<JsonObject | null> =>
  (await journal.load(stream)).state;
