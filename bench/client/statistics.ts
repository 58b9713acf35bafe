/** Milliseconds, by nearest rank: each figure is a value that was measured, never one between two. */
export interface Distribution {
  count: number;
  p50: number;
  p90: number;
  p99: number;
  p999: number;
  max: number;
}

/** `sorted` ascends and is not empty; `fraction` is within (0, 1]. */
export function percentile(sorted: Float64Array, fraction: number): number {
  const value = sorted[Math.max(0, Math.ceil(fraction * sorted.length) - 1)];
  if (value === undefined) throw new RangeError("no percentile of nothing");
  return value;
}

export function distribution(valuesMs: Float64Array): Distribution {
  const sorted = valuesMs.slice().sort();
  return {
    count: sorted.length,
    p50: percentile(sorted, 0.5),
    p90: percentile(sorted, 0.9),
    p99: percentile(sorted, 0.99),
    p999: percentile(sorted, 0.999),
    max: percentile(sorted, 1),
  };
}
