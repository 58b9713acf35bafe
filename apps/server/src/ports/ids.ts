export interface Ids {
  /** An id that only has to differ from the others (80 random bits). */
  name(prefix: string): string;
  /** An id that must not be guessed (at least 128 random bits). */
  guard(prefix: string): string;
}
