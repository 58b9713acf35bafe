import MiniSearch from "minisearch";
import { isConceptWord } from "./concepts.ts";
import type { FaqEntry } from "./parse.ts";
import { termsOf, type Unit } from "./tokenize.ts";

/** Where a term is found. */
export interface Hits {
  /** In how many entries; one that has it only in its answer counts half. */
  readonly frequency: number;
  /** By the entry's place: how strongly it speaks of the term (0–1), and the indexed term that was met. */
  readonly at: ReadonlyMap<number, { readonly strength: number; readonly matched: string }>;
}

/** How much it says about an entry that a term stands in its questions, its topic, its answer. */
const FIELD: Readonly<Record<string, number>> = { question: 1, topic: 0.3, answer: 0.35 };
/** A term in one of many alternates is worth this much less than one that runs through all of them. */
const CENTRALITY = 0.5;
/** For words that no entry has: typos, and forms that the stemmer leaves apart. */
const MISSPELT = 0.7;

const NOWHERE: Hits = { frequency: 0, at: new Map() };

interface Document {
  readonly place: number;
  readonly question: string;
  readonly topic: string;
  readonly answer: string;
}

export interface Lookup {
  lookup(term: string): Hits;
  /** The known word that a misspelt stem stands for; the stem itself when it is known or nothing is near. */
  correct(stem: string): string;
}

/** @param tokenize as the entries are indexed: without correction, which needs the index */
export function createLookup(entries: readonly FaqEntry[], tokenize: (text: string) => Unit[]): Lookup {
  const index = new MiniSearch<Document>({
    fields: Object.keys(FIELD),
    idField: "place",
    tokenize: (text) => termsOf(tokenize(text)),
    processTerm: (term) => term,
  });
  const vocabulary = new Set<string>();
  entries.forEach(({ question, alternates, topic, answer }, place) => {
    const document = { place, question: [question, ...alternates].join("\n"), topic, answer };
    index.add(document);
    for (const text of [document.question, topic, answer]) {
      for (const term of termsOf(tokenize(text))) vocabulary.add(term);
    }
  });
  const central = entries.map((entry) => centrality(entry, tokenize));

  const strengthOf = (place: number, field: string, term: string): number => {
    const share = field === "question" ? (central[place]?.get(term) ?? 0) : 1;
    return (FIELD[field] ?? 0) * (1 - CENTRALITY + CENTRALITY * share);
  };

  const search = (term: string, known: boolean): Hits => {
    const results = index.search(term, {
      tokenize: (text) => [text],
      fuzzy: known ? false : term.length >= 8 ? 2 : 1,
      prefix: !known && term.length >= 5,
      maxFuzzy: 2,
    });
    const at = new Map<number, { strength: number; matched: string }>();
    let frequency = 0;
    for (const { id, match } of results) {
      const place = Number(id);
      let asked = false;
      for (const [matched, fields] of Object.entries(match)) {
        if (matched.startsWith("~") !== term.startsWith("~")) continue;
        for (const field of fields) {
          const strength = (matched === term ? 1 : MISSPELT) * strengthOf(place, field, matched);
          if (strength > (at.get(place)?.strength ?? 0)) at.set(place, { strength, matched });
          asked ||= field === "question";
        }
      }
      frequency += asked ? 1 : 0.5;
    }
    return { frequency, at };
  };

  // Only known terms are kept: their number is the vocabulary's, whatever customers write.
  const kept = new Map<string, Hits>();
  const lookup = (term: string): Hits => {
    if (!vocabulary.has(term)) return /^[a-z]{5,30}$/.test(term) ? search(term, false) : NOWHERE;
    const hits = kept.get(term) ?? search(term, true);
    kept.set(term, hits);
    return hits;
  };

  const correct = (stem: string): string => {
    if (!/^[a-z]{5,20}$/.test(stem) || vocabulary.has(stem) || isConceptWord(stem)) return stem;
    const swapped = swaps(stem).find((word) => vocabulary.has(word));
    if (swapped !== undefined) return swapped;
    const [nearest] = index.search(stem, { tokenize: (text) => [text], fuzzy: 1, prefix: false });
    return nearest?.terms[0] ?? stem;
  };

  return { lookup, correct };
}

/** Two neighbours in the wrong order are one slip of the fingers, but two edits to a fuzzy search. */
function swaps(word: string): string[] {
  return Array.from({ length: word.length - 1 }, (_, at) =>
    [word.slice(0, at), word.charAt(at + 1), word.charAt(at), word.slice(at + 2)].join(""),
  );
}

/** Term → the share of the ways of asking that have it; 60 % of them is all one can expect. */
function centrality({ question, alternates }: FaqEntry, tokenize: (text: string) => Unit[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of [question, ...alternates]) {
    for (const term of termsOf(tokenize(text))) counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  const enough = (1 + alternates.length) * 0.6;
  return new Map([...counts].map(([term, count]) => [term, Math.min(1, count / enough)]));
}
