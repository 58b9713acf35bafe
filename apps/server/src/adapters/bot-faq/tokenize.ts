import { conceptsInChinese, type Span } from "./concepts.ts";
import { ENGLISH, type LatinReading } from "./latin-reading.ts";
import { normalise } from "./normalise.ts";
import { isStopZh } from "./stop-words.ts";

/**
 * One thing that a text says. `words` are its own terms, `concepts` the names of what it may stand for: an entry that
 * has the words fits best, one that has a concept fits nearly as well, and one that has both is not counted twice.
 */
export interface Unit {
  readonly weight: number;
  readonly words: readonly string[];
  /** How many words the terms are worth: overlapping pairs of characters say less than as many words. */
  readonly worth: number;
  readonly concepts: readonly string[];
}

/** How much a term counts that is less than a word: how one asks, a figure, part of a Chinese word. */
const WEIGHT = { name: 0.5, cue: 0.4, number: 0.6, single: 0.15, lone: 0.6, seam: 0.2 };

/** "City 28": what the shop's products are called. */
export interface ProductNames {
  readonly pattern: RegExp;
}

const NO_NAMES: ProductNames = { pattern: /(?!)/gu };

interface Options {
  readonly names?: ProductNames;
  /** The word that was meant, for a stem that may be misspelt. */
  readonly correct?: (stem: string) => string;
  readonly reading?: LatinReading;
}

const asItIs = (stem: string): string => stem;

/**
 * A capitalised word with a number that many texts have in common names a product. As one term of little weight it
 * no longer drags a question about a product's parts to whatever entry has "Fold" or "City" in its heading.
 */
export function productNames(texts: readonly string[]): ProductNames {
  const counts = new Map<string, number>();
  for (const text of texts) {
    for (const name of new Set(text.match(/\p{Lu}\p{Ll}+ \d+/gu))) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const names = [...counts].filter(([, count]) => count >= 3).map(([name]) => normalise(name).replace(" ", "\\s?"));
  return names.length === 0 ? NO_NAMES : { pattern: new RegExp(`\\b(?:${names.join("|")})(?!\\d)`, "gu") };
}

/** Latin words in a Chinese text are treated as English ones, so one pass serves both languages and a mixture. */
export function tokenize(text: string, options: Options = {}): Unit[] {
  const { names = NO_NAMES, correct = asItIs, reading = ENGLISH } = options;
  const units: Unit[] = [];
  const flat = normalise(text).replace(names.pattern, (name) => {
    units.push({ weight: WEIGHT.name, words: [name.replace(/\s+/g, "")], worth: 1, concepts: [] });
    return " ";
  });
  units.push(...latin(flat, correct, reading));
  for (const run of flat.match(/\p{Script=Han}[\p{Script=Han}\d]*/gu) ?? []) units.push(...han(run));
  const seen = new Set<string>();
  return units.filter(({ words, concepts }) => {
    const key = `${words.join()}/${concepts.join()}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** Every term of the units, as the index holds them. `~` cannot come out of a text: a concept is never mistaken for a word. */
export function termsOf(units: readonly Unit[]): string[] {
  const terms = new Set<string>();
  for (const { words, concepts } of units) {
    for (const word of words) terms.add(word);
    for (const name of concepts) terms.add(`~${name}`);
  }
  return [...terms];
}

const WORD = /\p{Script=Latin}+\d+|\p{Script=Latin}+|\d+(?:[.,]\d+)?/gu;

function latin(text: string, correct: (stem: string) => string, { stop, cues, stem, concepts }: LatinReading): Unit[] {
  const plain = text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/(?<=\p{L})['’](?=\p{L})/gu, "");
  const raw: string[] = plain.match(WORD) ?? [];
  const stems = raw.map((word) => (stop.has(word) || cues.has(word) ? stem(word) : correct(stem(word))));
  const units: Unit[] = [];
  const covered = new Set<number>();
  const informative = (from: number, to: number): string[] =>
    stems.slice(from, to).filter((term, offset) => {
      const word = raw[from + offset] ?? "";
      return !stop.has(word) && !cues.has(word) && (term.length > 1 || /\d/.test(term));
    });
  for (const { from, to, names } of concepts(stems)) {
    const words = informative(from, to);
    units.push({ weight: 1, words, worth: Math.max(1, words.length), concepts: names });
    for (let place = from; place < to; place++) covered.add(place);
  }
  stems.forEach((term, place) => {
    const word = raw[place] ?? "";
    if (covered.has(place)) return;
    if (cues.has(word)) units.push({ weight: WEIGHT.cue, words: [term], worth: 1, concepts: [] });
    else if (informative(place, place + 1).length > 0) {
      units.push({ weight: /^\d/.test(term) ? WEIGHT.number : 1, words: [term], worth: 1, concepts: [] });
    }
  });
  return units;
}

const SEGMENTER = new Intl.Segmenter("zh", { granularity: "word" });

/** The segmenter splits 客/服 and 退/货, so the terms are pairs of characters; it does find the stop words between. */
function han(run: string): Unit[] {
  const spans = conceptsInChinese(run);
  const units: Unit[] = spans.map(({ from, to, names }) => {
    const words = pairs(run.slice(from, to));
    return { weight: 1, words, worth: Math.max(1, words.length / 2), concepts: names };
  });
  for (const chunk of chunks(run, spans)) {
    for (let place = chunk.from; place < chunk.to; place++) {
      const inside = (at: number): Span | undefined => spans.find((span) => span.from <= at && at < span.to);
      const here = inside(place);
      if (here === undefined) {
        const weight = chunk.to - chunk.from === 1 ? WEIGHT.lone : WEIGHT.single;
        units.push({ weight, words: [run.charAt(place)], worth: 1, concepts: [] });
      }
      if (place + 1 >= chunk.to || (here !== undefined && here === inside(place + 1))) continue;
      const weight = here === undefined && inside(place + 1) === undefined ? 1 : WEIGHT.seam;
      units.push({ weight, words: [run.slice(place, place + 2)], worth: 1, concepts: [] });
    }
  }
  return units;
}

function pairs(text: string): string[] {
  if (text.length < 2) return [text];
  return Array.from({ length: text.length - 1 }, (_, place) => text.slice(place, place + 2));
}

/** Stop words part a run: a pair of characters across them would be noise. One that a concept needs stays. */
function chunks(run: string, spans: readonly Span[]): { from: number; to: number }[] {
  const out: { from: number; to: number }[] = [];
  let from = 0;
  for (const { segment, index } of SEGMENTER.segment(run)) {
    const end = index + segment.length;
    const needed = spans.some((span) => span.from < end && index < span.to);
    if ((isStopZh(segment) && !needed) || /^\d+$/.test(segment)) {
      if (index > from) out.push({ from, to: index });
      from = end;
    }
  }
  if (run.length > from) out.push({ from, to: run.length });
  return out;
}
