/** What one language's grammar finds in a text. */
export interface Reading {
  /** From 0 (surely not) to 1 (surely a request for a person). */
  score: number;
  /** The words that fired; what called it off, after `not: `. */
  evidence: string[];
}
