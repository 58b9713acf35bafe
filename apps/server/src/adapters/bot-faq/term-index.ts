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
const FIELD = { question: 1, topic: 0.3, answer: 0.35 } as const;
/** A term in one of many alternates is worth this much less than one that runs through all of them. */
const CENTRALITY = 0.5;
/** A term in this share of the ways of asking runs through them. */
const THROUGHOUT = 0.6;

/** @param tokenize what a text says, as the entries are indexed */
export function createTermIndex(entries: readonly FaqEntry[], tokenize: (text: string) => Unit[]): TermIndex {
  /** Term → entry's place → strength. */
  const postings = new Map<string, Map<number, number>>();
  const frequencies = new Map<string, number>();
  const note = (term: string, place: number, strength: number): void => {
    const at = postings.get(term) ?? new Map<number, number>();
    at.set(place, Math.max(strength, at.get(place) ?? 0));
    postings.set(term, at);
  };

  entries.forEach(({ question, alternates, topic, answer }, place) => {
    const asked = new Map<string, number>();
    for (const text of [question, ...alternates]) {
      for (const term of termsOf(tokenize(text))) asked.set(term, (asked.get(term) ?? 0) + 1);
    }
    const enough = (1 + alternates.length) * THROUGHOUT;
    for (const [term, count] of asked) {
      note(term, place, FIELD.question * (1 - CENTRALITY + CENTRALITY * Math.min(1, count / enough)));
    }
    const about = termsOf(tokenize(topic));
    const said = termsOf(tokenize(answer));
    for (const term of about) note(term, place, FIELD.topic);
    for (const term of said) note(term, place, FIELD.answer);
    for (const term of new Set([...asked.keys(), ...about, ...said])) {
      frequencies.set(term, (frequencies.get(term) ?? 0) + (asked.has(term) ? 1 : 0.5));
    }
  });

  return {
    has: (term) => frequencies.has(term),
    frequency: (term) => frequencies.get(term) ?? 0,
    match: (terms) => {
      const found = new Map<number, Map<string, number>>();
      for (const term of terms) {
        for (const [place, strength] of postings.get(term) ?? []) {
          found.set(place, (found.get(place) ?? new Map<string, number>()).set(term, strength));
        }
      }
      return found;
    },
  };
}
