/** Every opening bracket of Unicode's with what follows it up to the next bracket, and that one if it closes. */
const BRACKETED = /\p{Ps}([^\p{Ps}\p{Pe}]*)(\p{Pe}?)/gu;
/** What the marks of `messages.ts` say, in both ways of writing, as letters only. */
const SPEAKERS = ["人工客服", "系统", "系統", "ahumancolleague", "system"];

/**
 * A customer's words, with round brackets around what would else read as a mark of ours: only a person's words and
 * Baton's own go to Coze with one. Neither other brackets, wide letters, capitals, spaces nor unseen characters help.
 * As long as before.
 */
export const customersWords = (text: string): string =>
  text.replaceAll(BRACKETED, (found, inside: string, closing: string) =>
    namesSpeaker(inside) ? `(${inside}${closing === "" ? "" : ")"}` : found,
  );

function namesSpeaker(inside: string): boolean {
  const letters = inside.normalize("NFKC").toLowerCase().replaceAll(/\P{L}/gu, "");
  return SPEAKERS.some((speaker) => letters.includes(speaker));
}
