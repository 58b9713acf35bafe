import MiniSearch from "minisearch";
import type { FaqEntry } from "./parse.ts";
import { termsOf, type Unit } from "./tokenize.ts";

export interface TermIndex {
  has(term: string): boolean;
  /** In how many entries a term stands; one that has it only in its answer counts half. */
  frequency(term: string): number;
  /** By the entry's place: how strongly it speaks of each of the terms, 0–1; only those that it has. */
  match(terms: readonly string[]): Map<number, Map<string, number>>;
}

/** How much it says about an entry that a term stands in its questions, its topic, its answer. */
const FIELD: Readonly<Record<string, number>> = { question: 1, topic: 0.3, answer: 0.35 };
/** A term in one of many alternates is worth this much less than one that runs through all of them. */
const CENTRALITY = 0.5;
/** A term in this share of the ways of asking runs through them. */
const THROUGHOUT = 0.6;

/** Between terms where MiniSearch is given text: no term has it. */
const GAP = "\n";

interface Document {
  readonly place: number;
  readonly question: string;
  readonly topic: string;
  readonly answer: string;
}

/** @param tokenize what a text says, as the entries are indexed */
export function createTermIndex(entries: readonly FaqEntry[], tokenize: (text: string) => Unit[]): TermIndex {
  const search = new MiniSearch<Document>({
    fields: Object.keys(FIELD),
    idField: "place",
    tokenize: (text) => text.split(GAP),
    processTerm: (term) => (term === "" ? null : term),
    searchOptions: { fuzzy: false, prefix: false, combineWith: "OR" },
  });
  const frequencies = new Map<string, number>();
  const centrality: Map<string, number>[] = [];

  entries.forEach(({ question, alternates, topic, answer }, place) => {
    const asked = new Map<string, number>();
    for (const text of [question, ...alternates]) {
      for (const term of termsOf(tokenize(text))) asked.set(term, (asked.get(term) ?? 0) + 1);
    }
    const about = termsOf(tokenize(topic));
    const said = termsOf(tokenize(answer));
    search.add({ place, question: [...asked.keys()].join(GAP), topic: about.join(GAP), answer: said.join(GAP) });
    for (const term of new Set([...asked.keys(), ...about, ...said])) {
      frequencies.set(term, (frequencies.get(term) ?? 0) + (asked.has(term) ? 1 : 0.5));
    }
    const enough = (1 + alternates.length) * THROUGHOUT;
    centrality[place] = new Map([...asked].map(([term, count]) => [term, Math.min(1, count / enough)]));
  });

  const strength = (place: number, term: string, fields: readonly string[]): number => {
    const share = centrality[place]?.get(term);
    const best = Math.max(...fields.map((field) => FIELD[field] ?? 0));
    return share === undefined ? best : best * (1 - CENTRALITY + CENTRALITY * share);
  };

  return {
    has: (term) => frequencies.has(term),
    frequency: (term) => frequencies.get(term) ?? 0,
    match: (terms) => {
      const known = terms.filter((term) => frequencies.has(term));
      if (known.length === 0) return new Map();
      return new Map(
        search.search(known.join(GAP)).map(({ id, match }) => {
          const place = Number(id);
          return [place, new Map(Object.entries(match).map(([term, fields]) => [term, strength(place, term, fields)]))];
        }),
      );
    },
  };
}
