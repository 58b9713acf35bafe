const ENDINGS: readonly (readonly [RegExp, string])[] = [
  [/(?<=..)ies$/, "y"],
  [/(?<=[sxz]|ch|sh)es$/, ""],
  [/(?<=[^suia])s$/, ""],
];

/**
 * A light English stemmer: plurals, -ing, -ed, -ly and a final e, so that "charging", "charged" and "charges" meet
 * "charge". It may produce no-words; both sides of a comparison go through it, so that does no harm.
 */
export function stem(word: string): string {
  if (word.length < 4 || /\d/.test(word)) return word;
  let base = word;
  for (const [ending, instead] of ENDINGS) {
    if (ending.test(base)) {
      base = base.replace(ending, instead);
      break;
    }
  }
  base = base.replace(/(?<=[aeiouy][a-z]{1,12})(?:ing|ed|ly|ment)$/, "").replace(/([bdgmnprt])\1$/, "$1");
  return base.length > 3 ? base.replace(/(?<=[a-z]{2}[^aeiou])[ey]$/, "") : base;
}
