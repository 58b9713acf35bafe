import { readable } from "../text.ts";
import { simplified } from "./chinese.ts";
import { HAND_OVERS, type HandOver } from "./hand-over-words.ts";

/** A hand-over stands at a reply's beginning; far behind it is part of an explanation. */
const MOST_CHARACTERS = 400;
const MOST_EVIDENCE = 80;

const QUOTED = /"[^"]{1,80}"/g;
const SENTENCE = /[^.!?。;]+[.!?。;]*/g;
const QUESTION = /\?/;

/**
 * The words with which a bot says that it hands the customer over to a person now, at most 80 characters as `readable`
 * gives them; null when it says nothing of the kind, only offers it, tells how to get it, or reports it of the past. Its
 * customer waits for somebody, so somebody has to be called. Pure.
 */
export function announcesHandOver(reply: string): string | null {
  for (const line of reply
    .trimStart()
    .slice(0, MOST_CHARACTERS)
    .split(/[\r\n]+/)) {
    for (const sentence of simplified(readable(line)).replaceAll(QUOTED, " ").match(SENTENCE) ?? []) {
      if (QUESTION.test(sentence)) continue;
      for (const handOver of HAND_OVERS) {
        const words = announced(sentence, handOver);
        if (words !== null) return words.trim().slice(0, MOST_EVIDENCE).toWellFormed();
      }
    }
  }
  return null;
}

function announced(sentence: string, { says, offers, depends }: HandOver): string | null {
  const found = says.exec(sentence);
  if (found === null || offers.test(sentence) || depends.test(sentence.slice(0, found.index))) return null;
  return found[0];
}
