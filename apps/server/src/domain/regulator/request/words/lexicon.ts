import { folded } from "./tokens.ts";
import { oneSlipApart } from "./typos.ts";

/**
 * What a word does in a message that may ask for a person. The lists are data, one file a language; what they mean
 * together is the grammar's (grammar.ts).
 */
export type Role =
  /** Who serves customers, or is plainly human: agent, operator, representative, human, manager. */
  | "person"
  /** Anybody: someone, person. Asked for only when one wants to talk to them. */
  | "someone"
  /** The place, not the people: customer service, support team. */
  | "desk"
  /** Where people serve, and what is done there: spa, restaurant, branch. Asked for only by talking to it. */
  | "place"
  /** Makes anybody a person: real, live, actual. */
  | "real"
  /** To talk, speak, chat. */
  | "talk"
  /** To give away or settle what one would not with a machine: share, tell, arrange. */
  | "confide"
  /** A talk that leads nowhere. */
  | "deadEnd"
  /** To put me through: needs no object to be understood. */
  | "pass"
  /** To transfer, forward, switch: also done with money and parcels. */
  | "connect"
  /** To call for, give, send, find somebody. */
  | "fetch"
  /** To reach, to get in touch. */
  | "contact"
  /** To want, need, prefer. */
  | "want"
  /** To help, to assist. */
  | "assist"
  /** To look at: what one asks of staff, and of any craftsman. */
  | "inspect"
  /** To call me back: says that a person is meant. */
  | "callback"
  /** Is there, do you have. */
  | "exist"
  /** Subjects, modal verbs, question openings: between the others, but not in a bare call. */
  | "ask"
  /** Articles, prepositions, adverbs. */
  | "light"
  /** Please, hello, urgently. */
  | "polite"
  /** Negates what follows. */
  | "neg"
  /** Negates what it stands with, before or after. */
  | "needless"
  /** Takes back what was said: never mind. */
  | "cancel"
  /** Takes the taking back back: actually yes. */
  | "again"
  /** Somebody else's words follow. */
  | "report"
  /** It has happened. */
  | "past"
  /** It is asked about: phone number, hours, price, meaning. */
  | "info"
  | "condition"
  | "bot"
  /** To stop, to be sick of. */
  | "stop"
  /** Who are you, am I talking to. */
  | "identity"
  /** About: what follows is the matter, no more the person. */
  | "topic"
  /** And: parts the sentence where a new wish follows. */
  | "join"
  /** But: always parts it. */
  | "split"
  /** Has such a word in it and means another thing: human resources, travel agent. */
  | "mention"
  /** Content, although it holds a word of another role: do not know, does not work. */
  | "plain";

/**
 * A language's words by role: items between commas, each one or more words; a word that ends in `*` stands for all that
 * begin with it, and `(connect|put through) (me|us)` for each of the four. Accents may be written: they are folded away on both sides.
 */
export interface Lexicon {
  language: string;
  words: Readonly<Partial<Record<Role, string>>>;
  /** The person often stands before the verb ("mit einem Menschen sprechen"). */
  freeOrder?: true;
  /** Particles written together with the next word (Arabic, Hebrew). */
  prefixes?: readonly string[];
}

interface Pattern {
  alternatives: readonly string[];
  stem: boolean;
}

interface Item {
  role: Role;
  patterns: readonly Pattern[];
  rank: number;
}

export interface Match {
  role: Role;
  length: number;
}

/** A lexicon made ready to be asked. */
export interface Compiled {
  language: string;
  freeOrder: boolean;
  items: readonly Item[];
  /** The longest item that begins at this word, or null. */
  at(keys: readonly string[], index: number): Match | null;
  /** Single whole words of a role, for mending typos. */
  singles(role: Role): readonly string[];
}

/** Only long words are told from all others by all but one letter. */
const LEAST_FOR_TYPOS = 8;

export function compile(lexicon: Lexicon): Compiled {
  const items = itemsOf(lexicon);
  const starts = startsOf(items.map((item) => ({ first: item.patterns[0], value: item })));
  const singles = new Map<Role, string[]>();
  for (const { role, patterns } of items) {
    const [only, ...more] = patterns;
    if (only !== undefined && more.length === 0)
      singles.set(role, [...(singles.get(role) ?? []), only.alternatives[0] ?? ""]);
  }
  return {
    language: lexicon.language,
    freeOrder: lexicon.freeOrder === true,
    items,
    at(keys, index) {
      let best: Item | null = null;
      for (const item of starts(keys[index] ?? "")) {
        if ((best === null || item.rank > best.rank) && goesOn(item, keys, index)) best = item;
      }
      return best === null ? null : { role: best.role, length: best.patterns.length };
    },
    singles: (role) => singles.get(role) ?? [],
  };
}

/** Whether an item whose first word is found at `index` is there with its other words too. */
export function goesOn({ patterns }: Item, keys: readonly string[], index: number): boolean {
  for (let offset = 1; offset < patterns.length; offset += 1) {
    const pattern = patterns[offset];
    if (pattern === undefined || !fits(pattern, keys[index + offset] ?? "")) return false;
  }
  return true;
}

function itemsOf(lexicon: Lexicon): Item[] {
  const items: Item[] = [];
  for (const [role, list] of Object.entries(lexicon.words) as [Role, string][]) {
    for (const entry of list.split(",").flatMap(spelledOut)) {
      const words = entry.split(/\s+/).filter((word) => word !== "");
      const patterns = words.map((word) => patternOf(word, lexicon.prefixes ?? []));
      if (patterns.length > 0) items.push({ role, patterns, rank: rankOf(patterns) });
    }
  }
  return items;
}

/** An item for each choice between brackets. */
function spelledOut(entry: string): string[] {
  const [all, choices] = /\(([^)]*)\)/.exec(entry) ?? [];
  if (all === undefined || choices === undefined) return [entry];
  return choices.split("|").flatMap((choice) => spelledOut(entry.replace(all, choice)));
}

interface Start<T> {
  first: Pattern | undefined;
  value: T;
}

/** Typos are looked for among the words that begin with the same letters. */
const SURE_LETTERS = 2;

/** Finds all whose first word a word may be: as it is, inflected, or else mistyped. */
export function startsOf<T>(entries: readonly Start<T>[]): (key: string) => readonly T[] {
  const whole = new Map<string, Set<T>>();
  const stems = new Map<string, Set<T>>();
  const long = new Map<string, Start<T>[]>();
  const add = (map: Map<string, Set<T>>, key: string, value: T) => map.set(key, (map.get(key) ?? new Set()).add(value));
  for (const entry of entries) {
    const { first, value } = entry;
    for (const word of first?.alternatives ?? []) add(first?.stem ? stems : whole, word, value);
    const [word = ""] = first?.alternatives ?? [];
    const head = word.slice(0, SURE_LETTERS);
    if (word.length >= LEAST_FOR_TYPOS) long.set(head, [...(long.get(head) ?? []), entry]);
  }
  const longest = Math.max(0, ...[...stems.keys()].map((stem) => stem.length));

  return (key) => {
    let found: T[] | null = null;
    const exact = whole.get(key);
    if (exact !== undefined) found = [...exact];
    for (let length = SURE_LETTERS; length <= key.length && length <= longest; length += 1) {
      const inflected = stems.get(key.slice(0, length));
      if (inflected !== undefined) found = [...(found ?? NONE), ...inflected];
    }
    if (found !== null) return found;
    if (key.length < LEAST_FOR_TYPOS - 1) return NONE;
    const near = long.get(key.slice(0, SURE_LETTERS));
    return near?.filter(({ first }) => first !== undefined && fits(first, key)).map(({ value }) => value) ?? NONE;
  };
}

const NONE: readonly never[] = [];

function fits(pattern: Pattern, key: string): boolean {
  for (const word of pattern.alternatives) {
    if (pattern.stem ? key.startsWith(word) : key === word) return true;
  }
  const [word = ""] = pattern.alternatives;
  return word.length >= LEAST_FOR_TYPOS && key.length >= LEAST_FOR_TYPOS - 1 && slips(word, key, pattern.stem);
}

/** A stem is compared with as much of the word as it is long itself, give or take a letter. */
function slips(word: string, key: string, stem: boolean): boolean {
  if (key[0] !== word[0] || key[1] !== word[1] || key.length < word.length - 1) return false;
  if (!stem) return oneSlipApart(word, key);
  return [-1, 0, 1].some((more) => oneSlipApart(word, key.slice(0, word.length + more)));
}

function patternOf(word: string, prefixes: readonly string[]): Pattern {
  const stem = word.endsWith("*");
  const key = folded((stem ? word.slice(0, -1) : word).toLowerCase().replaceAll("'", ""));
  return { alternatives: [key, ...prefixes.map((prefix) => folded(prefix) + key)], stem };
}

/** More words before fewer, whole words before stems, longer before shorter. */
function rankOf(patterns: readonly Pattern[]): number {
  const letters = patterns.reduce((sum, pattern) => sum + (pattern.alternatives[0]?.length ?? 0), 0);
  return patterns.length * 1_000 + (patterns.some((pattern) => pattern.stem) ? 0 : 100) + letters;
}
