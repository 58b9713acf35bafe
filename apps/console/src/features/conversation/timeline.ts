import type { PendingMessage, Transcript, TranscriptMessage } from "@baton/client";
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

export function timeline(transcript: Transcript, trail: readonly AuditEntry[], ownAgentId: string): TimelineRow[] {
  const oldestSeq = transcript.hasOlder ? (transcript.messages[0]?.seq ?? 0) : 0;
  const markers = trail.filter((entry) => isMarker(entry) && entry.seq >= oldestSeq);
  const entries = [
    ...transcript.messages.map((message) => ({ seq: message.seq, timestamp: message.timestamp, message, entry: null })),
    ...markers.map((entry) => ({ seq: entry.seq, timestamp: entry.timestamp, message: null, entry })),
  ].sort((a, b) => a.seq - b.seq);

  const rows: TimelineRow[] = [];
  let day = "";
  let author = "";
  let saidAt = 0;
  for (const { seq, timestamp, message, entry } of entries) {
    const date = new Date(timestamp * 1000).toDateString();
    if (date !== day) {
      rows.push({ kind: "day", key: `day-${date}`, timestamp });
      day = date;
      author = "";
    }
    if (message === null) {
      rows.push({ kind: "marker", key: `marker-${seq}`, entry });
      author = "";
      continue;
    }
    const leads = authorOf(message) !== author || timestamp - saidAt > RUN_SECONDS;
    // A finished reply keeps the element of its pieces, a sent message that of its optimistic self: nothing blinks.
    const key = message.reply_id ?? message.client_message_id ?? message.id;
    rows.push({ kind: "message", key, message, leads });
    author = authorOf(message);
    saidAt = timestamp;
  }
  for (const partial of transcript.partials) rows.push({ kind: "partial", key: partial.replyId, text: partial.text });
  if (transcript.partials.length > 0) author = "";
  for (const message of transcript.pending) {
    rows.push({ kind: "pending", key: message.key, message, leads: author !== `agent:${ownAgentId}` });
    author = `agent:${ownAgentId}`;
  }
  return rows;
}
