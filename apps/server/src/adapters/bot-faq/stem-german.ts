/**
 * A light German stemmer for words without their umlauts' dots: "Bremse", "Bremsen" and "bremst" meet, and so do
 * "Rad", "Räder" and "Raeder". It may produce no-words; both sides of a comparison go through it, so that does no harm.
 */
export function stemGerman(word: string): string {
  if (word.length < 4 || /\d/.test(word)) return word;
  return word
    .replaceAll("ß", "ss")
    .replaceAll(/(?<![aeq])([aou])e/g, "$1")
    .replace(/(?<=.{3})(?:ern|est|em|en|er|es|et|st|e|n|s|t)$/, "")
    .replace(/([a-z])\1$/, "$1");
}
