const DOUBLE = /"([^"]*)"/g;
const SINGLE = /(?<![\p{L}\p{N}])'([^']{3,80})'(?![\p{L}\p{N}])/gu;
const WORD = /[\p{L}\p{N}]/u;

/**
 * The text without the words of others: what stands in quotation marks is no wish of the customer's, unless it is all
 * there is, or one word ("real").
 */
export function withoutQuotations(text: string): string {
  if (!text.includes('"') && !text.includes("'")) return text;
  const outside = text.replaceAll(DOUBLE, drop).replaceAll(SINGLE, drop);
  return WORD.test(outside) ? outside : text.replaceAll('"', " ");
}

const drop = (_whole: string, inside: string): string => (inside.trim().includes(" ") ? " \u2026 " : ` ${inside} `);
