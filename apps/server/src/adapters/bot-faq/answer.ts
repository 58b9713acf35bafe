import type { Lang } from "@baton/protocol";
import type { BotOutcome, BotRequest } from "../../ports/bot.ts";
import { chosenQuestion, listQuestions } from "./choice.ts";
import { ANSWERS, RELATED } from "./confidence.ts";
import type { FaqIndex } from "./index-entries.ts";
import { detectLang, OTHER_LANGS } from "./language.ts";
import type { FaqEntry } from "./parse.ts";
import { PHRASES } from "./phrases.ts";
import { excerpt, FOLLOWS, rank, sentences, sure, units } from "./ranking.ts";
import { smallTalk } from "./small-talk.ts";

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

const MOST_OFFERED = 3;
/** An entry this near to the best one may be what was meant. */
const NEARLY_EQUAL = 0.85;

type Request = Pick<BotRequest, "questions" | "history" | "lang">;

/** Pure: the same request and indexes give the same answer. Never throws, whatever the customer wrote. */
export function answer(indexes: FaqIndexes, request: Request): Answer {
  const text = excerpt(request.questions.join("\n"));
  // "E12" or "IPX4" is of no language, and what the operator lists as a question is one, even "is anyone there?"
  const listed = indexes[request.lang].exact(text) !== undefined;
  const lang = listed ? request.lang : (detectLang(text, request.lang) ?? request.lang);
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
  const others = OTHER_LANGS[lang].map((other) => ({
    other,
    ...search(asWritten(indexes[other]), question, undefined),
  }));
  const foreign = others.find(({ found }) => found.length > 0);
  if (foreign !== undefined) return answered(foreign, lang, PHRASES[lang].otherLanguage[foreign.other]);
  const near = indexes[lang].entries.length === 0 ? others.find(({ near: some }) => some.length > 0)?.near : [];
  return unknown(lang, near ?? [], PHRASES[lang].unknown);
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

const asWritten = (index: FaqIndex): FaqIndex => ({ ...index, units: (text) => index.units(text, true) });

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

/** The last question that stands by itself: "and in winter?" after "and uphill?" goes on from before both. */
function previousQuestion(history: Request["history"]): string | undefined {
  const asked = history.filter(({ role }) => role === "user").slice(-4);
  const texts = asked.map(({ content }) => excerpt(content)).filter((text) => smallTalk(text) === undefined);
  return texts.findLast((text) => !FOLLOWS.test(text)) ?? texts.at(-1);
}
