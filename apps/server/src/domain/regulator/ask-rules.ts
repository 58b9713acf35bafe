import type { Priority } from "@baton/protocol";
import type { Finding } from "./finding.ts";
import type { Rule, RuleFacts } from "./rules.ts";

/** What rules of the operator's do beside calling a person. */
export type RuleEffect = { rule: string; version: number } & (
  | { kind: "tag"; tag: string }
  | { kind: "set_priority"; priority: Priority }
);

export interface RulesAnswer {
  /** The first rule, by priority, that calls a person. */
  finding: Finding | null;
  /** In the order of the rules; of several that set the priority, only the first. */
  effects: readonly RuleEffect[];
}

/** What a rule is called in events, logs and details: no rule of Baton's own has a name with a colon. */
export const ruleName = (id: string): string => `rule:${id}`;

/** @param rules by priority, the greatest first */
export function askRules(
  rules: readonly Rule[],
  facts: RuleFacts,
  fired: { now: number; rulesFiredAt: Readonly<Record<string, number>> },
): RulesAnswer {
  let finding: Finding | null = null;
  let prioritySet = false;
  const effects: RuleEffect[] = [];
  for (const { id, version, action, coolDownMs, matches } of rules) {
    const rule = ruleName(id);
    const firedAt = fired.rulesFiredAt[rule];
    if (firedAt !== undefined && fired.now - firedAt < coolDownMs) continue;
    if (isInVain(action, finding, prioritySet, facts) || !matches(facts)) continue;
    switch (action.kind) {
      case "escalate":
        finding = { rule, ruleVersion: version, reason: "rule", severity: action.severity, evidence: action.reason };
        break;
      case "tag":
        effects.push({ kind: "tag", tag: action.tag, rule, version });
        break;
      case "set_priority":
        prioritySet = true;
        effects.push({ kind: "set_priority", priority: action.priority, rule, version });
        break;
    }
  }
  return { finding, effects };
}

/** A rule that would change nothing has not fired: its cool-down does not begin. */
function isInVain(action: Rule["action"], finding: Finding | null, prioritySet: boolean, facts: RuleFacts): boolean {
  switch (action.kind) {
    case "escalate":
      return finding !== null;
    case "tag":
      return facts.session.tags.includes(action.tag);
    case "set_priority":
      return prioritySet;
  }
}
