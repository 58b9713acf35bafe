/** What is between the marks: an entry of the FAQ, or who said it. */
export type FenceKind = "faq" | "customer" | "colleague" | "note";

/** Rare enough that taking them out of texts hurts nobody, and one character each: nothing can be half a mark. */
const OPEN = "⟦";
const CLOSE = "⟧";

/** Text of others, between marks that it cannot contain. @param text as `asData` gives it */
export const fence = (kind: FenceKind, text: string): string =>
  `${OPEN}${kind}${CLOSE}\n${text}\n${OPEN}/${kind}${CLOSE}`;

/** The marks, and what looks so much like them that a model may take it for one. */
const MARKS = /[⟦〚]|([⟧〛])/g;
/**
 * What models' templates take for a change of speaker (`<|im_start|>`, `</s>`, `<start_of_turn>`, `<｜User｜>`, `[INST]`):
 * a server that runs the model itself may read them in any text, whatever stands around it. Links stay links.
 */
const CONTROL = /<(?!https?:|mailto:)(?=[\p{L}/|｜<])|\[(?=\/?(?:[A-Z][A-Z_]+|[gs]MASK|s?op)\])/gu;
/** Not seen by people, but read by models; lone surrogates are refused by strict servers. */
const UNSEEN = /[\u{E0000}-\u{E0FFF}]|(?![\n\t])\p{Cc}/gu;

/** Text of others, made such that it can end no fence and begin no turn of its own. Reads as before to a person. */
export const asData = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/\r\n?/g, "\n")
    .replaceAll(UNSEEN, "")
    .replaceAll(MARKS, (_, closing: string | undefined) => (closing === undefined ? "[[" : "]]"))
    .replaceAll(CONTROL, "$& ")
    .trim();

/** Keeps the beginning and the end. @param most characters, at least 2 */
export function shorten(text: string, most: number): string {
  if (text.length <= most) return text;
  const end = Math.floor((most - 1) / 2);
  return `${text.slice(0, most - 1 - end)}…${end === 0 ? "" : text.slice(-end)}`.toWellFormed();
}
