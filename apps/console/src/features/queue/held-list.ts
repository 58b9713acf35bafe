import type { SessionListItem } from "@baton/protocol";

/** What a list shows: the live list, or one that is held still while somebody points at it. */
export type HeldList = Readonly<{
  items: readonly SessionListItem[];
  /** Those of them that are in the list no more. */
  gone: ReadonlySet<string>;
  /** How many new ones are held back. */
  fresh: number;
}>;

const NONE: ReadonlySet<string> = new Set();

/** The live list, as it is. */
export const settled = (live: readonly SessionListItem[]): HeldList => ({ items: live, gone: NONE, fresh: 0 });

/**
 * What of a live list may be shown without anything moving under the pointer (docs/spec/console.md, [D10] to [D15]).
 *
 * @param find the newest picture of a row's session that is still on the list but for the filter; undefined for one that
 * left
 * @param wanted a session that the agent has opened or taken just now: it is never held back
 */
export function held(
  before: HeldList,
  live: readonly SessionListItem[],
  find: (known: SessionListItem) => SessionListItem | undefined,
  wanted: string | null,
): HeldList {
  const known = new Set<string>(before.items.map((item) => item.session_name));
  if (wanted !== null && !known.has(wanted) && live.some((item) => item.session_name === wanted)) return settled(live);

  const newest = new Map<string, SessionListItem>(live.map((item) => [item.session_name, item]));
  const gone = new Set<string>();
  const items = before.items.map((item) => {
    const now = newest.get(item.session_name) ?? find(item);
    if (now === undefined) gone.add(item.session_name);
    return now ?? item;
  });
  const lastKnown = live.findLastIndex((item) => known.has(item.session_name));
  const after = live.slice(lastKnown + 1);
  const between = live.slice(0, lastKnown + 1).filter((item) => !known.has(item.session_name));
  return { items: [...items, ...after], gone, fresh: between.length };
}
