/** How much of a text is looked at, from its beginning and its end together: beyond it is a document, no wish. */
const MOST_CHARACTERS = 2_000;

/** Zero-width and other characters that are not seen: people (and testers) put them inside words. */
const UNSEEN = /\p{Default_Ignorable_Code_Point}/gu;

/** A word of Latin letters with Cyrillic or Greek ones among them is no word of any language: somebody disguises it. */
const MIXED_WORD = /(?<!\p{L})(?=[\p{L}]*[a-z])(?=[\p{L}]*[\u0370-\u04ff])\p{L}{2,40}(?!\p{L})/gu;
const CYRILLIC_OR_GREEK = /[\u0370-\u04ff]/;

const LOOKALIKES: Readonly<Record<string, string>> = {
  ...{ а: "a", е: "e", о: "o", р: "p", с: "c", у: "y", х: "x", і: "i", ѕ: "s", ј: "j", һ: "h", к: "k", м: "m", т: "t" },
  ...{ в: "b", н: "n", α: "a", ε: "e", ι: "i", κ: "k", μ: "u", ν: "v", ο: "o", ρ: "p", τ: "t", υ: "u", χ: "x", η: "n" },
};

/** A katakana エ among Chinese characters is meant to be 工. */
const FALSE_WORK = /(?<=\p{Script=Han})エ(?![\p{Script=Katakana}\p{Script=Hiragana}])/gu;

/**
 * A text as every channel reads it: NFKC (full-width letters are plain ones), lower case, plain apostrophes and
 * quotation marks of one kind (" for all double ones), white space as one blank, nothing unseen, nothing that only looks
 * like another letter. At most 2,001 characters.
 */
export function readable(text: string): string {
  // One character may stand for eighteen: the second cut is not idle.
  const plain = bounded(bounded(text).normalize("NFKC"))
    .replaceAll(UNSEEN, "")
    .toLowerCase()
    .replaceAll(/[’‘ʼ`´]/g, "'")
    .replaceAll(/[“”„«»「」『』〝〞]/g, '"')
    .replaceAll(FALSE_WORK, "工")
    .replaceAll(/\s+/g, " ")
    .trim();
  return CYRILLIC_OR_GREEK.test(plain) ? plain.replaceAll(MIXED_WORD, undisguised) : plain;
}

const bounded = (text: string): string =>
  text.length <= MOST_CHARACTERS
    ? text
    : `${text.slice(0, MOST_CHARACTERS / 2)}\n${text.slice(-MOST_CHARACTERS / 2)}`.toWellFormed();

const undisguised = (word: string): string =>
  word.replaceAll(/[\u0370-\u04ff]/g, (letter) => LOOKALIKES[letter] ?? letter);
