import { CONCEPT_WORDS, type ConceptWords } from "./concept-words.ts";
import { normalise } from "./normalise.ts";
import { stem } from "./stem.ts";

/** Where a text speaks of concepts: half-open, counted in stems (English) or UTF-16 units (Chinese). */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly names: readonly string[];
}

interface Phrase {
  readonly parts: readonly string[];
  readonly names: string[];
}

/** By a phrase's first part, the longest phrase first. */
function phrases(
  words: (concept: ConceptWords) => readonly string[],
  split: (phrase: string) => string[],
): Map<string, Phrase[]> {
  const byFirst = new Map<string, Phrase[]>();
  for (const concept of CONCEPT_WORDS) {
    for (const word of words(concept)) {
      const parts = split(normalise(word));
      const first = parts[0] ?? "";
      const known = byFirst.get(first) ?? [];
      const same = known.find((other) => other.parts.join(" ") === parts.join(" "));
      if (same === undefined) known.push({ parts, names: [concept.name] });
      else if (!same.names.includes(concept.name)) same.names.push(concept.name);
      byFirst.set(first, known);
    }
  }
  for (const known of byFirst.values()) known.sort((a, b) => b.parts.length - a.parts.length);
  return byFirst;
}

/** Longest first and never overlapping: "flat tyre" is not about a flat, "bed in" not about a bed. */
function find(parts: readonly string[], byFirst: ReadonlyMap<string, readonly Phrase[]>): Span[] {
  const spans: Span[] = [];
  for (let from = 0; from < parts.length; ) {
    const here = byFirst.get(parts[from] ?? "") ?? [];
    const hit = here.find((phrase) => phrase.parts.every((part, offset) => parts[from + offset] === part));
    if (hit !== undefined) spans.push({ from, to: from + hit.parts.length, names: hit.names });
    from += hit?.parts.length ?? 1;
  }
  return spans;
}

const ENGLISH = phrases(
  ({ en }) => en,
  (phrase) => phrase.split(" ").map(stem),
);
const CHINESE = phrases(
  ({ zh }) => zh,
  (phrase) => phrase.split(""),
);

export const conceptsInEnglish = (stems: readonly string[]): Span[] => find(stems, ENGLISH);
export const conceptsInChinese = (run: string): Span[] => find(run.split(""), CHINESE);

const ENGLISH_WORDS = new Set([...ENGLISH.values()].flatMap((known) => known.flatMap(({ parts }) => parts)));

/** Whether a stem is a word of any concept: it is spelt right, even when no entry has it. */
export const isConceptWord = (stem: string): boolean => ENGLISH_WORDS.has(stem);
