import type { Clause } from "./clauses.ts";
import type { Grammar, Judgement, Span } from "./judge.ts";
import type { Reading } from "./reading.ts";
import type { Tagged } from "./tagged.ts";

/** From here on a clause decides, and what was said before it no longer counts. */
const DECIDES = 0.5;
const CALLED_OFF = 0.02;
const POINTED_BACK = 0.75;

/** Who is spoken of at all. */
const SOMEBODY = /[HKM]/;

/** The last clause that asks for a person, or calls one off, has it. */
export function lastDeciding(
  text: string,
  { starts }: Tagged,
  clauses: readonly Clause[],
  { ends, pointsBack }: Grammar,
  judgeAt: (at: number) => Judgement,
): Reading {
  const words = (clause: Clause, { from, to }: Span) =>
    text.slice(starts[clause.from + from], starts[clause.from + to]).trim();
  let reading: Reading = { score: 0, evidence: [] };
  let isSpokenOf = false;
  for (const [at, clause] of clauses.entries()) {
    const { score, asks, limits, calledOff } = judgeAt(at);
    isSpokenOf ||= SOMEBODY.test(clauses[at - 1]?.tags ?? "");
    const isEnd = reading.score >= DECIDES && score < DECIDES && ends.test(clause.tags);
    if (calledOff || isEnd) {
      const by = limits ?? { from: 0, to: clause.tags.length };
      reading = { score: CALLED_OFF, evidence: [`not: ${words(clause, by)}`] };
    } else if (score < POINTED_BACK && isSpokenOf && pointsBack.test(clause.tags)) {
      reading = { score: POINTED_BACK, evidence: [words(clause, { from: 0, to: clause.tags.length })] };
    } else if (score >= DECIDES || score > reading.score) {
      const evidence = asks === null ? [] : [words(clause, asks)];
      if (limits !== null) evidence.push(`not: ${words(clause, limits)}`);
      reading = { score, evidence };
    }
  }
  return reading;
}
