import type { AgentFrame, SessionListItem } from "@baton/protocol";

/**
 * What an agent has not read in the sessions they own. The stream counts customer messages while it is connected; what
 * came while it was not can only be guessed from the next snapshot (the newest message is a customer's and was neither
 * read nor counted), and counts as one.
 */
export type Unread = Readonly<{
  counts: Readonly<Record<string, number>>;
  /** The newest of them. */
  latest: Readonly<Record<string, LatestMessage>>;
  /** What was on screen when the session was last read. */
  read: Readonly<Record<string, ReadMark>>;
  /** The same of other windows, for sessions that this one has not heard of: the stream may bring them later. */
  readElsewhere: Readonly<Record<string, ReadMark>>;
}>;

export type LatestMessage = Readonly<{ seq: number; text: string }>;

export type ReadMark = Readonly<{ seq: number; preview: string | null }>;

export const NOTHING_UNREAD: Unread = { counts: {}, latest: {}, read: {}, readElsewhere: {} };

/** Some of them will never be heard of here: other windows' marks outlive the sessions. */
const MOST_ELSEWHERE = 50;

function without<Value>(record: Readonly<Record<string, Value>>, name: string): Record<string, Value> {
  const { [name]: _gone, ...rest } = record;
  return rest;
}

function knownMark(unread: Unread, name: string): ReadMark | undefined {
  const own = unread.read[name];
  const other = unread.readElsewhere[name];
  return own !== undefined && (other === undefined || own.seq >= other.seq) ? own : other;
}

/** The newest message is the customer's, and not the known one. `seq` alone also moves for unseen events. */
function isNews(item: SessionListItem, known: ReadMark | undefined): boolean {
  if (item.last_message_role !== "user") return false;
  return known === undefined || (item.seq > known.seq && item.last_message_preview !== known.preview);
}

/** Lists show one line, cut; a message of the stream is whole. */
function isPreviewOf(preview: string | null, text: string): boolean {
  return preview !== null && text.replace(/\s+/g, " ").startsWith(preview.replace(/…$/, ""));
}

/** What a snapshot says of one session. An answer of the agent's own, wherever they gave it, leaves nothing unread. */
function seenAnew(item: SessionListItem, count: number, latest: LatestMessage | undefined, read: ReadMark | undefined) {
  const preview = item.last_message_preview;
  const newest = { seq: item.seq, text: preview ?? "" };
  if (count === 0 || latest === undefined) return isNews(item, read) ? { count: 1, latest: newest } : null;
  if (item.last_message_role === "agent") return null;
  const known = { seq: latest.seq, preview: isPreviewOf(preview, latest.text) ? preview : latest.text };
  return isNews(item, known) ? { count: count + 1, latest: newest } : { count, latest };
}

/** @param reading the session on screen in a visible page, which therefore is being read; null when none is */
export function foldUnread(unread: Unread, frame: AgentFrame, reading: string | null): Unread {
  switch (frame.type) {
    case "snapshot": {
      const counts: Record<string, number> = {};
      const latest: Record<string, LatestMessage> = {};
      const read: Record<string, ReadMark> = {};
      for (const item of frame.mine) {
        const name = item.session_name;
        const mark = knownMark(unread, name);
        if (mark !== undefined) read[name] = mark;
        if (name === reading) continue;
        const seen = seenAnew(item, unread.counts[name] ?? 0, unread.latest[name], mark);
        counts[name] = seen?.count ?? 0;
        if (seen !== null) latest[name] = seen.latest;
      }
      return { ...unread, counts, latest, read };
    }
    case "session_event": {
      const { session_name: name, seq, event } = frame;
      // Another window's mark may overtake the stream.
      if (seq === null || seq <= (knownMark(unread, name)?.seq ?? 0)) return unread;
      // Only the owner can have said it, in whichever of their windows.
      if (event.type === "manual_message" && event.role === "agent") {
        return withRead(unread, name, { seq, preview: event.content });
      }
      if (event.type !== "user_message" || name === reading) return unread;
      return {
        ...unread,
        counts: { ...unread.counts, [name]: (unread.counts[name] ?? 0) + 1 },
        latest: { ...unread.latest, [name]: { seq, text: event.content } },
      };
    }
    case "session_removed": {
      const name = frame.session_name;
      if (!(name in unread.counts || name in unread.read || name in unread.readElsewhere)) return unread;
      return {
        counts: without(unread.counts, name),
        latest: without(unread.latest, name),
        read: without(unread.read, name),
        readElsewhere: without(unread.readElsewhere, name),
      };
    }
    default:
      return unread;
  }
}

/** The session is on screen: everything up to this picture of it is read. */
export function markRead(unread: Unread, item: SessionListItem): Unread {
  return withRead(unread, item.session_name, { seq: item.seq, preview: item.last_message_preview });
}

/** What was read in another window of this agent's. @returns the same when all of it was known */
export function learnRead(unread: Unread, marks: Unread["read"]): Unread {
  let known = unread;
  for (const [name, mark] of Object.entries(marks)) {
    if (mark.seq <= (knownMark(known, name)?.seq ?? 0)) continue;
    if (!(name in known.counts)) {
      known = { ...known, readElsewhere: keptElsewhere(known, name, mark) };
      continue;
    }
    const isOver = mark.seq >= (known.latest[name]?.seq ?? 0);
    known = isOver ? withRead(known, name, mark) : { ...known, read: { ...known.read, [name]: mark } };
  }
  return known;
}

function keptElsewhere({ readElsewhere }: Unread, name: string, mark: ReadMark): Unread["readElsewhere"] {
  const marks = Object.entries({ ...without(readElsewhere, name), [name]: mark });
  return Object.fromEntries(marks.slice(-MOST_ELSEWHERE));
}

function withRead(unread: Unread, name: string, mark: ReadMark): Unread {
  return {
    ...unread,
    counts: { ...unread.counts, [name]: 0 },
    latest: without(unread.latest, name),
    read: { ...unread.read, [name]: mark },
  };
}

export function totalUnread(unread: Unread): number {
  return Object.values(unread.counts).reduce((sum, count) => sum + count, 0);
}
