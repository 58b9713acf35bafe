/**
 * A text as a row of word classes: each known word is one letter, each unknown sign one "_", so that a grammar can be
 * written as short regular expressions over classes instead of over words.
 */
export interface Tagged {
  /** One letter a word. */
  tags: string;
  /** Where each word begins in the text; one more for the end. */
  starts: readonly number[];
}

/** Words by their first character, longest first. */
export type Lexicon = ReadonlyMap<string, readonly (readonly [word: string, tag: string])[]>;

/** What no lexicon knows. */
const UNKNOWN = "_";

/** From the words of each class, separated by blanks. A word in two classes is a mistake: the first one is taken. */
export function lexiconOf(classes: Readonly<Record<string, string>>): Lexicon {
  const byFirst = new Map<string, [string, string][]>();
  for (const [tag, words] of Object.entries(classes)) {
    for (const word of words.trim().split(/\s+/)) {
      const first = word.charAt(0);
      byFirst.set(first, [...(byFirst.get(first) ?? []), [word, tag]]);
    }
  }
  for (const words of byFirst.values()) words.sort(([a], [b]) => b.length - a.length);
  return byFirst;
}

/** The longest word wins at each place. `unlisted` classes what the lexicon does not hold (a run counts as one). */
export function tag(text: string, lexicon: Lexicon, unlisted: readonly (readonly [RegExp, string])[]): Tagged {
  let tags = "";
  const starts: number[] = [];
  for (let at = 0; at < text.length; ) {
    starts.push(at);
    const known = lexicon.get(text.charAt(at))?.find(([word]) => text.startsWith(word, at));
    if (known !== undefined) {
      tags += known[1];
      at += known[0].length;
      continue;
    }
    const run = runAt(text, at, unlisted);
    tags += run?.tag ?? UNKNOWN;
    at += run?.length ?? 1;
  }
  starts.push(text.length);
  return { tags, starts };
}

function runAt(text: string, at: number, unlisted: readonly (readonly [RegExp, string])[]) {
  for (const [sticky, tag] of unlisted) {
    sticky.lastIndex = at;
    if (sticky.test(text)) return { tag, length: sticky.lastIndex - at };
  }
  return null;
}
