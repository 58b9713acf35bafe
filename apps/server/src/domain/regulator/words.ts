import { readable } from "./text.ts";

/** The first of an operator's own words that the text holds, compared as `readable` reads both; null when none is. */
export function firstIn(text: string, words: readonly string[]): string | null {
  if (words.length === 0) return null;
  const haystack = readable(text);
  for (const word of words) {
    const needle = readable(word);
    if (needle !== "" && holds(haystack, needle)) return word;
  }
  return null;
}

const LETTER = /[\p{Script=Latin}\p{Number}]/u;

/** A word of the Latin script must stand alone ("agent" is not in "reagent"); Chinese has no such borders. */
function holds(haystack: string, needle: string): boolean {
  for (let at = haystack.indexOf(needle); at >= 0; at = haystack.indexOf(needle, at + 1)) {
    const end = at + needle.length;
    const cutsBefore = LETTER.test(needle.charAt(0)) && LETTER.test(haystack.charAt(at - 1));
    const cutsAfter = LETTER.test(needle.charAt(needle.length - 1)) && LETTER.test(haystack.charAt(end));
    if (!cutsBefore && !cutsAfter) return true;
  }
  return false;
}
