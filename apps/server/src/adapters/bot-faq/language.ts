import type { Lang } from "@baton/protocol";

/** Whose entries are asked when a language has nothing near, one after the other. */
export const OTHER_LANGS: Readonly<Record<Lang, readonly Lang[]>> = {
  zh: ["en", "de"],
  en: ["zh", "de"],
  de: ["en", "zh"],
};

const HAN = /\p{Script=Han}/gu;
const LATIN_WORD = /\p{Script=Latin}+/gu;

/**
 * The language of a text by its script; undefined where the script does not say (digits, emoji, Cyrillic …).
 * One Han character carries about as much as one Latin word, and product names in a Chinese sentence are Latin, so
 * Chinese wins unless Latin words outnumber Han characters. Latin letters are German where the session is.
 */
export function detectLang(text: string, session: Lang): Lang | undefined {
  const han = text.match(HAN)?.length ?? 0;
  const latin = text.match(LATIN_WORD)?.length ?? 0;
  if (han === 0 && latin === 0) return undefined;
  if (han > 0 && han >= latin) return "zh";
  return session === "de" ? "de" : "en";
}
