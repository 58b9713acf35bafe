import type { ASTNode } from "@marcbachmann/cel-js";
import { RE2JS } from "re2js";
import type { ExpressionProblem } from "../../ports/expressions.ts";
import { FACT_NAMES } from "./facts.ts";
import * as problem from "./problems.ts";

/** Of all patterns of one rule together. Text made for a pattern takes time in proportion to it, other text hardly any. */
const MOST_INSTRUCTIONS = 100;

const FUNCTIONS = new Set(["size", "int", "double"]);
const METHODS = new Set(["size", "contains", "startsWith", "endsWith", "matches"]);
export const COMPREHENSIONS = new Set(["all", "exists", "exists_one", "filter"]);
const OPERATORS = new Set("== != < <= > >= in + - * / % && || ?: !_ -_ . [] list value id call rcall".split(" "));

const MAX_INT = 2n ** 63n - 1n;

/** What it is made of, as far as it has a value of its own: names of facts and of variables, and patterns, have none. */
export function parts(node: ASTNode): ASTNode[] {
  switch (node.op) {
    case "value":
    case "id":
      return [];
    case ".":
      return node.args[0].op === "id" ? [] : [node.args[0]];
    case "call":
      return node.args[1];
    case "rcall": {
      const [name, receiver, args] = node.args;
      if (name === "matches") return [receiver];
      return COMPREHENSIONS.has(name) ? [receiver, ...args.slice(1)] : [receiver, ...args];
    }
    case "!_":
    case "-_":
      return [node.args];
    case "map":
      return node.args.flat();
    case "list":
      return node.args;
    case ".?":
      return [node.args[0]];
    default:
      return [...node.args];
  }
}

type Call = Extract<ASTNode, { op: "rcall" }>;

/** Where in the expression: in a comprehension, and over which name; and the patterns so far, which it adds to. */
interface Scope {
  variable: string | null;
  patterns: RE2JS[];
}

/**
 * Lets through only what is known to be bounded, and compiles the patterns in place. To be called before the types are
 * checked: `matches` is then found by the type of its pattern.
 * @returns what is wrong
 */
export function review(root: ASTNode): ExpressionProblem[] {
  return reviewNode(root, { variable: null, patterns: [] });
}

function reviewNode(node: ASTNode, scope: Scope): ExpressionProblem[] {
  if (!OPERATORS.has(node.op)) return [problem.notHere(node, node.op)];
  if (node.op === "rcall") return reviewMethod(node, scope);
  if (node.op === "call" && !FUNCTIONS.has(node.args[0])) return [problem.unknownFunction(node, node.args[0])];
  if (node.op === "value" && typeof node.args === "bigint" && node.args > MAX_INT) return [problem.hugeNumber(node)];
  if (node.op === "[]" && !isWholeNumber(node.args[1])) return [problem.computedIndex(node.args[1])];
  return parts(node).flatMap((part) => reviewNode(part, scope));
}

const isWholeNumber = (node: ASTNode): boolean => node.op === "value" && typeof node.args === "bigint";

function reviewMethod(node: Call, scope: Scope): ExpressionProblem[] {
  const [name, receiver] = node.args;
  if (COMPREHENSIONS.has(name)) return reviewComprehension(node, scope);
  if (name === "matches") return [...reviewPattern(node, scope), ...reviewNode(receiver, scope)];
  if (!METHODS.has(name)) return [problem.unknownFunction(node, name)];
  const unseen = isMessageText(receiver) ? node.args[2].find(isNeverInText) : undefined;
  if (unseen !== undefined) return [problem.neverInText(unseen)];
  return parts(node).flatMap((part) => reviewNode(part, scope));
}

const isMessageText = (node: ASTNode): boolean =>
  node.op === "." && node.args[0].op === "id" && node.args[0].args === "message" && node.args[1] === "text";

/** Messages are read in lower case, and full-width letters as plain ones. */
const isNeverInText = (node: ASTNode): boolean =>
  node.op === "value" &&
  typeof node.args === "string" &&
  node.args !== node.args.normalize("NFKC").toLowerCase().toWellFormed();

function reviewComprehension(node: Call, scope: Scope): ExpressionProblem[] {
  const [, receiver, [variable, condition, more]] = node.args;
  if (variable?.op !== "id" || condition === undefined || more !== undefined) {
    return [problem.incompleteComprehension(node)];
  }
  if (scope.variable !== null) return [problem.nestedComprehension(node)];
  if (FACT_NAMES.includes(variable.args)) return [problem.takenName(variable, variable.args)];
  return [...reviewNode(receiver, scope), ...reviewNode(condition, { ...scope, variable: variable.args })];
}

function reviewPattern(node: Call, { variable, patterns }: Scope): ExpressionProblem[] {
  const [, receiver, [literal, more]] = node.args;
  if (literal?.op !== "value" || typeof literal.args !== "string" || more !== undefined) {
    return [problem.computedPattern(literal ?? node)];
  }
  // Anything else would be searched whole, once for each element.
  const isVariable = receiver.op === "id" && receiver.args === variable;
  if (variable !== null && !isVariable) return [problem.patternInComprehension(node, variable)];
  const pattern = compilePattern(literal.args);
  if (pattern === null) return [problem.refusedPattern(literal)];
  patterns.push(pattern);
  // The library calls its nodes read-only; what it checks and runs is what stands here.
  (literal as { args: unknown }).args = pattern;
  return sizeOf(patterns) > MOST_INSTRUCTIONS ? [problem.largePatterns(literal)] : [];
}

function compilePattern(pattern: string): RE2JS | null {
  try {
    return RE2JS.compile(pattern);
  } catch {
    return null;
  }
}

const sizeOf = (patterns: readonly RE2JS[]): number =>
  patterns.reduce((sum, pattern) => sum + pattern.programSize(), 0);

/** `checkedType` is where the library keeps what it found out; without it nothing is let through. */
export const typeOf = (node: ASTNode): string =>
  (node as { checkedType?: { name: string } }).checkedType?.name ?? "unknown";

const TYPES = new Set(["bool", "int", "double", "string"].flatMap((type) => [type, `list<${type}>`]).concat("list<T>"));
const NUMBERS = new Set(["int", "double"]);

/** After the types were checked: nothing may be of a type that is only known when it runs, and only numbers add up. */
export function reviewTypes(root: ASTNode): ExpressionProblem[] {
  const type = typeOf(root);
  if (!TYPES.has(type)) return [problem.notHere(root, type)];
  if (root.op === "+" && !NUMBERS.has(type)) return [problem.joining(root)];
  return parts(root).flatMap(reviewTypes);
}
