/** Sentences of our own in one language: those that ask for a person, and those that do not, near misses first. */
export interface Cases {
  language: string;
  asks: readonly string[];
  doesNot: readonly string[];
}
