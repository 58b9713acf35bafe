import type { ASTNode, ErrorLocation, TypeCheckResult } from "@marcbachmann/cel-js";
import type { ExpressionProblem } from "../../ports/expressions.ts";
import { FACT_NAMES, FACTS } from "./facts.ts";

/** What is wrong with an expression, in sentences for somebody who runs a shop. */

/** The library's, of reading or of types. */
type CelError = NonNullable<TypeCheckResult["error"]>;

type Place = Pick<ASTNode, "start">;
const say = ({ start: at }: Place, en: string, zh: string): ExpressionProblem => ({ at, en, zh });

const START: Place = { start: 0 };
const names = FACT_NAMES.join(", ");

export const empty = () => say(START, "The condition is empty.", "条件为空。");

export const tooLong = (most: number) =>
  say({ start: most }, `The condition may have at most ${most} characters.`, `条件最多 ${most} 个字符。`);

const tooLarge = (place: Place) =>
  say(
    place,
    "The condition is too large or too deeply nested: split it into several rules.",
    "条件过大或嵌套过深：请拆成几条规则。",
  );

export const notBool = (type: string) =>
  say(
    START,
    `The condition must be true or false, and this is ${typeName(type).en}: compare it with something.`,
    `条件的结果必须是“真”或“假”，而这里是${typeName(type).zh}：请加上比较。`,
  );

export const notHere = (place: Place, what: string) =>
  say(place, `“${what}” cannot be used in a rule.`, `规则里不能使用“${what}”。`);

export const hugeNumber = (place: Place) => say(place, "This number is too large.", "这个数字太大。");

export const computedIndex = (place: Place) =>
  say(
    place,
    "Between [ and ] there must be a number, as in message.words[0]; a fact is written with a dot, as in message.text.",
    "方括号里只能写数字，例如 message.words[0]；取某个事实请用点号，例如 message.text。",
  );

export const unknownFunction = (place: Place, name: string) =>
  name === "has"
    ? say(place, "“has” is not needed: every fact is always there.", "不需要“has”：每个事实始终存在。")
    : say(
        place,
        `There is no “${name}” here. There are: size, contains, startsWith, endsWith, matches, exists, all, exists_one, filter, int, double.`,
        `这里没有“${name}”。可用的有：size、contains、startsWith、endsWith、matches、exists、all、exists_one、filter、int、double。`,
      );

export const incompleteComprehension = (place: Place) =>
  say(
    place,
    'This needs a name and a condition, as in message.words.exists(w, w == "refund").',
    '这里需要一个名字和一个条件，例如 message.words.exists(w, w == "退款")。',
  );

export const nestedComprehension = (place: Place) =>
  say(
    place,
    "Going through a list inside of going through a list is not allowed: write two conditions, or two rules.",
    "遍历列表时不能再遍历另一个列表：请写成两个条件或两条规则。",
  );

export const takenName = (place: Place, name: string) =>
  say(
    place,
    `“${name}” already has a meaning: choose another name, such as w.`,
    `“${name}”已有含义：请换一个名字，例如 w。`,
  );

export const computedPattern = (place: Place) =>
  say(
    place,
    'The pattern after matches must be written out in quotation marks, as in matches("refund|return").',
    'matches 的模式必须直接写在引号里，例如 matches("退款|退货")。',
  );

export const patternInComprehension = (place: Place, variable: string) =>
  say(
    place,
    `Inside of going through a list, matches may only look at “${variable}”.`,
    `遍历列表时，matches 只能用于“${variable}”。`,
  );

export const refusedPattern = (place: Place) =>
  say(
    place,
    "This is no pattern that can be used: a bracket may be missing, a repetition too large, or it looks ahead, behind or back.",
    "这个模式无法使用：可能缺少括号、重复次数过大，或用了前瞻、后顾、反向引用。",
  );

export const largePatterns = (place: Place) =>
  say(
    place,
    "The patterns of this rule are too large together: shorten them, or use contains.",
    "这条规则的模式加起来太大：请缩短，或改用 contains。",
  );

export const laborious = () =>
  say(
    START,
    "This looks through whole messages or lists too often: look for fewer words, or split it into several rules.",
    "这个条件反复查找整条消息或列表，次数过多：请减少要找的词，或拆成几条规则。",
  );

export const neverInText = (place: Place) =>
  say(
    place,
    "This is never found: messages are read in lower case, and full-width letters as plain ones. Write it so.",
    "永远找不到：消息按小写、半角读取，请这样书写。",
  );

export const joining = (place: Place) =>
  say(place, "+ adds numbers only: texts and lists cannot be joined.", "+ 只能用于数字相加：不能拼接文字或列表。");

/** What the library found while it read the expression or checked its types. */
export function ofLibrary(error: CelError, expression: string): ExpressionProblem {
  const place: Place = { start: Math.min(error.range?.start ?? 0, expression.length) };
  switch (error.code) {
    case "limit_exceeded":
      return tooLarge(place);
    case "unknown_variable": {
      const name = nameIn(error);
      return say(place, `There is no “${name}”. There are: ${names}.`, `没有“${name}”。可用的有：${names}。`);
    }
    case "no_such_key":
      return unknownFact(place, error);
    case "no_such_overload":
    case "no_matching_overload":
    case "heterogeneous_list_element":
    case "incompatible_ternary_branches":
    case "invalid_index_type":
    case "cannot_index_type":
      return wrongType(place, error);
    case "invalid_logical_operand":
    case "invalid_condition_type":
      return say(
        place,
        "&&, ||, ? and the condition in a list need true or false on each side: compare with something.",
        "&&、||、? 以及列表里的条件，两边都必须是真或假：请加上比较。",
      );
    case "invalid_comprehension_range":
      return say(
        place,
        "Only a list can be gone through: message.words or session.tags.",
        "只能遍历列表：message.words 或 session.tags。",
      );
    case "unterminated_string":
    case "unterminated_triple_quoted_string":
    case "newline_in_string":
      return say(place, "A text that begins here has no closing quotation mark.", "从这里开始的文字缺少结束引号。");
    default:
      return unreadable(place, expression);
  }
}

function unknownFact(place: Place, error: CelError): ExpressionProblem {
  const name = nameIn(error);
  const group = groupOf(error.node);
  const fields = group === null ? names : Object.keys(FACTS[group]).join(", ");
  const of = group ?? "the facts";
  return say(
    place,
    `“${of}” has no “${name}”. It has: ${fields}.`,
    `“${group ?? "事实"}”里没有“${name}”。有：${fields}。`,
  );
}

function groupOf(node: ErrorLocation | ASTNode | undefined): keyof typeof FACTS | null {
  const left: unknown = node !== undefined && node.op === "." ? (node.args as [ASTNode, string])[0].args : null;
  return typeof left === "string" && Object.hasOwn(FACTS, left) ? (left as keyof typeof FACTS) : null;
}

function wrongType(place: Place, error: CelError): ExpressionProblem {
  const comparison = /^no such overload: (\S+) (\S+) (\S+)$/.exec(error.summary);
  if (comparison !== null) {
    const [, left = "", operator = "", right = ""] = comparison;
    const [one, other] = [typeName(left), typeName(right)];
    return say(
      place,
      `${operator} does not go between ${one.en} and ${other.en}.`,
      `${operator} 不能用在${one.zh}和${other.zh}之间。`,
    );
  }
  return say(
    place,
    "The kinds do not fit together here: a text, a number, a list or true and false.",
    "这里的类型不匹配：文字、数字、列表或真假值。",
  );
}

/** What Chinese keyboards and text processors write instead of what the language knows. */
const STRAIGHT: Readonly<Record<string, string>> = {
  "“": '"',
  "”": '"',
  "„": '"',
  "‘": "'",
  "’": "'",
  "，": ",",
  "（": "(",
  "）": ")",
  "＝": "==",
  "！": "!",
  "＞": ">",
  "＜": "<",
  "＆": "&&",
  "｜": "||",
  "。": ".",
  "；": ";",
  "：": ":",
  "=": "==",
  "&": "&&",
  "|": "||",
};

function unreadable(place: Place, expression: string): ExpressionProblem {
  const character = String.fromCodePoint(expression.codePointAt(place.start) ?? 0);
  const straight = STRAIGHT[character];
  if (straight !== undefined) {
    return say(
      place,
      `Write ${straight} instead of ${character} here.`,
      `这里请把 ${character} 改成英文半角的 ${straight}。`,
    );
  }
  return place.start >= expression.length
    ? say(place, "The condition ends too early: something is missing.", "条件没有写完：后面缺少内容。")
    : say(
        place,
        "This cannot be read: something is missing before it, or too much here.",
        "从这里开始无法理解：前面缺少内容，或这里多了内容。",
      );
}

/** The library ends such a sentence with the name. */
const nameIn = ({ summary }: CelError): string => summary.slice(summary.indexOf(": ") + 2);

function typeName(type: string): { en: string; zh: string } {
  if (type.startsWith("list")) return { en: "a list", zh: "列表" };
  switch (type) {
    case "string":
      return { en: "a text", zh: "文字" };
    case "int":
      return { en: "a whole number", zh: "整数" };
    case "double":
      return { en: "a number with a decimal point", zh: "小数" };
    case "bool":
      return { en: "true or false", zh: "真假值" };
    default:
      return { en: "something else", zh: "其他内容" };
  }
}
