import MiniSearch from "minisearch";
import type { FaqEntry } from "./parse.ts";
import { termsOf, tokenize, type Unit } from "./tokenize.ts";

/** How well one entry fits a question. */
export interface Candidate {
  readonly entry: FaqEntry;
  readonly score: number;
  readonly features: readonly number[];
}

export interface FaqIndex {
  rank(units: readonly Unit[]): Candidate[];
  readonly size: number;
}

export const RANK = {
  field: { question: 1, topic: 0.3, answer: 0.35 },
  fuzzy: 0.7,
  prefix: 0.7,
  concept: 0.8,
  unknown: 0.7,
  contain: 0.5,
  idfPow: 1,
};

const FIELDS = ["question", "topic", "answer"] as const;

export function indexEntries(entries: readonly FaqEntry[], options: typeof RANK = RANK): FaqIndex {
  const search = new MiniSearch<Record<string, unknown>>({
    fields: [...FIELDS],
    idField: "place",
    tokenize: (text) => termsOf(tokenize(text)),
    processTerm: (term) => term,
  });
  const variants = entries.map((entry) => [entry.question, ...entry.alternates].map((text) => tokenize(text)));
  const frequency = new Map<string, number>();
  entries.forEach((entry, place) => {
    const all = {
      question: [entry.question, ...entry.alternates].join("\n"),
      topic: entry.topic,
      answer: entry.answer,
    };
    search.add({ place, ...all });
    for (const term of new Set(Object.values(all).flatMap((text) => termsOf(tokenize(text))))) {
      frequency.set(term, (frequency.get(term) ?? 0) + 1);
    }
  });
  const idf = (count: number): number => Math.log(1 + (entries.length - count + 0.5) / (count + 0.5)) ** options.idfPow;
  const rarest = idf(1);
  const idfOf = (term: string): number => idf(frequency.get(term) ?? 1);

  const lookup = (term: string): Map<number, { value: number; matched: string }> => {
    const known = frequency.has(term);
    const guess = !known && /^[a-z]{4,}$/.test(term);
    const out = new Map<number, { value: number; matched: string }>();
    if (!known && !guess) return out;
    const found = search.search(term, {
      tokenize: (text) => [text],
      fuzzy: known ? false : term.length >= 8 ? 2 : 1,
      prefix: !known && term.length >= 5,
      maxFuzzy: 2,
    });
    for (const hit of found) {
      for (const [matched, fields] of Object.entries(hit.match)) {
        if (matched.startsWith("~") !== term.startsWith("~")) continue;
        const own = matched === term ? 1 : matched.startsWith(term) ? options.prefix : options.fuzzy;
        for (const field of fields) {
          const value = own * options.field[field as keyof typeof RANK.field];
          if (value > (out.get(hit.id as number)?.value ?? 0)) out.set(hit.id as number, { value, matched });
        }
      }
    }
    return out;
  };

  const rank = (units: readonly Unit[]): Candidate[] => {
    const evidence = new Map<number, { sum: number; matched: Set<string> }>();
    let total = 0;
    let unknown = 0;
    for (const { weight, words, worth, concepts } of units) {
      const own = new Map<number, number>();
      const matches = new Map<number, string[]>();
      const note = (place: number, term: string): void => {
        matches.set(place, [...(matches.get(place) ?? []), term]);
      };
      let most = 0;
      let anyFound = false;
      const scale = words.length === 0 ? 0 : worth / words.length;
      for (const word of words) {
        const found = lookup(word);
        if (found.size > 0) anyFound = true;
        most += scale * idfOf(word) * (found.size > 0 ? 1 : options.unknown);
        for (const [place, { value, matched }] of found) {
          own.set(place, (own.get(place) ?? 0) + value * scale * idfOf(word));
          note(place, matched);
        }
      }
      let conceptMost = 0;
      for (const name of concepts) {
        const term = `~${name}`;
        const found = lookup(term);
        if (found.size > 0) {
          anyFound = true;
          conceptMost = Math.max(conceptMost, options.concept * idfOf(term));
        }
        for (const [place, { value }] of found) {
          own.set(place, Math.max(own.get(place) ?? 0, value * options.concept * idfOf(term)));
          note(place, term);
        }
      }
      const importance = weight * (concepts.length > 0 && conceptMost > 0 ? conceptMost : most);
      total += importance;
      if (!anyFound) unknown += importance;
      for (const [place, value] of own) {
        const at = evidence.get(place) ?? { sum: 0, matched: new Set<string>() };
        at.sum += weight * value;
        for (const term of matches.get(place) ?? []) at.matched.add(term);
        evidence.set(place, at);
      }
    }
    if (total === 0) return [];
    const out: Candidate[] = [];
    for (const [place, { sum, matched }] of evidence) {
      const entry = entries[place];
      if (entry === undefined) continue;
      let best = 0;
      for (const variant of variants[place] ?? []) {
        let all = 0;
        let hit = 0;
        for (const { weight, words, worth, concepts } of variant) {
          const w =
            words.length === 0 ? 0 : (weight * worth * words.reduce((s, word) => s + idfOf(word), 0)) / words.length;
          const c = Math.max(0, ...concepts.map((name) => weight * options.concept * idfOf(`~${name}`)));
          const full = Math.max(w, c);
          all += full;
          const wordShare = words.length === 0 ? 0 : words.filter((word) => matched.has(word)).length / words.length;
          hit += Math.max(
            wordShare * w,
            ...concepts.map((name) => (matched.has(`~${name}`) ? weight * options.concept * idfOf(`~${name}`) : 0)),
            0,
          );
        }
        if (all > 0) best = Math.max(best, (hit / all) * hit);
      }
      out.push({
        entry,
        score: sum + options.contain * best,
        features: [sum / total, best / total, unknown / total, sum, total],
      });
    }
    return out.sort((a, b) => b.score - a.score);
  };
  return { rank, size: entries.length };
}

/** Whether the best candidate may be given as the answer. */
export function isAnswer(ranked: readonly Candidate[]): boolean {
  const best = ranked[0];
  return best !== undefined && (best.features[0] ?? 0) >= 0.6;
}

export const isRelated = (candidate: Candidate): boolean => (candidate.features[0] ?? 0) >= 0.25;
