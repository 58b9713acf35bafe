/** What an agent types after the slash, and where the slash is. */
export interface Slash {
  from: number;
  query: string;
}

/**
 * A slash at the beginning, after a space or after a mark that no space follows; anything else before it makes it
 * part of a word (1/2, https://). A Chinese input method types `、` or `／` for the same key.
 */
const SLASH = /(?:^|[\s，。！？；：])[/／、]([\p{L}\p{N}_-]{0,40})$/u;

/** @param before the text up to the caret */
export function slashBefore(before: string): Slash | null {
  const query = SLASH.exec(before)?.[1];
  return query === undefined ? null : { from: before.length - query.length - 1, query };
}
