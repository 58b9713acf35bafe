/** For the table: how long something took, over all the times. */
export function spread(what: string, ms: readonly number[]): string {
  if (ms.length === 0) return `${what}: none`;
  const sorted = ms.toSorted((one, other) => one - other);
  const at = (share: number): string => show(sorted[Math.floor(share * (sorted.length - 1))] ?? 0);
  const median = sorted.length > 2 ? `${at(0.5)}, ` : "";
  const high = sorted.length >= 200 ? `p99 ${at(0.99)}, ` : "";
  return `${what} ${median}${high}at most ${at(1)}`;
}

const show = (ms: number): string => (ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`);
