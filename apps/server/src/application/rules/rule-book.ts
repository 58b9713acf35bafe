import { isDeepStrictEqual } from "node:util";
import type { RuleDraft, RuleEvent, StoredRule } from "@baton/protocol";
import type { RuleBook } from "../../ports/rules.ts";

export const MOST_RULES = 100;

export const EMPTY_BOOK: RuleBook = { rules: [] };

export type RuleCommand =
  /** `version` is the one that is replaced; null for a new rule. */
  | { type: "save"; id: string; draft: RuleDraft; version: number | null; operator: string }
  /** `version` null: whichever it has. */
  | { type: "remove"; id: string; version: number | null; operator: string };

export type RuleRefusal = "MOVED_ON" | "TOO_MANY" | "NOT_FOUND";
export type RuleDecision = { events: RuleEvent[] } | { refused: RuleRefusal };

/** @param seq the number that the next event of the stream gets: the version of what it saves */
export function decideRules(book: RuleBook, command: RuleCommand, seq: number): RuleDecision {
  const { id, operator } = command;
  const there = ruleIn(book, id);
  if (command.type === "remove") {
    if (there === null) return { refused: "NOT_FOUND" };
    if (command.version !== null && command.version !== there.version) return { refused: "MOVED_ON" };
    return { events: [{ type: "rule_removed", data: { rule_id: id, operator }, personal: null }] };
  }
  const { draft, version } = command;
  // Whoever did not hear that it was saved says it again.
  if (there !== null && isSame(there, draft)) return { events: [] };
  if (version !== (there?.version ?? null)) return { refused: "MOVED_ON" };
  if (there === null && book.rules.length >= MOST_RULES) return { refused: "TOO_MANY" };
  return {
    events: [{ type: "rule_saved", data: { rule_id: id, version: seq, rule: draft, operator }, personal: null }],
  };
}

/** @param time milliseconds since 1970 */
export function evolveRules(book: RuleBook, event: RuleEvent & { time: number }): RuleBook {
  const others = book.rules.filter(({ id }) => id !== event.data.rule_id);
  if (event.type === "rule_removed") return { rules: others };
  const { rule_id: id, version, rule, operator } = event.data;
  const saved: StoredRule = { id, version, ...rule, updated_at: event.time / 1000, updated_by: operator };
  return { rules: [...others, saved].toSorted(byId) };
}

export const ruleIn = (book: RuleBook, id: string): StoredRule | null =>
  book.rules.find((rule) => rule.id === id) ?? null;

const byId = (one: StoredRule, other: StoredRule): number => (one.id < other.id ? -1 : 1);

function isSame(there: StoredRule, draft: RuleDraft): boolean {
  const { name, expression, priority, action, cool_down_seconds, enabled } = there;
  return isDeepStrictEqual({ name, expression, priority, action, cool_down_seconds, enabled }, draft);
}
