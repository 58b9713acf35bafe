import type { Knowledge, KnowledgeEntry, KnowledgeQuery } from "../../ports/knowledge.ts";
import type { FaqIndexes } from "./answer.ts";
import type { FaqIndex } from "./index-entries.ts";
import { detectLang, OTHER_LANGS } from "./language.ts";
import type { FaqEntry } from "./parse.ts";
import { excerpt, rank, sentences, units } from "./ranking.ts";

/** Below it, what an entry has in common with a question is chance. Far lower than what this bot would answer from. */
const NEAR = 0.05;

/** @param indexes asked at each search, so that a reloaded folder is searched at once */
export function createKnowledge(indexes: () => FaqIndexes): Knowledge {
  return { find: (query, limit) => find(indexes(), query, limit) };
}

function find(indexes: FaqIndexes, { text, previous, lang: asked }: KnowledgeQuery, limit: number): KnowledgeEntry[] {
  const question = excerpt(text);
  const before = previous === undefined ? undefined : excerpt(previous);
  const lang = indexes[asked].exact(question) === undefined ? (detectLang(question, asked) ?? asked) : asked;
  let found = search(indexes[lang], question, before);
  for (const other of OTHER_LANGS[lang]) {
    if (found.size > 0) break;
    found = search(indexes[other], question, before);
  }
  return [...found]
    .sort(([, a], [, b]) => b - a)
    .slice(0, Math.max(0, limit))
    .map(([{ question: title, answer }, confidence]) => ({ title, answer, confidence }));
}

/** By the whole question and by each of its sentences: two things may be asked at once, or one after a long story. */
function search(index: FaqIndex, question: string, before: string | undefined): Map<FaqEntry, number> {
  const found = new Map<FaqEntry, number>();
  const note = (entry: FaqEntry, confidence: number): void => {
    if (confidence >= NEAR) found.set(entry, Math.max(confidence, found.get(entry) ?? 0));
  };
  for (const text of [question, ...sentences(question)]) {
    const exact = index.exact(text);
    if (exact !== undefined) note(exact, 1);
    const ranked = text === question ? rank(index, text, before) : index.rank(units(index, text));
    for (const { entry, confidence } of ranked) note(entry, confidence);
  }
  return found;
}
