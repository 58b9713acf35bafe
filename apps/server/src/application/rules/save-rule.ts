import type { RuleDraft, StoredRule } from "@baton/protocol";
import type { Expressions } from "../../ports/expressions.ts";
import type { RuleBook } from "../../ports/rules.ts";
import { ruleIn } from "./rule-book.ts";
import { RuleInvalid } from "./rule-invalid.ts";
import { handleRules, loadBook, type RuleDeps } from "./rule-stream.ts";

/** Of the patterns of all rules of a tenant together, in instructions: one message is tried on all of them. */
const MOST_INSTRUCTIONS = 200;

/**
 * @param change `version` is the one that is replaced; null for a new rule
 * @throws RuleInvalid, JournalUnavailable
 */
export async function saveRule(
  deps: RuleDeps,
  change: { tenant: string; id: string; draft: RuleDraft; version: number | null; operator: string },
): Promise<StoredRule> {
  const { tenant, id, draft } = change;
  const compiled = deps.expressions.compile(draft.expression);
  if (!compiled.ok) throw new RuleInvalid("expression", compiled.problems[0]);
  const others = costOf(deps.expressions, await loadBook(deps, tenant), id);
  if (others + compiled.cost > MOST_INSTRUCTIONS) {
    throw new RuleInvalid("expression", {
      en: "The patterns of all rules are too large together: shorten them, or use contains.",
      zh: "所有规则的模式加起来太大：请缩短，或改用 contains。",
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
