/** What one channel says about one text (docs/spec/regulator.md). */
export interface Verdict {
  fires: boolean;
  /** From 0 (surely not) to 1 (surely); it fires from `threshold` on. Only comparable within one channel. */
  score: number;
  threshold: number;
  /** The words or turns that made it fire, or nearly so; what it was called off by, if by something. For people. */
  evidence: readonly string[];
}

export const verdict = (score: number, threshold: number, evidence: readonly string[]): Verdict => ({
  fires: score >= threshold,
  score,
  threshold,
  evidence,
});
