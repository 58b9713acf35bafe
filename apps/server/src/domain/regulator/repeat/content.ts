import { readable } from "../text.ts";
import { FUNCTION_PIECES, FUNCTION_WORDS } from "./function-words.ts";

/** What a text is about, in two grains: two texts about the same have most of both in common. */
export interface Content {
  /** Words, and single characters of scripts without blanks. */
  readonly fine: ReadonlySet<string>;
  /** Words, and pairs of such characters. */
  readonly coarse: ReadonlySet<string>;
  /** Order numbers, models, amounts: a text with another one says something new. */
  readonly facts: ReadonlySet<string>;
}

/** Beyond it nobody asks again what they asked. It bounds what a comparison costs. */
const MOST_CHARACTERS = 400;

const UNSPACED = "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}\\p{Script=Thai}ー";
const RUN = new RegExp(`([${UNSPACED}]+)|(?:(?![${UNSPACED}])[\\p{L}\\p{M}\\p{N}])+`, "gu");
const FACT = /\p{N}/u;

/** What a customer asks, without greetings, thanks and function words. Empty for "ok", "??", "2". */
export function askedContent(text: string): Content {
  const plain = readable(text).slice(0, MOST_CHARACTERS);
  const content = contentOf(
    plain.replaceAll(/(\p{L})'(?=\p{L})/gu, "$1").replaceAll(FUNCTION_PIECES, " "),
    FUNCTION_WORDS,
  );
  return isChoice(content) ? NOTHING : content;
}

/** A whole reply of the bot's, every word of it. */
export const saidContent = (text: string): Content => contentOf(readable(text).slice(0, MOST_CHARACTERS), NO_WORDS);

export const isEmpty = ({ fine }: Content): boolean => fine.size === 0;

const NO_WORDS: ReadonlySet<string> = new Set();
const NOTHING: Content = { fine: NO_WORDS, coarse: NO_WORDS, facts: NO_WORDS };

function contentOf(text: string, without: ReadonlySet<string>): Content {
  const fine = new Set<string>();
  const coarse = new Set<string>();
  const facts = new Set<string>();
  for (const [run, unspaced] of text.matchAll(RUN)) {
    if (unspaced === undefined) {
      if (without.has(run)) continue;
      const word = stem(run);
      fine.add(word);
      coarse.add(word);
      if (FACT.test(run)) facts.add(run);
      continue;
    }
    const signs = Array.from(unspaced);
    for (const sign of signs) fine.add(sign);
    if (signs.length === 1) coarse.add(unspaced);
    for (let at = 1; at < signs.length; at++) coarse.add(`${signs[at - 1]}${signs[at]}`);
  }
  return { fine, coarse, facts };
}

/** "2", "b", "红": one of what the bot offered, which may be the right answer twice. */
function isChoice({ fine }: Content): boolean {
  if (fine.size !== 1) return false;
  const [only = ""] = fine;
  return only.length <= 2;
}

/** Endings that come and go between two wordings of one question; rough, and the same on both sides. */
function stem(word: string): string {
  return word.length < 5 ? word.replace(/(?<=\w{3})s$/, "") : word.replace(/(?:ing|ed|es|s|e)$/, "");
}
