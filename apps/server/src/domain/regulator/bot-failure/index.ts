import { readable } from "../text.ts";
import { type Verdict, verdict } from "../verdict.ts";
import { CHINESE, simplified } from "./chinese.ts";
import type { Cue } from "./cue.ts";
import { ENGLISH, ENGLISH_ANSWER } from "./english.ts";
import { MACHINE } from "./machine.ts";
import { opening } from "./opening.ts";

const THRESHOLD = 0.5;
const ENOUGH = 2;

/**
 * Whether a bot's reply is none: a refusal, "I don't know", an error, or a hand-over. Looks at how it begins. What a
 * shop does not do ("we cannot ship there") is an answer. Pure; some microseconds.
 */
export function botFailureVerdict(reply: string): Verdict {
  const text = readable(reply);
  const found: string[] = [];
  let points = tally(text.slice(0, 300), MACHINE, found);
  const begin = opening(text);
  if (/[a-z]/.test(begin)) points += tally(begin, ENGLISH, found) + tally(begin, ENGLISH_ANSWER, found);
  if (/\p{Script=Han}/u.test(begin)) points += tally(simplified(begin), CHINESE, found);
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
