/**
 * What must not be torn apart in a stream: a page that renders a half-arrived reply shows `**` or `[text](http` as such
 * until the rest comes, and half a surrogate pair is not even text. Every alternative is bounded, so the scan is linear.
 */
const ATOM =
  /!?\[[^\]\n]{0,200}\]\([^)\s]{0,500}\)|https?:\/\/[^\s)]{1,500}|\*{1,3}|_{1,3}|~{1,3}|`{1,3}|[\p{Script=Latin}\p{N}.,'’%-]{1,40}|\s+|\p{RI}{2}|\P{M}(?:\p{M}|\p{EMod}|\u200D|(?<=\u200D)\P{M}){0,16}|[\s\S]/gu;

/** Width as a reader sees it: a Chinese character says about as much as two Latin letters. */
const width = (text: string): number => {
  let sum = 0;
  for (const character of text) sum += /\p{Script=Han}/u.test(character) ? 2 : 1;
  return sum;
};

/**
 * Cuts a reply into pieces that concatenate to exactly it. Short replies come in groups of about two words; long ones
 * in larger groups, so that there are never more than about `maxPieces` and the whole stays quick.
 */
export function pieces(text: string, maxPieces = 40): string[] {
  const target = Math.max(8, Math.ceil(width(text) / maxPieces));
  const out: string[] = [];
  let piece = "";
  let filled = 0;
  for (const atom of text.match(ATOM) ?? []) {
    piece += atom;
    filled += width(atom);
    if (filled >= target) {
      out.push(piece);
      piece = "";
      filled = 0;
    }
  }
  if (piece !== "") out.push(piece);
  return out;
}
