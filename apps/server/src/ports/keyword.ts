import type { JsonObject, JsonValue } from "./journal.ts";

/**
 * What a keyword search compares, defined here so that every adapter finds the same sessions. Control characters
 * become blanks: the line break between two texts can then never be part of a keyword, and engines that refuse NUL
 * in a text column take any customer's words.
 */
export function foldKeyword(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/\p{Cc}/gu, " ")
    .toWellFormed();
}

/** Where a customer writes from: the shop's own name stands there, and would find every session. */
const ADDRESSES: ReadonlySet<string> = new Set(["page_url", "referrer"]);

/** Every text in `personal` but the addresses of pages, folded, one a line; null when it holds none. */
export function searchableText(personal: JsonObject | null): string | null {
  if (personal === null) return null;
  const texts: string[] = [];
  for (const [key, value] of Object.entries(personal)) if (!ADDRESSES.has(key)) collect(value, texts);
  return texts.length === 0 ? null : texts.join("\n");
}

function collect(value: JsonValue, texts: string[]): void {
  if (typeof value === "string") texts.push(foldKeyword(value));
  else if (typeof value === "object" && value !== null) for (const part of Object.values(value)) collect(part, texts);
}
