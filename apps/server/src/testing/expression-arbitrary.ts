import fc from "fast-check";
import { FACTS } from "../adapters/expressions-cel/facts.ts";
import type { RuleFacts } from "../domain/regulator/rules.ts";

/** Conditions as operators write them, and as somebody writes them who means ill; and facts to ask them of. */

const factsOf = (type: string): string[] =>
  Object.entries(FACTS).flatMap(([group, fields]) =>
    Object.entries(fields).flatMap(([field, itsType]) => (itsType === type ? [`${group}.${field}`] : [])),
  );

const word = fc.string({ unit: "grapheme", maxLength: 8 }).map((text) => JSON.stringify(text));
const pattern = fc.constantFrom(
  '"(a+)+$"',
  '"(a|aa)+b"',
  '"[ab]*a[ab]{40}$"',
  'r"(\\w+\\s?)*!"',
  '"退款|refund"',
  '"^$"',
);
const comparison = fc.constantFrom("==", "!=", "<", "<=", ">", ">=");

/** Every part is of the type that it must be; nearly all can be used. */
const fitting = fc.letrec<{ bool: string; int: string; double: string; text: string }>((tie) => ({
  bool: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.constantFrom("true", "false", ...factsOf("bool")),
    fc.tuple(tie("int"), comparison, tie("int")).map((parts) => parts.join(" ")),
    fc.tuple(tie("double"), comparison, tie("double")).map((parts) => parts.join(" ")),
    fc.tuple(tie("text"), comparison, tie("text")).map((parts) => parts.join(" ")),
    fc
      .tuple(tie("text"), fc.constantFrom("contains", "startsWith", "endsWith"), tie("text"))
      .map(([text, method, part]) => `${text}.${method}(${part})`),
    pattern.map((regular) => `message.text.matches(${regular})`),
    fc
      .tuple(fc.constantFrom("message.words", "session.tags"), fc.constantFrom("exists", "all", "exists_one"), pattern)
      .map(([list, method, regular]) => `${list}.${method}(w, w.matches(${regular}))`),
    fc
      .tuple(fc.array(word, { maxLength: 20 }), fc.constantFrom("exists", "all"), tie("text"))
      .map(([words, method, text]) => `[${words.join(", ")}].${method}(k, ${text}.contains(k))`),
    fc.tuple(tie("bool"), fc.constantFrom("&&", "||"), tie("bool")).map((parts) => `(${parts.join(" ")})`),
    tie("bool").map((part) => `!(${part})`),
    fc.tuple(tie("bool"), tie("bool"), tie("bool")).map(([one, two, three]) => `(${one} ? ${two} : ${three})`),
  ),
  int: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom("0", "-1", "9223372036854775807", "0x7f", ...factsOf("int")),
    fc.tuple(tie("int"), fc.constantFrom("+", "-", "*", "/", "%"), tie("int")).map((parts) => `(${parts.join(" ")})`),
    fc.constantFrom("message.words", "session.tags", "message.text").map((sized) => `${sized}.size()`),
    tie("text").map((text) => `int(${text})`),
    tie("double").map((number) => `int(${number})`),
  ),
  double: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom("0.0", "1.5", "1e308", ...factsOf("double")),
    fc.tuple(tie("double"), fc.constantFrom("+", "-", "*", "/"), tie("double")).map((parts) => `(${parts.join(" ")})`),
    tie("int").map((number) => `double(${number})`),
  ),
  text: fc.oneof(
    word,
    fc.constantFrom("moment", ...factsOf("string")),
    fc.nat(60).map((at) => `message.words[${at}]`),
    fc.nat(60).map((at) => `session.tags[${at}]`),
  ),
})).bool;

const anyName = fc.constantFrom(
  "w",
  "order",
  "__proto__",
  "moment",
  "message",
  "message.constructor",
  ...factsOf("string"),
);
const anyLiteral = fc.oneof(
  word,
  fc.constantFrom(
    "1",
    "9".repeat(300),
    '"((a{9}){9}){9}"',
    '"("',
    '"(?=a)"',
    "[]",
    "null",
    'b"a"',
    "{}",
    "1u",
    "[1, 2]",
  ),
);

/** Most of it fits nowhere. */
const unfitting = fc.letrec<{ any: string }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 6, withCrossShrink: true },
    anyName,
    anyLiteral,
    fitting,
    fc
      .tuple(tie("any"), fc.constantFrom("&&", "==", "<", "in", "+", "%"), tie("any"))
      .map((parts) => `(${parts.join(" ")})`),
    fc
      .tuple(tie("any"), fc.constantFrom("contains", "matches", "split", "indexOf", "toString"), tie("any"))
      .map(([text, method, part]) => `${text}.${method}(${part})`),
    fc
      .tuple(tie("any"), fc.constantFrom("exists", "all", "filter", "exists_one", "map"), tie("any"))
      .map(([list, method, condition]) => `${list}.${method}(w, ${condition})`),
    fc.tuple(fc.constantFrom("!", "-", "size", "int", "dyn", "has"), tie("any")).map(([f, of]) => `${f}(${of})`),
    fc.tuple(tie("any"), tie("any")).map(([list, at]) => `${list}[${at}]`),
  ),
})).any;

const broken = fc
  .tuple(fitting, fc.nat(), fc.string({ unit: "binary", maxLength: 3 }))
  .map(([text, at, junk]) => text.slice(0, at % (text.length + 1)) + junk + text.slice((at % (text.length + 1)) + 1));

const repeated = fc
  .tuple(fc.constantFrom("(", "[", "!", "-", "a.", "1+", '"', "w.exists(w,", "true?", "//"), fc.nat(1_000))
  .map(([part, times]) => part.repeat(times));

export const arbitraryExpression: fc.Arbitrary<string> = fc.oneof(
  { weight: 5, arbitrary: fitting },
  { weight: 3, arbitrary: unfitting },
  { weight: 2, arbitrary: broken },
  { weight: 1, arbitrary: repeated },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 60 }) },
);

export const arbitraryText = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 30 }),
  fc.constant(`${"a".repeat(1_999)}!`),
  fc.array(fc.constantFrom("a", "b"), { minLength: 2_000, maxLength: 2_000 }).map((letters) => letters.join("")),
);
/** As many as a list of facts holds. */
export const arbitraryTexts = fc.array(arbitraryText, { maxLength: 50 });
const score = fc.double({ min: 0, max: 1, noNaN: true });

export const arbitraryFacts: fc.Arbitrary<RuleFacts> = fc.record({
  moment: fc.constantFrom("message", "reply"),
  message: fc.record({
    text: arbitraryText,
    length: fc.nat(2_000),
    lang: fc.constantFrom("zh", "en"),
    words: arbitraryTexts,
    request_score: score,
    complaint_score: score,
  }),
  customer: fc.record({ verified: fc.boolean(), vip: fc.boolean() }),
  session: fc.record({
    messages: fc.nat(),
    failures: fc.nat(),
    age_seconds: fc.nat(),
    tags: arbitraryTexts,
    was_served: fc.boolean(),
  }),
  bot: fc.record({ failed: fc.boolean(), failure_score: score, repeat_score: score }),
  now: fc.record({ hour: fc.nat(23), weekday: fc.integer({ min: 1, max: 7 }) }),
});
