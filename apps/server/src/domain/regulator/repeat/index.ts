import { type Verdict, verdict } from "../verdict.ts";
import { askedContent, type Content, isEmpty, saidContent } from "./content.ts";
import { askedAgain, saidAgain } from "./similarity.ts";

/** A conversation with the bot since it was last released to it, oldest first. */
export interface Turns {
  /** The customer's texts. */
  questions: readonly string[];
  /** The bot's replies. */
  replies: readonly string[];
}

const THRESHOLD = 0.5;
/** Only so many texts, the latest, are looked at on either side. */
const MOST_TEXTS = 20;
const SAME_QUESTION = 0.6;
const SAME_REPLY = 0.85;
/** The score by how often something was said: the third time fires. */
const TIMES = [0, 0, 0.3, 0.7, 0.85, 1];
/** Asked twice, answered twice with the same. */
const TWICE_IN_VAIN = 0.6;
const MOST_QUOTED = 80;

/**
 * Whether customer and bot go in circles: the customer asks the same a third time, or a second time after the same
 * reply, or the bot says the same three times running. Greetings, thanks and choices are no questions; a new order
 * number or model makes a new one. Pure; some tenths of a millisecond, for twenty long texts some milliseconds.
 */
export function circling({ questions, replies }: Turns): Verdict {
  const asked = questions.slice(-MOST_TEXTS).map(askedContent);
  const said = replies.slice(-MOST_TEXTS).map(saidContent);
  const askings = timesAsked(asked);
  const question = questions.at(-1) ?? "";
  const reply = replies.at(-1) ?? "";
  const inVain = askings === 2 && isSaidBefore(said);
  const running = asked.slice(-3).every(isEmpty) ? 0 : timesRunning(said);
  const evidence: string[] = [];
  if (askings >= 3) evidence.push(`asked ${askings} times: ${quoted(question)}`);
  if (inVain) evidence.push(`asked twice, with the same reply: ${quoted(question)}`);
  if (running >= 3) evidence.push(`the bot replied ${running} times: ${quoted(reply)}`);
  return verdict(Math.max(scoreOf(askings), scoreOf(running), inVain ? TWICE_IN_VAIN : 0), THRESHOLD, evidence);
}

const scoreOf = (times: number): number => TIMES[Math.min(times, TIMES.length - 1)] ?? 0;

/** How many of the questions are the last one, in any wording; a wording may lead to the next. */
function timesAsked(asked: readonly Content[]): number {
  const questions = asked.map((content, at) => ({ content, at })).filter(({ content }) => !isEmpty(content));
  const last = questions.at(-1);
  if (last === undefined || last.at < asked.length - 1) return 0;
  const same = new Set([last]);
  for (const one of same) {
    for (const other of questions) if (!same.has(other) && isAgain(one, other)) same.add(other);
  }
  return same.size;
}

interface Question {
  content: Content;
  /** Its place among the questions. */
  at: number;
}

function isAgain(one: Question, other: Question): boolean {
  const [earlier, later] = one.at < other.at ? [one, other] : [other, one];
  return askedAgain(earlier.content, later.content) >= SAME_QUESTION;
}

const isSame = (a: Content, b: Content): boolean => saidAgain(a, b) >= SAME_REPLY;

function isSaidBefore(said: readonly Content[]): boolean {
  const last = said.at(-1);
  return last !== undefined && said.slice(0, -1).some((earlier) => isSame(earlier, last));
}

/** How many times in a row, up to now, the bot has said the same. */
function timesRunning(said: readonly Content[]): number {
  const last = said.at(-1);
  if (last === undefined) return 0;
  const different = said.findLastIndex((content) => !isSame(content, last));
  return said.length - 1 - different;
}

function quoted(text: string): string {
  const signs = Array.from(text.replaceAll(/\s+/gu, " ").trim());
  return signs.length <= MOST_QUOTED ? `"${signs.join("")}"` : `"${signs.slice(0, MOST_QUOTED - 1).join("")}…"`;
}
