import type { RuleEvent } from "@baton/protocol";
import type { Bus } from "../../ports/bus.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Expressions } from "../../ports/expressions.ts";
import type { Ids } from "../../ports/ids.ts";
import { type Journal, JournalUnavailable, type JsonObject, type StreamSummary } from "../../ports/journal.ts";
import { type LiveRules, type RuleBook, rulesStream } from "../../ports/rules.ts";
import { chain } from "../journal/chain.ts";
import { decideRules, EMPTY_BOOK, evolveRules, type RuleCommand } from "./rule-book.ts";
import { refusalOf } from "./rule-invalid.ts";

/** What the verbs on rules need. */
export interface RuleDeps {
  journal: Journal;
  bus: Pick<Bus, "publish">;
  clock: Clock;
  ids: Ids;
  expressions: Expressions;
  live: LiveRules;
}

/** People change rules one at a time; beyond this the store misbehaves. */
const MAX_ATTEMPTS = 20;

export async function loadBook({ journal }: Pick<RuleDeps, "journal">, tenant: string): Promise<RuleBook> {
  const { state } = await journal.load(rulesStream(tenant));
  // Rows of this stream are written from this type alone.
  return state === null ? EMPTY_BOOK : (state as unknown as RuleBook);
}

/**
 * Load → decide → append, again when the stream moved on meanwhile. Whoever asks this instance next is answered by the
 * new rules.
 * @throws RuleInvalid, Refusal NOT_FOUND, JournalUnavailable
 */
export async function handleRules(deps: RuleDeps, tenant: string, command: RuleCommand): Promise<RuleBook> {
  const { journal, bus, clock, ids, live } = deps;
  const stream = rulesStream(tenant);
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const { head, state } = await journal.load(stream);
    const before = state === null ? EMPTY_BOOK : (state as unknown as RuleBook);
    const decision = decideRules(before, command, head.seq + 1);
    if ("refused" in decision) throw refusalOf(decision.refused);
    if (decision.events.length === 0) return before;

    const now = clock.now();
    const book = decision.events.reduce((folded, event) => evolveRules(folded, { ...event, time: now }), before);
    const newEvents = decision.events.map((event) => toNewEvent(event, ids.name("evt"), now));
    const events = chain(stream, head, newEvents);
    const result = await journal.append([{ stream, expectedSeq: head.seq, events, summary: summarize(book, now) }]);
    if (!result.ok) continue;
    const positions = result.positions[0] ?? [];
    const stored = events.map((event, index) => ({ ...event, stream, position: positions[index] ?? 0 }));
    bus.publish({ kind: "committed", stream, priorSeq: head.seq, events: stored });
    await live.refreshed(tenant);
    return book;
  }
  throw new JournalUnavailable("the stream of the rules would not hold still");
}

const toNewEvent = (event: RuleEvent, id: string, time: number) => ({
  id,
  type: event.type,
  time,
  data: event.data as JsonObject,
  personal: event.personal,
});

const summarize = (book: RuleBook, now: number): StreamSummary => ({
  updatedAt: now,
  status: null,
  agentId: null,
  deadlineAt: null,
  priority: 0,
  waitingSince: null,
  state: book as unknown as JsonObject,
});
