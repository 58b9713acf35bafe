import type { Lang } from "@baton/protocol";
import type { BotOutcome, BotRequest } from "../../ports/bot.ts";
import { chosenQuestion, listQuestions } from "./choice.ts";
import { ANSWERS, RELATED } from "./confidence.ts";
import type { Candidate, FaqIndex } from "./index-entries.ts";
import { detectLang } from "./language.ts";
import type { FaqEntry } from "./parse.ts";
import { PHRASES } from "./phrases.ts";
import { smallTalk } from "./small-talk.ts";
import type { Unit } from "./tokenize.ts";

export type FaqIndexes = Readonly<Record<Lang, FaqIndex>>;

export interface Answer {
  /** Markdown. */
  readonly text: string;
  readonly outcome: Extract<BotOutcome, { kind: "answered" | "unknown" }>;
  /** The entries that were answered from; several when several things were asked. */
  readonly entries: readonly FaqEntry[];
  /** Entries whose questions are offered beside the answer, or instead of one. */
  readonly offered: readonly FaqEntry[];
}

/** What is looked at of a text: beyond it, it is a document and no question. Bounds the time that any input takes. */
const MOST_CHARACTERS = 1_000;
const MOST_UNITS = 40;
const MOST_PARTS = 4;
const MOST_OFFERED = 3;
/** An entry this near to the best one may be what was meant. */
const NEARLY_EQUAL = 0.85;
/** What was asked before counts less than what is asked now. */
const CARRIED = 0.5;
/** A question of more units than this stands by itself. */
const SHORT = 8;

type Request = Pick<BotRequest, "questions" | "history" | "lang">;

/** Pure: the same request and indexes give the same answer. Never throws, whatever the customer wrote. */
export function answer(indexes: FaqIndexes, request: Request): Answer {
  const text = excerpt(request.questions.join("\n"));
  // "E12" or "IPX4" is of no language, and what the operator lists as a question is one, even "is anyone there?"
  const listed = indexes[request.lang].exact(text) !== undefined;
  const lang = listed ? request.lang : (detectLang(text) ?? request.lang);
  const talk = indexes[lang].exact(text) === undefined ? smallTalk(text) : undefined;
  if (talk === "unhelpful") return unknown(lang, [], PHRASES[lang].unhelpful);
  if (talk !== undefined) {
    return { text: PHRASES[lang][talk], outcome: { kind: "answered" }, entries: [], offered: [] };
  }
  const titles = Object.values(PHRASES).flatMap(({ related, alsoMean }) => [related, alsoMean]);
  const said = request.history.findLast(({ role }) => role === "assistant")?.content;
  const question = chosenQuestion(text, said, titles) ?? text;

  const own = search(indexes[lang], question, previousQuestion(request.history));
  if (own.found.length > 0) return answered(own, lang, undefined);
  if (own.near.length > 0) return unknown(lang, own.near, PHRASES[lang].unknown);
  const other = search(indexes[lang === "zh" ? "en" : "zh"], question, undefined);
  if (other.found.length > 0) return answered(other, lang, PHRASES[lang].otherLanguage);
  const near = indexes[lang].entries.length === 0 ? other.near : [];
  return unknown(lang, near, PHRASES[lang].unknown);
}

interface Found {
  /** What answers it; empty when nothing does. */
  readonly found: readonly FaqEntry[];
  /** What comes close: to be offered. */
  readonly near: readonly FaqEntry[];
}

function answered({ found, near }: Found, lang: Lang, preface: string | undefined): Answer {
  const [only] = found;
  const answers =
    found.length === 1 ? [only?.answer] : found.map(({ question, answer: text }) => `**${question}**\n\n${text}`);
  const text = paragraphs(preface, ...answers, list(PHRASES[lang].alsoMean, near));
  return { text, outcome: { kind: "answered" }, entries: found, offered: near };
}

function unknown(lang: Lang, offered: readonly FaqEntry[], sentence: string): Answer {
  const text = paragraphs(sentence, list(PHRASES[lang].related, offered), PHRASES[lang].toPerson);
  return { text, outcome: { kind: "unknown" }, entries: [], offered };
}

const list = (title: string, entries: readonly FaqEntry[]): string | undefined =>
  listQuestions(
    title,
    entries.map(({ question }) => question),
  );

const paragraphs = (...parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined).join("\n\n");

/** The whole question first; then its sentences, because two things may be asked at once, or one after a long story. */
function search(index: FaqIndex, question: string, before: string | undefined): Found {
  const exact = index.exact(question);
  if (exact !== undefined) return { found: [exact], near: [] };
  const parts = sentences(question).map((part) => index.exact(part) ?? sure(index.rank(units(index, part))));
  const distinct = [...new Set(parts.filter((entry) => entry !== undefined))];
  if (distinct.length > 1) return { found: distinct.slice(0, MOST_OFFERED), near: [] };
  const ranked = rank(index, question, before);
  const best = ranked[0];
  if (best !== undefined && best.confidence >= ANSWERS) {
    const near = ranked.slice(1, MOST_OFFERED).filter(({ score }) => score >= best.score * NEARLY_EQUAL);
    return { found: [best.entry], near: near.map(({ entry }) => entry) };
  }
  const near = ranked.slice(0, MOST_OFFERED).filter(({ confidence }) => confidence >= RELATED);
  return { found: distinct, near: distinct.length > 0 ? [] : near.map(({ entry }) => entry) };
}

function sure([best]: readonly Candidate[]): FaqEntry | undefined {
  return best !== undefined && best.confidence >= ANSWERS ? best.entry : undefined;
}

/** Empty for a single sentence: that is the whole question. */
function sentences(text: string): string[] {
  const parts = text.split(/[?？!！。;；\n]+|\.\s/u).filter((part) => /[\p{L}\p{N}]/u.test(part));
  return parts.length < 2 ? [] : parts.slice(-MOST_PARTS);
}

/** Begins or ends like something that goes on from what was said before. */
const FOLLOWS =
  /^(?:and|what about|how about|what if|also|or|then|but)\b|^(?:那|还有|另外|如果|要是|万一)|(?:呢|\bthen)[\s?？!！]*$/iu;
/** Up to three words or five characters: "in winter?" */
const FRAGMENT = /^(?:[^\p{L}]*\p{Script=Latin}+){1,3}[^\p{L}]*$|^(?:[^\p{L}]*\p{Script=Han}){1,5}[^\p{L}]*$/u;

/** A short question that makes no sense alone is read together with the one before it. */
function rank(index: FaqIndex, question: string, before: string | undefined): Candidate[] {
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

/** The last question that stands by itself: "and in winter?" after "and uphill?" goes on from before both. */
function previousQuestion(history: Request["history"]): string | undefined {
  const asked = history.filter(({ role }) => role === "user").slice(-4);
  const texts = asked.map(({ content }) => excerpt(content)).filter((text) => smallTalk(text) === undefined);
  return texts.findLast((text) => !FOLLOWS.test(text)) ?? texts.at(-1);
}

/** A long message says what it wants at its end or right at its beginning. */
function excerpt(text: string): string {
  if (text.length <= MOST_CHARACTERS) return text.toWellFormed().trim();
  const part = MOST_CHARACTERS / 2;
  return `${text.slice(0, part)}\n${text.slice(-part)}`.toWellFormed().trim();
}

/** Figures alone ("2", "12345") are no question, though many entries have them. */
function units(index: FaqIndex, text: string): Unit[] {
  const all = index.units(text).slice(0, MOST_UNITS);
  return all.every(({ words }) => words.every((word) => /^[\d.,]+$/.test(word))) ? [] : all;
}
