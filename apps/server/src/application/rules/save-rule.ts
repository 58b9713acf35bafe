import type { RuleDraft, StoredRule } from "@baton/protocol";
import type { Expressions } from "../../ports/expressions.ts";
import type { RuleBook } from "../../ports/rules.ts";
import { InvalidInput } from "../invalid-input.ts";
import { ruleIn } from "./rule-book.ts";
import { handleRules, loadBook, type RuleDeps } from "./rule-stream.ts";

/** Of all rules of a tenant together, as `Compiled.cost` counts: one message is tried on all of them. */
const MOST_COST = 28_000;

/**
 * @param change `version` is the one that is replaced; null for a new rule
 * @throws InvalidInput, JournalUnavailable
 */
export async function saveRule(
  deps: RuleDeps,
  change: { tenant: string; id: string; draft: RuleDraft; version: number | null; operator: string },
): Promise<StoredRule> {
  const { tenant, id, draft } = change;
  const compiled = deps.expressions.compile(draft.expression);
  if (!compiled.ok) throw new InvalidInput("expression", compiled.problems[0]);
  const others = costOf(deps.expressions, await loadBook(deps, tenant), id);
  if (others + compiled.cost > MOST_COST) {
    throw new InvalidInput("expression", {
      en: "All rules together would keep every message waiting: shorten patterns and lists of words, or remove a rule.",
      zh: "所有规则加起来会让每条消息等待过久：请缩短模式和词表，或删除一条规则。",
    });
  }
  const saved = ruleIn(await handleRules(deps, tenant, { type: "save", ...change }), id);
  if (saved === null) throw new Error(`the rule ${id} was saved and is not there`);
  return saved;
}

function costOf({ compile }: Expressions, { rules }: RuleBook, except: string): number {
  let sum = 0;
  for (const { id, expression } of rules) {
    const compiled = id === except ? null : compile(expression);
    if (compiled?.ok) sum += compiled.cost;
  }
  return sum;
}
