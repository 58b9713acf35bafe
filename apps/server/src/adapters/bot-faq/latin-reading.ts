import { conceptsInEnglish, type Span } from "./concepts.ts";
import { stem } from "./stem.ts";
import { stemGerman } from "./stem-german.ts";
import { CUES_DE, CUES_EN, STOP_DE, STOP_EN } from "./stop-words.ts";

/** How the Latin words of a text are read: by the language of the entries, not by that of the question. */
export interface LatinReading {
  readonly stop: ReadonlySet<string>;
  readonly cues: ReadonlySet<string>;
  stem(word: string): string;
  concepts(stems: readonly string[]): Span[];
  /** How much of the confidence is left in an entry of which only the answer has a word of the question. */
  readonly onlyInAnswer: number;
}

export const ENGLISH: LatinReading = {
  stop: STOP_EN,
  cues: CUES_EN,
  stem,
  concepts: conceptsInEnglish,
  onlyInAnswer: 1,
};

/**
 * Knows no concepts: what means the same belongs into the alternates of the entries. So an entry that has none of the
 * question's words among its own is not sure to be the answer, and is only offered.
 */
export const GERMAN: LatinReading = {
  stop: STOP_DE,
  cues: CUES_DE,
  stem: stemGerman,
  concepts: () => [],
  onlyInAnswer: 0.6,
};
