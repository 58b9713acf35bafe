import type { RuleFacts } from "../domain/regulator/rules.ts";

/** Conditions that operators write (docs/spec/rules.md): text becomes a test of facts, or it is said why not. */
export interface Expressions {
  compile(expression: string): Compiled;
}

export type Compiled =
  | {
      ok: true;
      /** What it may cost at worst, in steps of about a microsecond. */
      cost: number;
      /** Total, pure and bounded: never throws, and only exactly `true` is true. */
      matches(facts: RuleFacts): boolean;
    }
  | { ok: false; problems: readonly [ExpressionProblem, ...ExpressionProblem[]] };

/** A sentence for whoever wrote the expression, in both languages of the console. */
export interface ExpressionProblem {
  /** Where it begins, counted in UTF-16 code units from 0. */
  at: number;
  en: string;
  zh: string;
}
