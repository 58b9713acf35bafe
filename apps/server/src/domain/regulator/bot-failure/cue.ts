/** A sign, in a bot's reply, that it did not answer (or, with fewer than 0 points, that it did). */
export interface Cue {
  /** 2 are enough to fire. */
  points: number;
  /** On text as `readable` gives it. */
  pattern: RegExp;
}

/** What to look for in a text that has one of the markers in it, and to spare the others the search. */
export interface Language {
  /** Words hardly missing from a reply of this kind. */
  markers: readonly string[];
  cues: readonly Cue[];
}

/** A bot says outright that it does not answer. */
export const OUTRIGHT = 3;
/** A regret that goes before refusals, and before many an answer. */
export const REGRET = 0.9;

/** Whole words of a script with blanks; accented letters are letters, which `\b` does not know. */
export const words = (points: number, ...alternatives: readonly string[]): Cue => ({
  points,
  pattern: new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives.join("|")})(?![\\p{L}\\p{N}])`, "u"),
});

/** Pieces of a script without blanks, or the beginnings of words. */
export const pieces = (points: number, ...alternatives: readonly string[]): Cue => ({
  points,
  pattern: new RegExp(alternatives.join("|"), "u"),
});
