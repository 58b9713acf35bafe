/** One sign of a complaint, or against one: a pattern over readable text, and what finding it is worth. */
export interface Cue {
  /** Added to the sum once; a second, different place adds half of it. Negative where it speaks against. */
  points: number;
  /** Global, so that a second place can be found. */
  pattern: RegExp;
}

export interface Tally {
  points: number;
  /** The words found, in the order of the cues. */
  words: string[];
}

/** Words of a script with blanks: they must stand alone, whatever letters the language has. */
export const words = (...alternatives: string[]): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}_])(?:${alternatives.join("|")})(?![\\p{L}\\p{N}_])`, "gu");

/** The same for letters without accents, where the engine's own word border is right and several times as fast. */
export const latin = (...alternatives: string[]): RegExp => new RegExp(`\\b(?:${alternatives.join("|")})\\b`, "g");

/** Pieces of a script without blanks. */
export const pieces = (...alternatives: string[]): RegExp => new RegExp(alternatives.join("|"), "gu");

/** Adds what the cues find in the text. */
export function tally(text: string, cues: readonly Cue[]): Tally {
  const sum: Tally = { points: 0, words: [] };
  for (const { points, pattern } of cues) {
    pattern.lastIndex = 0;
    const first = pattern.exec(text);
    if (first === null) continue;
    sum.points += points;
    if (points > 0) sum.words.push(first[0].trim());
    const second = pattern.exec(text);
    if (second === null || second[0] === first[0]) continue;
    sum.points += points / 2;
    if (points > 0) sum.words.push(second[0].trim());
  }
  return sum;
}
