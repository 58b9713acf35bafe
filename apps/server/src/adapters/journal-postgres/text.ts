/** What every text column takes as it is, and JSON writes as it is. */
const PLAIN = /^[ !#-[\]-~]*$/;

/**
 * Names and keys as they are stored: as within a JSON string. PostgreSQL refuses NUL in a text, and lone surrogates are
 * lost on the way there; here both are escapes, so a hostile name finds nothing rather than failing.
 */
export const escaped = (text: string): string => (PLAIN.test(text) ? text : JSON.stringify(text).slice(1, -1));

export const unescaped = <Text extends string>(text: Text): Text =>
  text.includes("\\") ? (JSON.parse(`"${text}"`) as Text) : text;
