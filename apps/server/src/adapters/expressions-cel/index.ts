import { ParseError, type ParseResult } from "@marcbachmann/cel-js";
import type { Compiled, ExpressionProblem, Expressions } from "../../ports/expressions.ts";
import { stepsOf } from "./cost.ts";
import { contextOf, environment } from "./facts.ts";
import * as problem from "./problems.ts";
import { review, reviewTypes } from "./review.ts";

const MOST_CHARACTERS = 1_000;
/** Of one condition without its patterns: a few milliseconds at worst. */
const MOST_STEPS = 5_000;

/** CEL, as much of it as is known to end soon: docs/adr/0016. */
export const createCelExpressions = (): Expressions => ({ compile });

function compile(expression: string): Compiled {
  if (expression.trim() === "") return refused(problem.empty());
  if (expression.length > MOST_CHARACTERS) return refused(problem.tooLong(MOST_CHARACTERS));
  const parsed = parse(expression);
  if ("at" in parsed) return refused(parsed);
  const problems = review(parsed.ast);
  if (isSome(problems)) return refused(...problems);
  const { error, type = "" } = parsed.check();
  if (error !== undefined) return refused(problem.ofLibrary(error, expression));
  const wrongTypes = reviewTypes(parsed.ast);
  if (isSome(wrongTypes)) return refused(...wrongTypes);
  if (type !== "bool") return refused(problem.notBool(type));
  const { patterns, others } = stepsOf(parsed.ast);
  if (others > MOST_STEPS) return refused(problem.laborious());
  return {
    ok: true,
    cost: Math.ceil(patterns + others),
    matches(facts) {
      try {
        return parsed(contextOf(facts)) === true;
      } catch {
        // A division by zero, an index beyond the end, an overflow: nothing that is true.
        return false;
      }
    },
  };
}

function parse(expression: string): ParseResult | ExpressionProblem {
  try {
    return environment.parse(expression);
  } catch (error) {
    if (error instanceof ParseError) return problem.ofLibrary(error, expression);
    throw error;
  }
}

type Some = readonly [ExpressionProblem, ...ExpressionProblem[]];
const isSome = (problems: ExpressionProblem[]): problems is [ExpressionProblem, ...ExpressionProblem[]] =>
  problems.length > 0;
const refused = (...problems: Some): Compiled => ({ ok: false, problems });
