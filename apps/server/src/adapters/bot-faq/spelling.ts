import MiniSearch from "minisearch";
import { isConceptWord } from "./concepts.ts";

/** A search for near words costs about a hundred times an exact one; a text of nothing but noise must stay cheap. */
const MOST_SEARCHES = 8;

/**
 * Finds the known word that a misspelt one stands for. Only Latin words of five letters and more: nearly every
 * shorter one has some other word one letter away.
 *
 * @returns a corrector for one text; it gives back the word itself when it is known, nothing is near, or the text has
 *   had more than its share of corrections
 */
export function createSpelling(words: Iterable<string>): () => (word: string) => string {
  const known = new Set([...words].filter((word) => /^[a-z]{4,}$/.test(word)));
  const search = new MiniSearch<{ word: string }>({ fields: ["word"], idField: "word" });
  search.addAll([...known].map((word) => ({ word })));

  return () => {
    let searches = 0;
    return (word) => {
      if (!/^[a-z]{5,20}$/.test(word) || known.has(word) || isConceptWord(word)) return word;
      const swapped = swaps(word).find((other) => known.has(other));
      if (swapped !== undefined) return swapped;
      if (++searches > MOST_SEARCHES) return word;
      const [nearest] = search.search(word, { fuzzy: word.length > 8 ? 2 : 1, prefix: true });
      return nearest === undefined ? word : String(nearest.id);
    };
  };
}

/** Two neighbours in the wrong order are one slip of the fingers, but two edits to a fuzzy search. */
function swaps(word: string): string[] {
  return Array.from({ length: word.length - 1 }, (_, at) =>
    [word.slice(0, at), word.charAt(at + 1), word.charAt(at), word.slice(at + 2)].join(""),
  );
}
