import { ANSWERS } from "./confidence.ts";
import type { Candidate, FaqIndex } from "./index-entries.ts";
import type { FaqEntry } from "./parse.ts";
import type { Unit } from "./tokenize.ts";

/** What is looked at of a text: beyond it, it is a document and no question. Bounds the time that any input takes. */
const MOST_CHARACTERS = 1_000;
const MOST_UNITS = 40;
const MOST_PARTS = 4;
/** What was asked before counts less than what is asked now. */
const CARRIED = 0.5;
/** A question of more units than this stands by itself. */
const SHORT = 8;

/** A long message says what it wants at its end or right at its beginning. */
export function excerpt(text: string): string {
  if (text.length <= MOST_CHARACTERS) return text.toWellFormed().trim();
  const part = MOST_CHARACTERS / 2;
  return `${text.slice(0, part)}\n${text.slice(-part)}`.toWellFormed().trim();
}

/** Figures alone ("2", "12345") are no question, though many entries have them. */
export function units(index: FaqIndex, text: string): Unit[] {
  const all = index.units(text).slice(0, MOST_UNITS);
  return all.every(({ words }) => words.every((word) => /^[\d.,]+$/.test(word))) ? [] : all;
}

/** Empty for a single sentence: that is the whole question. */
export function sentences(text: string): string[] {
  const parts = text.split(/[?？!！。;；\n]+|\.\s/u).filter((part) => /[\p{L}\p{N}]/u.test(part));
  return parts.length < 2 ? [] : parts.slice(-MOST_PARTS);
}

/** The best one, if it is likely enough to be the answer. */
export function sure([best]: readonly Candidate[]): FaqEntry | undefined {
  return best !== undefined && best.confidence >= ANSWERS ? best.entry : undefined;
}

/** Begins or ends like something that goes on from what was said before. */
export const FOLLOWS =
  /^(?:and|what about|how about|what if|also|or|then|but|und|oder|aber|auch|dann|was ist mit|wie ist es)\b|^(?:那|还有|另外|如果|要是|万一)|(?:呢|\bthen)[\s?？!！]*$/iu;
/** Up to three words or five characters: "in winter?" */
const FRAGMENT = /^(?:[^\p{L}]*\p{Script=Latin}+){1,3}[^\p{L}]*$|^(?:[^\p{L}]*\p{Script=Han}){1,5}[^\p{L}]*$/u;

/** A short question that makes no sense alone is read together with the one before it. */
export function rank(index: FaqIndex, question: string, before: string | undefined): Candidate[] {
  const asked = units(index, question);
  const alone = index.rank(asked);
  if (before === undefined || asked.length > SHORT) return alone;
  const fragment = question.length < 60 && FRAGMENT.test(question) && sure(alone) === undefined;
  if (!fragment && !FOLLOWS.test(question)) return alone;
  const said = new Set(asked.flatMap(({ words, concepts }) => [...words, ...concepts]));
  const carried = units(index, before)
    .filter(({ words, concepts }) => ![...words, ...concepts].some((term) => said.has(term)))
    .map((unit) => ({ ...unit, weight: unit.weight * CARRIED }));
  const together = index.rank([...asked, ...carried]);
  // An entry that says nothing of what is asked now would only be the previous answer again.
  return alone.some(({ entry }) => entry === together[0]?.entry) ? together : alone;
}
