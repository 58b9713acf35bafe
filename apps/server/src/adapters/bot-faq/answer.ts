import type { Lang } from "@baton/protocol";
import type { BotOutcome, BotRequest } from "../../ports/bot.ts";
import { type Candidate, type FaqIndex, isAnswer, isRelated } from "./index-entries.ts";
import { detectLang } from "./language.ts";
import type { FaqEntry } from "./parse.ts";
import { PHRASES } from "./phrases.ts";
import { smallTalk } from "./small-talk.ts";
import { tokenize, type Unit } from "./tokenize.ts";

export type FaqIndexes = Readonly<Record<Lang, FaqIndex>>;

export interface Answer {
  readonly text: string;
  readonly outcome: Extract<BotOutcome, { kind: "answered" | "unknown" }>;
  /** The entry that was answered from. */
  readonly entry?: FaqEntry;
  /** Entries whose questions are offered beside it, or instead of it. */
  readonly offered: readonly FaqEntry[];
}

/** What is looked at of a message and of the one before: beyond it a text is a document, not a question. */
const MOST_CHARACTERS = 1_000;
const MOST_UNITS = 60;

/** Pure: the same request and indexes give the same answer. Never throws, whatever the customer wrote. */
export function answer(indexes: FaqIndexes, request: Pick<BotRequest, "questions" | "history" | "lang">): Answer {
  const question = excerpt(request.questions.join("\n"));
  const lang = detectLang(question) ?? request.lang;
  const say = PHRASES[lang];
  const talk = smallTalk(question);
  if (talk === "unhelpful")
    return { text: paragraphs(say.unhelpful, say.toPerson), outcome: { kind: "unknown" }, offered: [] };
  if (talk !== undefined) return { text: say[talk], outcome: { kind: "answered" }, offered: [] };

  const other: Lang = lang === "zh" ? "en" : "zh";
  const ranked = candidates(indexes[lang], question, previousQuestion(request.history));
  const best = ranked[0];
  if (best !== undefined && isAnswer(ranked)) return found(best, ranked, lang, undefined);
  const elsewhere = candidates(indexes[other], question, undefined);
  const foreign = elsewhere[0];
  if (foreign !== undefined && isAnswer(elsewhere)) return found(foreign, elsewhere, lang, say.otherLanguage);
  const offered = (ranked.length > 0 ? ranked : elsewhere)
    .slice(0, 3)
    .filter(isRelated)
    .map(({ entry }) => entry);
  return {
    text: paragraphs(say.unknown, questions(say.related, offered), say.toPerson),
    outcome: { kind: "unknown" },
    offered,
  };
}

function found(best: Candidate, ranked: readonly Candidate[], lang: Lang, preface: string | undefined): Answer {
  const offered = ranked
    .slice(1, 3)
    .filter(({ score }) => score >= best.score * 0.85)
    .map(({ entry }) => entry);
  return {
    text: paragraphs(preface, best.entry.answer, questions(PHRASES[lang].alsoMean, offered)),
    outcome: { kind: "answered" },
    entry: best.entry,
    offered,
  };
}

const paragraphs = (...parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== "").join("\n\n");

const questions = (title: string, entries: readonly FaqEntry[]): string | undefined =>
  entries.length === 0 ? undefined : [title, "", ...entries.map(({ question }) => `- ${question}`)].join("\n");

/** A long message has its question at the end or right at the beginning. */
function excerpt(text: string): string {
  if (text.length <= MOST_CHARACTERS) return text;
  const part = MOST_CHARACTERS / 2;
  return `${text.slice(0, part)}\n${text.slice(-part)}`.toWellFormed();
}

const units = (text: string): Unit[] => tokenize(text).slice(0, MOST_UNITS);

const FOLLOWS =
  /^\s*(?:and|what about|how about|what if|also|or|then|but)\b|^\s*(?:那|那么|还有|另外|如果|要是|万一|换成)|(?:呢|then)\s*[?？]*\s*$/iu;

function candidates(index: FaqIndex, question: string, before: string | undefined): Candidate[] {
  const asked = units(question);
  const alone = index.rank(asked);
  const elliptic = FOLLOWS.test(question);
  if (before === undefined || asked.length > 8 || (!elliptic && isAnswer(alone))) return alone;
  const seen = new Set(asked.flatMap(({ words, concepts }) => [...words, ...concepts]));
  const carried = units(before)
    .filter(({ words, concepts }) => ![...words, ...concepts].some((term) => seen.has(term)))
    .map((unit) => ({ ...unit, weight: unit.weight * 0.5 }));
  const together = index.rank([...asked, ...carried]);
  return elliptic && isAnswer(together) ? together : isAnswer(alone) ? alone : together;
}

/** The last thing the customer asked that stands by itself: "and in winter?" after "and uphill?" goes on from before both. */
function previousQuestion(history: BotRequest["history"]): string | undefined {
  const asked = history.filter(({ role, content }) => role === "user" && smallTalk(content) === undefined).slice(-4);
  const whole = asked.findLast(({ content }) => !FOLLOWS.test(content)) ?? asked.at(-1);
  return whole === undefined ? undefined : excerpt(whole.content);
}
