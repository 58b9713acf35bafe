import type { PartialReply, PendingMessage, TranscriptMessage } from "@baton/client";
import type { AuditEntry } from "@baton/protocol";

/** What the message list shows, from top to bottom. `key` keeps an element through every change. */
export type TimelineRow =
  | { kind: "day"; key: string; timestamp: number }
  | { kind: "marker"; key: string; entry: AuditEntry }
  | { kind: "message"; key: string; message: TranscriptMessage /** First of a run by one author. */; leads: boolean }
  | { kind: "partial"; key: string; text: string }
  | { kind: "pending"; key: string; message: PendingMessage; leads: boolean };

/** Changes of state that a reader of the conversation wants to see in their place; the rest is in the details. */
function isMarker(entry: AuditEntry): boolean {
  return entry.status_from !== null && entry.status_from !== entry.status_to;
}

const authorOf = (message: TranscriptMessage) => `${message.role}:${message.agent_id ?? ""}`;

/** A run is broken by this silence, so that the time is said again. */
const RUN_SECONDS = 300;

/**
 * What the journal holds. Made anew only when a message or a change of state came, not with each piece of a reply: a
 * conversation may be thousands of messages long.
 * @param hasOlder whether there are messages before the first one: markers from before it would stand in a void
 */
export function confirmedRows(
  messages: readonly TranscriptMessage[],
  hasOlder: boolean,
  trail: readonly AuditEntry[],
): TimelineRow[] {
  const oldestSeq = hasOlder ? (messages[0]?.seq ?? 0) : 0;
  const markers = trail.filter((entry) => isMarker(entry) && entry.seq >= oldestSeq);
  const rows: TimelineRow[] = [];
  let dayEnds = 0;
  let author = "";
  let saidAt = 0;
  let nextMarker = 0;

  function beginDay(timestamp: number): void {
    if (timestamp * 1000 < dayEnds) return;
    const date = new Date(timestamp * 1000);
    rows.push({ kind: "day", key: `day-${date.toDateString()}`, timestamp });
    dayEnds = new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1).getTime();
    author = "";
  }
  function placeMarkers(beforeSeq: number): void {
    for (let entry = markers[nextMarker]; entry !== undefined && entry.seq < beforeSeq; entry = markers[++nextMarker]) {
      beginDay(entry.timestamp);
      rows.push({ kind: "marker", key: `marker-${entry.seq}`, entry });
      author = "";
    }
  }

  for (const message of messages) {
    placeMarkers(message.seq);
    beginDay(message.timestamp);
    const leads = authorOf(message) !== author || message.timestamp - saidAt > RUN_SECONDS;
    // A finished reply keeps the element of its pieces, a sent message that of its optimistic self: nothing blinks.
    const key = message.reply_id ?? message.client_message_id ?? message.id;
    rows.push({ kind: "message", key, message, leads });
    author = authorOf(message);
    saidAt = message.timestamp;
  }
  placeMarkers(Number.POSITIVE_INFINITY);
  return rows;
}

/** What is under way: the bot's reply in the making, and messages of one's own that are not confirmed yet. */
export function openRows(
  confirmed: readonly TimelineRow[],
  partials: readonly PartialReply[],
  pending: readonly PendingMessage[],
  ownAgentId: string,
): TimelineRow[] {
  const rows: TimelineRow[] = partials.map(({ replyId, text }) => ({ kind: "partial", key: replyId, text }));
  const last = confirmed.at(-1);
  let isRun = partials.length === 0 && last?.kind === "message" && last.message.agent_id === ownAgentId;
  for (const message of pending) {
    rows.push({ kind: "pending", key: message.key, message, leads: !isRun });
    isRun = true;
  }
  return rows;
}
