import type { AgentFrame, SessionListItem } from "@baton/protocol";

/**
 * What an agent has not read in the sessions they own. The stream counts customer messages while it is connected; what
 * came while it was not can only be guessed from the next snapshot (the newest message is a customer's and was not
 * read), and counts as one.
 */
export type Unread = Readonly<{
  counts: Readonly<Record<string, number>>;
  /** What was on screen when the session was last read. */
  read: Readonly<Record<string, ReadMark>>;
}>;

export type ReadMark = Readonly<{ seq: number; preview: string | null }>;

export const NOTHING_UNREAD: Unread = { counts: {}, read: {} };

function withCount(unread: Unread, name: string, count: number): Unread {
  return { ...unread, counts: { ...unread.counts, [name]: count } };
}

function without<Value>(record: Readonly<Record<string, Value>>, name: string): Record<string, Value> {
  const { [name]: _gone, ...rest } = record;
  return rest;
}

/** The newest message is the customer's, and not the one that was read. `seq` alone also moves for unseen events. */
function looksUnread(item: SessionListItem, mark: ReadMark | undefined): boolean {
  if (item.last_message_role !== "user") return false;
  return mark === undefined || (item.seq > mark.seq && item.last_message_preview !== mark.preview);
}

/** @param reading the session on screen in a visible page, which therefore is being read; null when none is */
export function foldUnread(unread: Unread, frame: AgentFrame, reading: string | null): Unread {
  switch (frame.type) {
    case "snapshot": {
      const counts: Record<string, number> = {};
      for (const item of frame.mine) {
        const name = item.session_name;
        if (name === reading) continue;
        const known = unread.counts[name] ?? 0;
        counts[name] = known > 0 ? known : looksUnread(item, unread.read[name]) ? 1 : 0;
      }
      return { ...unread, counts };
    }
    case "session_event":
      if (frame.event.type !== "user_message" || frame.session_name === reading) return unread;
      return withCount(unread, frame.session_name, (unread.counts[frame.session_name] ?? 0) + 1);
    case "session_removed":
      return { counts: without(unread.counts, frame.session_name), read: without(unread.read, frame.session_name) };
    default:
      return unread;
  }
}

/** The session is on screen: everything up to this picture of it is read. */
export function markRead(unread: Unread, item: SessionListItem): Unread {
  const mark = { seq: item.seq, preview: item.last_message_preview };
  const marked = { ...unread, read: { ...unread.read, [item.session_name]: mark } };
  return withCount(marked, item.session_name, 0);
}

export function totalUnread(unread: Unread): number {
  return Object.values(unread.counts).reduce((sum, count) => sum + count, 0);
}
