import type { Lang } from "@baton/protocol";
import { confidence, type Evidence } from "./confidence.ts";
import { ENGLISH, GERMAN, type LatinReading } from "./latin-reading.ts";
import { normalise } from "./normalise.ts";
import type { FaqEntry } from "./parse.ts";
import { createSpelling } from "./spelling.ts";
import { createTermIndex } from "./term-index.ts";
import { productNames, termsOf, tokenize, type Unit } from "./tokenize.ts";

/** How well one entry fits a question. */
export interface Candidate {
  readonly entry: FaqEntry;
  /** Comparable within one ranking only. */
  readonly score: number;
  /** 0–1 and comparable between questions: how likely this entry answers the question. */
  readonly confidence: number;
}

export interface FaqIndex {
  readonly entries: readonly FaqEntry[];
  /**
   * What a text says, in this folder's terms.
   * @param asWritten no word is taken for a misspelt one: in another language it is none
   */
  units(text: string, asWritten?: boolean): Unit[];
  /** The entries that have anything in common with it, best first. */
  rank(units: readonly Unit[]): Candidate[];
  /** The entry that has this very text as its question or an alternate, punctuation aside. */
  exact(text: string): FaqEntry | undefined;
}

/** Meeting a concept instead of the word itself. */
const CONCEPT = 0.8;
/** A word that no entry has counts as if it were as telling as this share of the rarest known one. */
const UNKNOWN = 0.7;
/** What it adds that one way of asking is contained in the question as a whole. */
const CONTAINED = 0.5;

export const indexFaq = ({ zh, en, de }: Readonly<Record<Lang, readonly FaqEntry[]>>): Record<Lang, FaqIndex> => ({
  zh: indexEntries(zh),
  en: indexEntries(en),
  de: indexEntries(de, GERMAN),
});

export function indexEntries(entries: readonly FaqEntry[], reading: LatinReading = ENGLISH): FaqIndex {
  const names = productNames(entries.map(({ question, answer }) => `${question}\n${answer}`));
  const read = new Map<string, Unit[]>();
  /** Every text of the folder is read once: finding the words of a Chinese text is what building takes. */
  const asIndexed = (text: string): Unit[] => {
    const units = read.get(text) ?? tokenize(text, { names, reading });
    read.set(text, units);
    return units;
  };
  const terms = createTermIndex(entries, asIndexed);
  const spelling = createSpelling([...read.values()].flatMap((units) => units.flatMap(({ words }) => words)));

  const telling = (frequency: number): number =>
    Math.log(1 + (entries.length - frequency + 0.5) / (Math.max(0.5, frequency) + 0.5));

  /** How much of the question one unit is: rare things say more than frequent ones (IDF). */
  const importanceOf = ({ weight, words, worth, concepts }: Unit): number => {
    const known = concepts.map((name) => `~${name}`).filter(terms.has);
    if (known.length > 0) return weight * Math.max(...known.map((term) => telling(terms.frequency(term))));
    if (words.length === 0) return 0;
    const each = words.map((word) => (terms.has(word) ? telling(terms.frequency(word)) : UNKNOWN * telling(1)));
    return (weight * worth * each.reduce((sum, one) => sum + one, 0)) / words.length;
  };
  const weigh = (unit: Unit): Weighed => ({ unit, importance: importanceOf(unit) });

  const variants = entries.map(({ question, alternates }) =>
    [question, ...alternates].map((text) => asIndexed(text).map(weigh)),
  );
  read.clear();

  const byText = new Map<string, FaqEntry>();
  for (const entry of entries) {
    for (const text of [entry.question, ...entry.alternates]) {
      if (!byText.has(bare(text))) byText.set(bare(text), entry);
    }
  }

  const rank = (asked: readonly Unit[]): Candidate[] => {
    const weighed = asked.map(weigh);
    const total = weighed.reduce((sum, { importance }) => sum + importance, 0);
    const found = terms.match(termsOf(asked));
    const anywhere = new Set([...found.values()].flatMap((match) => [...match.keys()]));
    const nowhere = weighed.filter(({ unit }) => !termsOf([unit]).some((term) => anywhere.has(term)));

    const scored = [...found].flatMap(([place, match]) => {
      const entry = entries[place];
      const sum = weighed.reduce((part, { unit, importance }) => part + importance * strengthOf(unit, match), 0);
      if (entry === undefined || sum === 0) return [];
      const contained = Math.max(0, ...(variants[place] ?? []).map((variant) => containedIn(variant, match, total)));
      return [{ entry, sum, contained, score: sum + CONTAINED * contained }];
    });
    scored.sort((a, b) => b.score - a.score);
    return scored.map(({ entry, sum, contained, score }, at) => {
      const evidence: Evidence = {
        covered: sum / total,
        contained: contained / total,
        lead: at === 0 ? 1 - (scored[1]?.score ?? 0) / score : 0,
        nowhere: nowhere.reduce((part, { importance }) => part + importance, 0) / total,
        amount: Math.min(1, sum / 10),
      };
      const onlyInAnswer = contained === 0 ? reading.onlyInAnswer : 1;
      return { entry, score, confidence: onlyInAnswer * confidence(evidence) };
    });
  };

  return {
    entries,
    units: (text, asWritten = false) =>
      tokenize(text, { names, reading, ...(asWritten ? {} : { correct: spelling() }) }),
    rank,
    exact: (text) => byText.get(bare(text)),
  };
}

interface Weighed {
  readonly unit: Unit;
  readonly importance: number;
}

/** How strongly an entry speaks of a unit: by the words themselves or by what they stand for, never by both. */
function strengthOf({ words, concepts }: Unit, match: ReadonlyMap<string, number>): number {
  const own = words.reduce((sum, word) => sum + (match.get(word) ?? 0), 0) / Math.max(1, words.length);
  return Math.max(own, ...concepts.map((name) => CONCEPT * (match.get(`~${name}`) ?? 0)));
}

/** How fully one way of asking is contained in what was matched, times how much that is (at most `most`). */
function containedIn(variant: readonly Weighed[], match: ReadonlyMap<string, number>, most: number): number {
  let all = 0;
  let met = 0;
  for (const { unit, importance } of variant) {
    const share = unit.words.filter((word) => match.has(word)).length / Math.max(1, unit.words.length);
    const concept = unit.concepts.some((name) => match.has(`~${name}`)) ? CONCEPT : 0;
    all += importance;
    met += importance * Math.max(share, concept);
  }
  return all === 0 ? 0 : (met / all) * Math.min(met, most);
}

const bare = (text: string): string => normalise(text).replace(/[^\p{L}\p{N}]+/gu, "");
