import type { Clause } from "./clauses.ts";
import { english } from "./languages/english.ts";
import { LANGUAGES } from "./languages/index.ts";
import { INTERNATIONAL } from "./languages/international.ts";
import { type Compiled, compile, goesOn, type Lexicon, type Role, startsOf } from "./lexicon.ts";
import type { Stretch } from "./tokens.ts";

/** Without one of these no clause asks for a person. */
const TELLING = new Set<Role>(["person", "someone", "desk", "place", "pass", "talk", "callback", "bot", "deadEnd"]);
/** Enough beside an English "agent" or "human". */
const ACTING = new Set<Role>(["want", "connect", "fetch", "contact", "exist", "polite"]);

interface Prepared {
  own: Compiled;
  /** With the English words that people put into it. */
  whole: Compiled;
}

const englishWords = compile(english);

const prepared: readonly Prepared[] = LANGUAGES.map((lexicon) => {
  if (lexicon === english) return { own: englishWords, whole: englishWords };
  return { own: compile(lexicon), whole: compile(withInternational(lexicon)) };
});

function withInternational(lexicon: Lexicon): Lexicon {
  const words: Partial<Record<Role, string>> = { ...lexicon.words };
  for (const [role, list] of Object.entries(INTERNATIONAL) as [Role, string][]) {
    words[role] = words[role] === undefined ? list : `${words[role]}, ${list}`;
  }
  return { ...lexicon, words };
}

const languagesBy = (roles: ReadonlySet<Role>) =>
  startsOf(
    prepared.flatMap(({ own, whole }) =>
      own.items
        .filter((item) => roles.has(item.role))
        .map((item) => ({ first: item.patterns[0], value: { item, language: whole } })),
    ),
  );
const telling = languagesBy(TELLING);
const acting = languagesBy(ACTING);

const knowing = startsOf(
  prepared.flatMap(({ whole }) => whole.items.map((item) => ({ first: item.patterns[0], value: whole }))),
);

/** So many grammars are tried beside English; more would let a text made of shared words ("talk agent") cost too much. */
const MOST_LANGUAGES = 4;
/** A longer text has shown its language by then. */
const ENOUGH_WORDS = 60;

/** The languages in which the text has a telling word, those that know most of its words; English first. */
export function candidates(found: readonly Stretch[]): Compiled[] {
  const languages = new Set<Compiled>();
  const add = (look: typeof telling) => {
    for (const { tokens } of found) {
      const keys = tokens.map((token) => token.key);
      for (const [index, key] of keys.entries()) {
        for (const { item, language } of look(key)) {
          if (!languages.has(language) && goesOn(item, keys, index)) languages.add(language);
        }
      }
    }
  };
  add(telling);
  if (languages.size === 0) return [];
  if (languages.has(englishWords)) add(acting);
  // English is always heard: a word of another language may be an English one ("transfer").
  languages.delete(englishWords);
  return [englishWords, ...(languages.size > MOST_LANGUAGES ? likeliest(languages, found) : languages)];
}

function likeliest(languages: ReadonlySet<Compiled>, found: readonly Stretch[]): Compiled[] {
  const known = new Map([...languages].map((language) => [language, 0]));
  for (const { key } of found.flatMap(({ tokens }) => tokens).slice(0, ENOUGH_WORDS)) {
    for (const language of knowing(key)) {
      const words = known.get(language);
      if (words !== undefined) known.set(language, words + 1);
    }
  }
  const byWords = [...known].sort(([, one], [, other]) => other - one);
  return byWords.slice(0, MOST_LANGUAGES).map(([language]) => language);
}

export const isTelling = (key: string): boolean => telling(key).length > 0;

/** How many words of the text a language knows: the text is in the one that knows most. */
export const coverage = (clauses: readonly Clause[]): number =>
  clauses.reduce(
    (sum, clause) =>
      sum + clause.units.reduce((known, unit) => known + (unit.role === "other" ? 0 : unit.tokens.length), 0),
    0,
  );

const thai = new Map<string, string[]>();
for (const item of prepared.find(({ own }) => own.language === "th")?.own.items ?? []) {
  const word = item.patterns[0]?.alternatives[0] ?? "";
  const first = word.charAt(0);
  thai.set(
    first,
    [...(thai.get(first) ?? []), word].sort((a, b) => b.length - a.length),
  );
}

/** Thai is written without blanks: the longest known word first, what is unknown in one piece. */
export function segmentThai(text: string): string[] {
  const parts: string[] = [];
  let unknown = "";
  for (let at = 0; at < text.length; ) {
    const word = thai.get(text.charAt(at))?.find((known) => text.startsWith(known, at));
    if (word === undefined) {
      unknown += text.charAt(at);
      at += 1;
      continue;
    }
    if (unknown !== "") parts.push(unknown);
    unknown = "";
    parts.push(word);
    at += word.length;
  }
  if (unknown !== "") parts.push(unknown);
  return parts;
}
