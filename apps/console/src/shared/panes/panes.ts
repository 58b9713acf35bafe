import type { Route } from "../route-hash.ts";

/** The conversations beside each other. Every function keeps: each once, and one has the keys unless there is none. */
export type Panes = Pick<Route, "panes" | "session">;

export const NO_PANES: Panes = { panes: [], session: null };

/** Where it is already, or else in the place of the one that has the keys. */
export function openPane({ panes, session }: Panes, name: string): Panes {
  if (panes.includes(name)) return { panes, session: name };
  if (session === null) return { panes: [name], session: name };
  return { panes: panes.map((other) => (other === session ? name : other)), session: name };
}

/**
 * To the right of the one that has the keys.
 *
 * @param room how many fit: where all places are taken, the next one's is given up, never the one in use (unless there
 * is no other)
 */
export function openBeside(open: Panes, name: string, room: number): Panes {
  const { panes, session } = open;
  if (session === null || panes.includes(name) || room < 2) return openPane(open, name);
  const at = panes.indexOf(session) + 1;
  if (panes.length < room) return { panes: panes.toSpliced(at, 0, name), session: name };
  return { panes: panes.with(at < panes.length ? at : at - 2, name), session: name };
}

/** The keys go to its neighbour. */
export function closePane({ panes, session }: Panes, name: string): Panes {
  const at = panes.indexOf(name);
  if (at === -1) return { panes, session };
  const rest = panes.toSpliced(at, 1);
  return { panes: rest, session: session === name ? (rest[at] ?? rest[at - 1] ?? null) : session };
}

/** The ends hold. */
export function movePane({ panes, session }: Panes, step: 1 | -1): Panes {
  const at = session === null ? -1 : panes.indexOf(session);
  return { panes, session: panes[at + step] ?? session };
}

/** Those for which there is room: neighbours, and among them the one that has the keys. */
export function shownPanes({ panes, session }: Panes, room: number): readonly string[] {
  const at = session === null ? 0 : panes.indexOf(session);
  const first = Math.max(0, Math.min(at, panes.length - room));
  return panes.slice(first, first + room);
}

/** Beside the list a pane gets some 400 pixels at least; below, lines are too short to read and to write. */
const WIDTHS = [1500, 1120];

/** @param width the window's, in CSS pixels: at 200 % zoom half as many */
export function roomFor(width: number): number {
  return 1 + WIDTHS.filter((least) => width >= least).length;
}
