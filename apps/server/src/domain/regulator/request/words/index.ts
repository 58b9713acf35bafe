import { candidates, coverage, isTelling, segmentThai } from "./candidates.ts";
import { type Clause, clausesOf } from "./clauses.ts";
import { asksAgain, onlyCancels, read } from "./grammar.ts";
import { mended } from "./mend.ts";
import { withoutQuotations } from "./quotes.ts";
import { stretches } from "./tokens.ts";
import type { Unit } from "./units.ts";

export interface WordsReading {
  /** From 0 (surely not) to 1 (surely); a request from 0.5 on. */
  score: number;
  /** The words that speak for it, and after `not: ` what speaks against it. */
  evidence: string[];
}

/**
 * Whether a text asks for a person, in languages that part their words with blanks (and in Thai). `text` is what
 * `readable()` gave. Most messages hold no word of the matter in any language, and are done after one look at each word.
 */
export function wordsScore(text: string): WordsReading {
  const found = stretches(withoutQuotations(text), KNOWN);
  const languages = candidates(found);
  let best: WordsReading = { score: 0, evidence: [] };
  let widest = 0;
  let english = false;
  for (const language of languages) {
    const clauses = clausesOf(found, language).map((clause) => mended(clause, language));
    const covered = coverage(clauses);
    if (covered < widest) continue;
    const tied = covered === widest;
    // English comes first: its words are in every other language's text, not the other way round.
    if (tied && english) continue;
    const reading = together(clauses, language.freeOrder);
    if (!tied || reading.score > best.score) best = reading;
    english = language.language === "en";
    widest = covered;
  }
  return best;
}

const KNOWN = { segment: segmentThai, has: isTelling };

/** The last clause that asks or takes back has it. */
function together(clauses: readonly Clause[], freeOrder: boolean): WordsReading {
  const full = clauses.filter(hasContent);
  let state: WordsReading = { score: 0, evidence: [] };
  let withdrawn = false;
  let reported = false;
  for (const clause of clauses) {
    const reading = read(clause, full.length <= 1, freeOrder);
    const report = clause.units.some((unit) => unit.role === "report");
    if (reported && reading.score >= 0.5) {
      state = state.score >= 0.5 ? state : { score: 0.3, evidence: [...reading.evidence, "not: reported"] };
    } else if (reading.calledOff) {
      state = reading;
      withdrawn = true;
    } else if (reading.score >= 0.5) {
      if (reading.score > state.score || withdrawn) state = reading;
      withdrawn = false;
    } else if (withdrawn && asksAgain(clause.units)) {
      state = { score: 0.75, evidence: raw(clause) };
      withdrawn = false;
    } else if (state.score >= 0.5 && onlyCancels(clause.units)) {
      state = { score: 0.05, evidence: [...state.evidence, ...raw(clause).map((words) => `not: ${words}`)] };
      withdrawn = true;
    } else if (reading.score > state.score && !withdrawn) state = reading;
    reported = report && reading.score < 0.5 && (clause.mark === ":" || clause.mark === ",");
  }
  return state;
}

const EMPTY = new Set<Unit["role"]>(["polite", "light", "again"]);
const hasContent = (clause: Clause): boolean => clause.units.some((unit) => !EMPTY.has(unit.role));
const raw = (clause: Clause): string[] => [
  clause.units.flatMap((unit) => unit.tokens.map((token) => token.raw)).join(" "),
];
