import type { SessionListItem } from "@baton/protocol";

/**
 * Where a list has to be scrolled to so that what one reads stays where it is, whatever came or went above it.
 *
 * @param top how far it is scrolled, in pixels
 * @param rowHeight of every row, in pixels
 */
export function anchoredTop(
  before: readonly SessionListItem[],
  after: readonly SessionListItem[],
  top: number,
  rowHeight: number,
): number {
  // Who reads the first row wants to see the most urgent, whoever that is.
  if (top <= 0) return 0;
  const places = new Map(after.map((item, place) => [item.session_name, place]));
  const first = Math.floor(top / rowHeight);
  for (let row = first; row < before.length; row++) {
    const item = before[row];
    const place = item === undefined ? undefined : places.get(item.session_name);
    if (place !== undefined) return Math.max(0, top + (place - row) * rowHeight);
  }
  return Math.min(top, Math.max(0, (after.length - 1) * rowHeight));
}
