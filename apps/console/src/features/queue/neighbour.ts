/**
 * Where the cursor goes in a list that may have changed under it.
 *
 * @returns the next or previous one; the ends hold; from nowhere, or from one that is gone, the first (or the last);
 * null for an empty list
 */
export function neighbour<Name extends string>(names: readonly Name[], from: Name | null, step: 1 | -1): Name | null {
  const at = from === null ? -1 : names.indexOf(from);
  if (at === -1) return names.at(step === 1 ? 0 : -1) ?? null;
  return names[at + step] ?? names[at] ?? null;
}
