/** How right the answers of a channel were. */
export interface Counts {
  /** Fired, and should. */
  tp: number;
  /** Fired, and should not. */
  fp: number;
  /** Should have fired. */
  fn: number;
  tn: number;
}

export interface Answer {
  y: boolean;
  fires: boolean;
  score: number;
}

export function count(answers: Iterable<Pick<Answer, "y" | "fires">>): Counts {
  const counts = { tp: 0, fp: 0, fn: 0, tn: 0 };
  for (const { y, fires } of answers) {
    if (fires) counts[y ? "tp" : "fp"]++;
    else counts[y ? "fn" : "tn"]++;
  }
  return counts;
}

/** All from 0 to 1; null where there is nothing to divide by. */
const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

export const precision = ({ tp, fp }: Counts): number | null => ratio(tp, tp + fp);
export const recall = ({ tp, fn }: Counts): number | null => ratio(tp, tp + fn);
export const falsePositiveRate = ({ fp, tn }: Counts): number | null => ratio(fp, fp + tn);
/** Null without positives: nothing could be found. */
export const f1 = ({ tp, fp, fn }: Counts): number | null => (tp + fn === 0 ? null : ratio(2 * tp, 2 * tp + fp + fn));

/** The mean of F1 of those that should fire and F1 of those that should not. */
export function macroF1(counts: Counts): number | null {
  const negatives = f1({ tp: counts.tn, fp: counts.fn, fn: counts.fp, tn: counts.tp });
  const positives = f1(counts);
  return positives === null || negatives === null ? null : (positives + negatives) / 2;
}

/** The precision at each score that is reached, weighted by the recall it adds. Equal scores are one step. */
export function averagePrecision(answers: readonly Pick<Answer, "y" | "score">[]): number | null {
  const positives = answers.filter(({ y }) => y).length;
  if (positives === 0) return null;
  const byScore = answers.toSorted((a, b) => b.score - a.score);
  let sum = 0;
  let found = 0;
  let foundBefore = 0;
  for (const [at, { y, score }] of byScore.entries()) {
    if (y) found++;
    if (byScore[at + 1]?.score === score) continue;
    sum += ((found - foundBefore) / positives) * (found / (at + 1));
    foundBefore = found;
  }
  return sum;
}

const RESAMPLES = 1_000;

/**
 * 95 % of the F1 values of 1,000 samples of the same size, drawn with replacement. F1 needs only the four counts, so
 * counts are drawn, not rows. The same counts give the same interval.
 */
export function f1Interval(counts: Counts): readonly [low: number, high: number] | null {
  const n = counts.tp + counts.fp + counts.fn + counts.tn;
  if (f1(counts) === null) return null;
  const random = xorshift(1);
  const values: number[] = [];
  for (let resample = 0; resample < RESAMPLES; resample++) {
    const drawn = { tp: 0, fp: 0, fn: 0, tn: 0 };
    for (let at = 0; at < n; at++) {
      const row = random() * n;
      if (row < counts.tn) drawn.tn++;
      else if (row < counts.tn + counts.tp) drawn.tp++;
      else if (row < n - counts.fn) drawn.fp++;
      else drawn.fn++;
    }
    values.push(f1(drawn) ?? 0);
  }
  return [quantile(values, 0.025), quantile(values, 0.975)];
}

/** @param part from 0 to 1; of no values, 0 */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0;
}

/** Numbers from 0 to below 1, always the same for a seed: George Marsaglia's xorshift of 32 bits. */
function xorshift(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
