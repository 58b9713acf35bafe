/** One sign of a complaint, or against one: a pattern over readable text, and what finding it is worth. */
export interface Cue {
  /** Added to the sum once; a second, different place adds half of it. Negative where it speaks against. */
  points: number;
  /** Global, so that a second place can be found. */
  pattern: RegExp;
  /** Never quoted as evidence: names of people and companies. */
  silent?: boolean;
}

export interface Tally {
  points: number;
  /** The words found, the heaviest first; nothing that spoke against. */
  words: string[];
}

/** More than these tell an agent nothing new. */
const MOST_WORDS = 5;

/** Words of a script with blanks: they must stand alone, whatever letters the language has. */
export const words = (...alternatives: string[]): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}_])(?:${alternatives.join("|")})(?![\\p{L}\\p{N}_])`, "gu");

/** The same for letters without accents, where the engine's own word border is right and several times as fast. */
export const latin = (...alternatives: string[]): RegExp => new RegExp(`\\b(?:${alternatives.join("|")})\\b`, "g");

/** Pieces of a script without blanks. */
export const pieces = (...alternatives: string[]): RegExp => new RegExp(alternatives.join("|"), "gu");

/** Adds what the cues find in the text. */
export function tally(text: string, cues: readonly Cue[]): Tally {
  let sum = 0;
  const found: { word: string; points: number }[] = [];
  for (const { points, pattern, silent = false } of cues) {
    pattern.lastIndex = 0;
    const first = pattern.exec(text);
    if (first === null) continue;
    const second = pattern.exec(text);
    const places = second === null || second[0] === first[0] ? [first] : [first, second];
    sum += places.length === 2 ? points * 1.5 : points;
    if (points > 0 && !silent) found.push(...places.map(([word]) => ({ word: word.trim(), points })));
  }
  const words = found.toSorted((a, b) => b.points - a.points).map(({ word }) => word);
  return { points: sum, words: [...new Set(words)].slice(0, MOST_WORDS) };
}
