/** A language's rules over its classes of words. Every gap in them is bounded: a clause's length bounds their time. */
export interface Grammar {
  /** The surest one found says how sure the clause is. */
  asks: readonly Rule[];
  /** Was refused a person and insists: its "not" calls nothing off. */
  insists: readonly Rule[];
  /** What calls a person off, and everything before it. */
  negates: readonly RegExp[];
  /** What leaves less of the score: conditions, reports, opening hours. */
  limits: readonly Rule[];
  /** A clause that is nothing but "it is over": calls off what was asked before. */
  ends: RegExp;
  /** A clause that has only the act: a request, if a person was spoken of before ("then put me through"). */
  pointsBack: RegExp;
}

export interface Rule {
  /** How sure a request it is; for limits, what is left at most. */
  score: number;
  pattern: RegExp;
}

export const rule = (score: number, pattern: string): Rule => ({ score, pattern: new RegExp(pattern) });

/** What one clause says. The spans are places among the clause's tags. */
export interface Judgement {
  score: number;
  asks: Span | null;
  /** What limits the score. */
  limits: Span | null;
  /** A person is called off, in so many words. */
  calledOff: boolean;
}

export interface Span {
  from: number;
  to: number;
}

export function judge(tags: string, { asks: rules, insists: insistence, negates, limits }: Grammar): Judgement {
  const insists = surest(insistence, tags);
  if (insists !== null) return { score: insists.score, asks: insists, limits: null, calledOff: false };
  const negation = firstOf(negates, tags);
  const rest = negation === null ? tags : "~".repeat(negation.to) + tags.slice(negation.to);
  const asks = surest(rules, rest);
  if (asks === null) return { score: 0, asks: null, limits: negation, calledOff: negation !== null };
  const limit = strictest(limits, rest);
  const score = Math.min(asks.score, limit?.score ?? 1);
  if (negation !== null && score < 0.5) return { score: 0, asks: null, limits: negation, calledOff: true };
  return { score, asks, limits: limit, calledOff: false };
}

interface Match extends Span {
  score: number;
}

function surest(rules: readonly Rule[], tags: string): Match | null {
  let best: Match | null = null;
  for (const { score, pattern } of rules) {
    if (best !== null && score <= best.score) continue;
    const span = spanOf(pattern, tags);
    if (span !== null) best = { score, ...span };
  }
  return best;
}

function strictest(rules: readonly Rule[], tags: string): Match | null {
  let best: Match | null = null;
  for (const { score, pattern } of rules) {
    if (best !== null && score >= best.score) continue;
    const span = spanOf(pattern, tags);
    if (span !== null) best = { score, ...span };
  }
  return best;
}

function firstOf(patterns: readonly RegExp[], tags: string): Span | null {
  for (const pattern of patterns) {
    const span = spanOf(pattern, tags);
    if (span !== null) return span;
  }
  return null;
}

function spanOf(pattern: RegExp, tags: string): Span | null {
  const match = pattern.exec(tags);
  return match === null ? null : { from: match.index, to: match.index + match[0].length };
}
