import type { ASTNode } from "@marcbachmann/cel-js";
import { RE2JS } from "re2js";
import { COMPREHENSIONS, parts, typeOf } from "./review.ts";

/** One instruction of a pattern over the longest message, when the engine has to follow all states at once. */
const PATTERN_STEPS = 300;
/** A text is searched for another one, or its characters are counted. */
const SEARCH_STEPS = 12;
const SEARCH_STEPS_A_CHARACTER = 0.2;
const COUNT_STEPS = 20;
/** What fails at run time (a division by zero, a text that is no number) is an exception. */
const FAILING_STEPS = 8;
const LIST_STEPS = 10;
const PLAIN_STEPS = 0.2;
/** As many as `message.words` and `session.tags` have. */
const MOST_ELEMENTS = 50;

const FAILING = new Set("+ - * / % -_ []".split(" "));
const COMPARING = new Set("== != < <= > >= in".split(" "));

/** What is gone through: how many elements, and whether all of them together are no longer than a message. */
interface Range {
  variable: string;
  times: number;
  isShort: boolean;
}

/**
 * What a condition may cost at worst: each of its parts as often as it may run, on the longest message and the fullest
 * lists. Estimated from above, so that the sum over all rules bounds what a message waits for.
 * @param root reviewed, with its patterns in place, and with its types checked
 * @returns steps of about a microsecond, patterns apart from everything else
 */
export function stepsOf(root: ASTNode): { patterns: number; others: number } {
  const steps = { patterns: 0, others: 0 };
  addSteps(root, null, steps);
  return steps;
}

function addSteps(node: ASTNode, range: Range | null, steps: { patterns: number; others: number }): void {
  const times = range?.times ?? 1;
  const add = (part: ASTNode) => addSteps(part, range, steps);
  if (node.op === "rcall" && COMPREHENSIONS.has(node.args[0])) {
    const [, list, [variable, condition]] = node.args;
    add(list);
    if (variable?.op !== "id" || condition === undefined) return;
    addSteps(condition, { variable: variable.args, ...extentOf(list) }, steps);
    return;
  }
  if (node.op === "rcall" && node.args[0] === "matches") {
    const [, text, [pattern]] = node.args;
    if (pattern?.op === "value" && pattern.args instanceof RE2JS) {
      const texts = range !== null && isShort(text, range) ? 1 : times;
      steps.patterns += pattern.args.programSize() * PATTERN_STEPS * texts;
    }
    add(text);
    return;
  }
  steps.others += times * ownSteps(node, range);
  for (const part of parts(node)) add(part);
}

function ownSteps(node: ASTNode, range: Range | null): number {
  if (node.op === "call") {
    const [name, args] = node.args;
    if (name !== "size") return SEARCH_STEPS + FAILING_STEPS;
    return args.every((part) => isShort(part, range)) ? PLAIN_STEPS : COUNT_STEPS;
  }
  if (node.op === "rcall") {
    const [name, text, [sought]] = node.args;
    if (isShort(text, range)) return PLAIN_STEPS;
    if (name === "size") return COUNT_STEPS;
    if (name !== "contains") return PLAIN_STEPS;
    const characters = sought?.op === "value" && typeof sought.args === "string" ? sought.args.length : 0;
    return SEARCH_STEPS + characters * SEARCH_STEPS_A_CHARACTER;
  }
  if (FAILING.has(node.op)) return FAILING_STEPS;
  if (COMPARING.has(node.op)) return parts(node).every((part) => isShort(part, range)) ? PLAIN_STEPS : comparing(node);
  return PLAIN_STEPS;
}

/** Numbers and truths are compared at once; texts and lists sign by sign, as far as they agree. */
const comparing = (node: ASTNode): number =>
  parts(node).some((part) => /^(?:string|list)/.test(typeOf(part))) ? LIST_STEPS : PLAIN_STEPS;

function isShort(node: ASTNode, range: Range | null): boolean {
  if (node.op === "id") return range === null || node.args !== range.variable || range.isShort;
  return node.op === "value" || (node.op === "." && node.args[1] === "lang");
}

function extentOf(list: ASTNode): Pick<Range, "times" | "isShort"> {
  if (list.op === "list") {
    return { times: list.args.length, isShort: list.args.every((element) => element.op === "value") };
  }
  if (list.op === "rcall" && list.args[0] === "filter") return extentOf(list.args[1]);
  return { times: MOST_ELEMENTS, isShort: list.op === "." };
}
