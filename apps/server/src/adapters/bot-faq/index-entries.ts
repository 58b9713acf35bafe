import { confidence, type Evidence } from "./confidence.ts";
import { createLookup, type Hits } from "./lookup.ts";
import { normalise } from "./normalise.ts";
import type { FaqEntry } from "./parse.ts";
import { productNames, tokenize, type Unit } from "./tokenize.ts";

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
  /** What a text says, in this folder's terms. */
  units(text: string): Unit[];
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

export function indexEntries(entries: readonly FaqEntry[]): FaqIndex {
  const names = productNames(entries.map(({ question, answer }) => `${question}\n${answer}`));
  const { lookup, correct } = createLookup(entries, (text) => tokenize(text, { names }));
  const units = (text: string): Unit[] => tokenize(text, { names, correct });
  const telling = ({ frequency }: Hits): number =>
    Math.log(1 + (entries.length - frequency + 0.5) / (Math.max(0.5, frequency) + 0.5));
  const unknown = UNKNOWN * telling({ frequency: 1, at: new Map() });

  /** How much of the question one unit is: rare things say more than frequent ones (IDF). */
  const importanceOf = ({ weight, words, worth, concepts }: Unit): number => {
    const known = concepts.map((name) => lookup(`~${name}`)).filter(({ frequency }) => frequency > 0);
    if (known.length > 0) return weight * Math.max(...known.map(telling));
    const sum = words.map(lookup).reduce((total, hits) => total + (hits.frequency > 0 ? telling(hits) : unknown), 0);
    return words.length === 0 ? 0 : (weight * worth * sum) / words.length;
  };

  const variants = entries.map(({ question, alternates }) =>
    [question, ...alternates].map((text) => units(text).map((unit) => ({ unit, importance: importanceOf(unit) }))),
  );
  const byText = new Map<string, FaqEntry>();
  for (const entry of entries) {
    for (const text of [entry.question, ...entry.alternates]) {
      if (!byText.has(bare(text))) byText.set(bare(text), entry);
    }
  }

  /** The most that any one way of asking is contained in what was matched, in units of importance. */
  const containedIn = (place: number, matched: ReadonlySet<string>, most: number): number => {
    let best = 0;
    for (const variant of variants[place] ?? []) {
      let all = 0;
      let met = 0;
      for (const { unit, importance } of variant) {
        const share = unit.words.filter((word) => matched.has(word)).length / Math.max(1, unit.words.length);
        const concept = unit.concepts.some((name) => matched.has(`~${name}`)) ? CONCEPT : 0;
        all += importance;
        met += importance * Math.max(share, concept);
      }
      if (all > 0) best = Math.max(best, (met / all) * Math.min(met, most));
    }
    return best;
  };

  const rank = (asked: readonly Unit[]): Candidate[] => {
    const found = new Map<number, { sum: number; matched: Set<string> }>();
    let total = 0;
    let nowhere = 0;
    for (const unit of asked) {
      const importance = importanceOf(unit);
      const strengths = strengthsOf(unit, lookup);
      total += importance;
      if (strengths.size === 0) nowhere += importance;
      for (const [place, { strength, matched }] of strengths) {
        const at = found.get(place) ?? { sum: 0, matched: new Set() };
        at.sum += importance * strength;
        for (const term of matched) at.matched.add(term);
        found.set(place, at);
      }
    }
    const scored = [...found].flatMap(([place, { sum, matched }]) => {
      const entry = entries[place];
      if (entry === undefined || sum === 0) return [];
      const contained = containedIn(place, matched, total);
      return [{ entry, sum, contained, score: sum + CONTAINED * contained }];
    });
    scored.sort((a, b) => b.score - a.score);
    return scored.map(({ entry, sum, contained, score }, at) => {
      const evidence: Evidence = {
        covered: sum / total,
        contained: contained / total,
        lead: at === 0 ? 1 - (scored[1]?.score ?? 0) / score : 0,
        nowhere: nowhere / total,
        amount: Math.min(1, sum / 10),
      };
      return { entry, score, confidence: confidence(evidence) };
    });
  };

  return { entries, units, rank, exact: (text) => byText.get(bare(text)) };
}

interface Strength {
  strength: number;
  readonly matched: string[];
}

/** By the entry's place: how strongly it speaks of this unit, and the indexed terms that say so. */
function strengthsOf({ words, concepts }: Unit, lookup: (term: string) => Hits): Map<number, Strength> {
  const out = new Map<number, Strength>();
  const met = (place: number, term: string): Strength => {
    const at = out.get(place) ?? { strength: 0, matched: [] };
    at.matched.push(term);
    out.set(place, at);
    return at;
  };
  for (const word of words) {
    for (const [place, { strength, matched }] of lookup(word).at) {
      met(place, matched).strength += strength / words.length;
    }
  }
  for (const name of concepts) {
    for (const [place, { strength }] of lookup(`~${name}`).at) {
      const at = met(place, `~${name}`);
      at.strength = Math.max(at.strength, strength * CONCEPT);
    }
  }
  return out;
}

const bare = (text: string): string => normalise(text).replace(/[^\p{L}\p{N}]+/gu, "");
