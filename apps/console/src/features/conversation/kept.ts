/**
 * Moves one to the end, as the one used last, and gives up those that were not used for longest until no more than
 * `limit` are left. One that is needed stays beyond that.
 */
export function keepUsed<T>(
  known: Map<string, T>,
  name: string,
  used: T,
  { limit, isNeeded }: { limit: number; isNeeded: (name: string, value: T) => boolean },
): void {
  known.delete(name);
  known.set(name, used);
  for (const [other, value] of known) {
    if (known.size <= limit) return;
    if (other !== name && !isNeeded(other, value)) known.delete(other);
  }
}
