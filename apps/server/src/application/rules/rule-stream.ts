import type { Expressions } from "../../ports/expressions.ts";
import { type LiveRules, type RuleBook, rulesStream } from "../../ports/rules.ts";
import { changeStream, type StreamDeps, unrepeated } from "../change-stream.ts";
import { decideRules, EMPTY_BOOK, evolveRules, type RuleCommand } from "./rule-book.ts";
import { refusalOf } from "./rule-refusal.ts";

/** What the verbs on rules need. */
export interface RuleDeps extends StreamDeps {
  expressions: Expressions;
  live: LiveRules;
}

export async function loadBook({ journal }: Pick<RuleDeps, "journal">, tenant: string): Promise<RuleBook> {
  const { state } = await journal.load(rulesStream(tenant));
  // Rows of this stream are written from this type alone.
  return state === null ? EMPTY_BOOK : (state as unknown as RuleBook);
}

/**
 * Whoever asks this instance next is answered by the new rules.
 * @throws InvalidInput, Refusal NOT_FOUND, JournalUnavailable
 */
export async function handleRules(deps: RuleDeps, tenant: string, command: RuleCommand): Promise<RuleBook> {
  const result = await changeStream<RuleBook>(deps, rulesStream(tenant), (stored, time) => {
    const before = stored.state ?? EMPTY_BOOK;
    const decision = decideRules(before, command, stored.seq + 1);
    if ("refused" in decision) throw refusalOf(decision.refused);
    const { events } = decision;
    return { events, state: events.reduce((folded, event) => evolveRules(folded, { ...event, time }), before) };
  });
  const { state, changed } = unrepeated(result);
  if (changed) await deps.live.refreshed(tenant);
  return state;
}
