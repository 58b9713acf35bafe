/** How much of a text is looked at, from its beginning and its end together: beyond it is a document, no wish. */
const MOST_CHARACTERS = 2_000;

/** Zero-width and other characters that are not seen: people (and testers) put them inside words. */
const UNSEEN = /\p{Default_Ignorable_Code_Point}/gu;

/**
 * A text as every channel reads it: NFKC (full-width letters are plain ones), lower case, plain apostrophes and
 * quotation marks of one kind (" for all double ones), white space as one blank, nothing unseen. Bounded.
 */
export function readable(text: string): string {
  const bounded =
    text.length <= MOST_CHARACTERS
      ? text
      : `${text.slice(0, MOST_CHARACTERS / 2)}\n${text.slice(-MOST_CHARACTERS / 2)}`;
  return bounded
    .normalize("NFKC")
    .replaceAll(UNSEEN, "")
    .toLowerCase()
    .replaceAll(/[’‘ʼ`´]/g, "'")
    .replaceAll(/[“”„«»「」『』〝〞]/g, '"')
    .replaceAll(/\s+/g, " ")
    .trim();
}
