import type { StoredRule } from "@baton/protocol";
import type { ExpressionProblem } from "../../ports/expressions.ts";
import { Refusal } from "../refusal.ts";
import { ruleIn } from "./rule-book.ts";
import { loadBook, type RuleDeps } from "./rule-stream.ts";

type ListDeps = Pick<RuleDeps, "journal" | "expressions">;

/** A rule with what keeps it from being asked. */
export interface ListedRule {
  rule: StoredRule;
  problems: readonly ExpressionProblem[];
}

/** In the order in which they are asked. */
export async function listRules(deps: ListDeps, tenant: string): Promise<ListedRule[]> {
  const { rules } = await loadBook(deps, tenant);
  return rules.toSorted((one, other) => other.priority - one.priority).map((rule) => listed(deps, rule));
}

/** @throws Refusal NOT_FOUND */
export async function readRule(deps: ListDeps, tenant: string, id: string): Promise<ListedRule> {
  const rule = ruleIn(await loadBook(deps, tenant), id);
  if (rule === null) throw new Refusal("NOT_FOUND");
  return listed(deps, rule);
}

export function listed({ expressions }: Pick<RuleDeps, "expressions">, rule: StoredRule): ListedRule {
  const compiled = expressions.compile(rule.expression);
  return { rule, problems: compiled.ok ? [] : compiled.problems };
}
