import { readable } from "../text.ts";
import { type Verdict, verdict } from "../verdict.ts";
import { CHINESE, simplified } from "./chinese.ts";
import type { Cue, Language } from "./cue.ts";
import { EASTERN, JAPANESE, KOREAN, THAI } from "./eastern.ts";
import { ENGLISH } from "./english.ts";
import { GERMANIC } from "./germanic.ts";
import { MACHINE } from "./machine.ts";
import { opening } from "./opening.ts";
import { ROMANCE } from "./romance.ts";

const THRESHOLD = 0.5;
const ENOUGH = 2;

/** More than the cues look at, so that white space at the beginning does no harm; the rest is not even read. */
const READ_CHARACTERS = 500;
/** So much shows which languages it is in. */
const LANGUAGE_CHARACTERS = 200;
/** An error page or message shows at its beginning. */
const MACHINE_CHARACTERS = 300;

const WITH_BLANKS: readonly Language[] = [ENGLISH, ...GERMANIC, ...ROMANCE, ...EASTERN];
const WITHOUT_BLANKS: readonly { script: RegExp; cues: readonly Cue[] }[] = [
  { script: /[\p{Script=Hiragana}\p{Script=Katakana}]/u, cues: JAPANESE },
  { script: /\p{Script=Hangul}/u, cues: KOREAN },
  { script: /\p{Script=Thai}/u, cues: THAI },
];

const HAN = /\p{Script=Han}/u;

/**
 * Whether a bot's reply is none: a refusal, "I don't know", an error, or a hand-over. Looks at how it begins. What a
 * shop does not do ("we cannot ship there") is an answer. Pure; some tens of microseconds.
 */
export function botFailureVerdict(reply: string): Verdict {
  const text = readable(reply.trimStart().slice(0, READ_CHARACTERS));
  const found: string[] = [];
  let points = tally(text.slice(0, MACHINE_CHARACTERS), MACHINE, found);
  const begin = opening(text);
  const words = new Set(begin.slice(0, LANGUAGE_CHARACTERS).match(/\p{L}+/gu));
  const spoken = WITH_BLANKS.filter(({ markers }) => markers.some((marker) => words.has(marker)));
  const written = WITHOUT_BLANKS.filter(({ script }) => script.test(begin));
  for (const { cues } of written) points += tally(begin, cues, found);
  if (HAN.test(begin)) points += tally(simplified(begin), CHINESE, found);
  else if (spoken.length + written.length === 0) spoken.push(...WITH_BLANKS);
  for (const { cues } of spoken) points += tally(begin, cues, found);
  return verdict(1 / (1 + Math.exp(ENOUGH - points)), THRESHOLD, found);
}

function tally(text: string, cues: readonly Cue[], found: string[]): number {
  let sum = 0;
  for (const { points, pattern } of cues) {
    const words = pattern.exec(text)?.[0];
    if (words === undefined) continue;
    sum += points;
    if (points > 0) found.push(words.trim().slice(0, 80));
  }
  return sum;
}
