import type { SessionListItem } from "@baton/protocol";
import type { Desk } from "../../shared/desk/desk.ts";
import type { Unread } from "../../shared/desk/unread.ts";

export const NOTICE_KINDS = ["waiting", "message", "deadline"] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** Something that an agent should hear of although they look elsewhere. */
export type Notice = Readonly<{
  kind: NoticeKind;
  /** The same in every tab: the occasion, not the moment at which a tab learned of it. */
  key: string;
  item: SessionListItem;
  /** What the customer wrote last; null when there is nothing. */
  text: string | null;
}>;

/** What an agent's tab knows at one moment. */
export type Picture = Readonly<{ desk: Desk; unread: Unread /** The service's clock. */; nowSeconds: number }>;

/** Time enough to read a name and press a key. */
const DEADLINE_WARNING_SECONDS = 60;

/**
 * What happened between two pictures that deserves a notification (docs/spec/console.md, [N1] to [N4]).
 *
 * @param reading the sessions that the agent has before them
 */
export function noticesOf(before: Picture, after: Picture, reading: ReadonlySet<string>): Notice[] {
  // What was there before the agent came, or had to be loaded anew, is on the screen and no news.
  if (!before.desk.loaded) return [];
  return [...newWaiting(before, after), ...newMessages(before, after, reading), ...nearDeadlines(before, after)];
}

function newWaiting({ desk: before }: Picture, { desk: after }: Picture): Notice[] {
  if (before.waiting === after.waiting) return [];
  return after.waiting
    .filter((item) => before.items.get(item.session_name)?.status !== "pending_manual")
    .map((item) => ({
      kind: "waiting",
      key: `waiting ${item.session_name} ${item.waiting_since ?? ""}`,
      item,
      text: item.last_message_preview,
    }));
}

function newMessages(before: Picture, after: Picture, reading: ReadonlySet<string>): Notice[] {
  if (before.unread.latest === after.unread.latest) return [];
  return after.desk.mine.flatMap((item): Notice[] => {
    const name = item.session_name;
    const latest = after.unread.latest[name];
    const known = before.unread.latest[name]?.seq ?? 0;
    if (latest === undefined || latest.seq <= known || reading.has(name)) return [];
    return [{ kind: "message", key: `message ${name} ${latest.seq}`, item, text: latest.text }];
  });
}

/** When the next warning falls due, on the service's clock; null when none does. */
export function nextWarningAt({ waiting }: Desk, nowSeconds: number): number | null {
  const moments = waiting.flatMap(({ waiting_until: until }) =>
    until === null ? [] : until - DEADLINE_WARNING_SECONDS,
  );
  const next = moments.reduce((first, at) => (at > nowSeconds ? Math.min(first, at) : first), Number.POSITIVE_INFINITY);
  return Number.isFinite(next) ? next : null;
}

/** Stateless, and yet once each: only the moment at which the minute begins lies between two pictures. */
function nearDeadlines(before: Picture, { desk, nowSeconds }: Picture): Notice[] {
  if (before.nowSeconds === nowSeconds) return [];
  const isNear = ({ waiting_until: until }: SessionListItem): boolean =>
    until !== null &&
    until > nowSeconds &&
    until - nowSeconds <= DEADLINE_WARNING_SECONDS &&
    until - before.nowSeconds > DEADLINE_WARNING_SECONDS;
  return desk.waiting.filter(isNear).map((item) => ({
    kind: "deadline",
    key: `deadline ${item.session_name} ${item.waiting_until ?? ""}`,
    item,
    text: item.last_message_preview,
  }));
}
