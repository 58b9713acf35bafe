/** One word of a text: as it was written (for evidence) and as the lexicons know it. */
export interface Token {
  raw: string;
  key: string;
}

/** Words between two marks, and the mark that ended them ("" at the end of the text). */
export interface Stretch {
  tokens: Token[];
  mark: string;
}

// Accents, Hebrew points, Arabic vowel signs, the nukta of Indic scripts: written or left out at will. Vowel signs of
// Indic scripts and of Thai stay: without them the words are others.
const MARKS = /[\u0300-\u036F\u0591-\u05C7\u0640\u064B-\u065F\u0670\u093C\u09BC]/g;
const LETTERS: Readonly<Record<string, string>> = {
  đ: "d",
  ł: "l",
  ø: "o",
  ı: "i",
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ς: "σ",
  ى: "ي",
  ی: "ي",
  ے: "ي",
  ک: "ك",
  ة: "ه",
  ہ: "ه",
  ھ: "ه",
  ۀ: "ه",
};
const REPLACED = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "g");
const PLAIN = /^[a-z0-9' ]*$/;

/** A word without what people leave out when they type in a hurry: accents, points, final forms. Lower case comes in. */
export function folded(word: string): string {
  if (PLAIN.test(word)) return word;
  return word
    .normalize("NFD")
    .replace(MARKS, "")
    .normalize("NFC")
    .replace(REPLACED, (letter) => LETTERS[letter] ?? letter);
}

// Scripts without blanks stand apart from the rest, so that "ขอagent" is two words.
const WORD =
  /\p{Script=Thai}+|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+|[[\p{L}\p{M}\p{N}']--[\p{Script=Thai}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]]+|[.!?;,:\n\u061F\u060C\u061B\u0964\u2013\u2014\u2026\(\)\[\]\{\}]|--/gv;
const ASCII_WORD = /[a-z0-9']+|[.!?;,:(){}[\]\n]|--/g;
const NOT_ASCII = /[^ -~]/;
const IS_WORD = /[\p{L}\p{N}]/u;
const THAI = /^\p{Script=Thai}/u;
/** English contractions belong to their word ("don't"); elsewhere the apostrophe parts two words ("l'agent"). */
const CONTRACTED = new Set(["t", "s", "m", "d", "ll", "re", "ve", "all", "know"]);
const LATIN = /^[\p{Script=Latin}']+$/u;
const LEAST_SPACED_LETTERS = 4;

/** What finding words needs to know of the lexicons. */
export interface KnownWords {
  /** Parts what is written without blanks. */
  segment(thai: string): string[];
  has(key: string): boolean;
}

/** The words of a text in stretches between punctuation marks. */
export function stretches(text: string, known: KnownWords): Stretch[] {
  const found: Stretch[] = [];
  let tokens: Token[] = [];
  for (const piece of text.match(NOT_ASCII.test(text) ? WORD : ASCII_WORD) ?? []) {
    if (!IS_WORD.test(piece)) {
      // A dot between single letters spells a word ("a.g.e.n.t"); it does not end a sentence.
      if (piece === "." && spells(tokens)) continue;
      if (tokens.length > 0 || found.length > 0) found.push({ tokens, mark: piece });
      tokens = [];
    } else if (THAI.test(piece)) {
      for (const part of known.segment(piece)) tokens.push({ raw: part, key: part });
    } else {
      for (const raw of words(piece)) tokens.push({ raw, key: folded(raw.replaceAll("'", "")) });
    }
  }
  if (tokens.length > 0) found.push({ tokens, mark: "" });
  for (const stretch of found) stretch.tokens = joined(stretch.tokens, known);
  return found;
}

function spells(tokens: readonly Token[]): boolean {
  const last = tokens.at(-1);
  return last !== undefined && last.key.length === 1 && last.key !== "i";
}

function words(piece: string): string[] {
  if (!piece.includes("'")) return [piece];
  const parts = piece.split("'").filter((part) => part !== "");
  if (!LATIN.test(piece)) return [parts.join("'")];
  const found: string[] = [];
  for (const part of parts) {
    const before = found.at(-1);
    if (before !== undefined && CONTRACTED.has(part)) found[found.length - 1] = `${before}'${part}`;
    else found.push(part);
  }
  return found;
}

/** "h u m a n" is one word, also after "a". */
function joined(tokens: Token[], known: KnownWords): Token[] {
  if (tokens.length < LEAST_SPACED_LETTERS) return tokens;
  const found: Token[] = [];
  let run: Token[] = [];
  const settle = () => {
    const from = run.length < LEAST_SPACED_LETTERS ? -1 : [0, 1].findIndex((skip) => known.has(spelt(run.slice(skip))));
    if (from < 0) found.push(...run);
    else found.push(...run.slice(0, from), { raw: spelt(run.slice(from)), key: spelt(run.slice(from)) });
    run = [];
  };
  for (const token of tokens) {
    if (token.key.length === 1) run.push(token);
    else {
      settle();
      found.push(token);
    }
  }
  settle();
  return found;
}

const spelt = (letters: readonly Token[]): string => letters.map((letter) => letter.key).join("");
