import type { Message, Session, SessionFrame, SessionStatus } from "@baton/protocol";
import { addPiece, type PartialReply } from "./partial-reply.ts";

/**
 * A conversation as a pure fold over what arrives: snapshots, pages of older messages and stream frames, in any
 * order and any number of times. Messages are a set keyed by sequence number; status and owner belong to the
 * highest sequence number that spoke about them. That is why repeats, replays and late snapshots change nothing.
 *
 * `messages` is everything from `floorSeq` on, once the stream that resumes after `seq` has told it. What lies below and
 * does not connect is left out, to be loaded as older messages: no hole stays that nothing would fill.
 */
export type TranscriptMessage = Message & {
  /** The reply whose pieces this message completes: lets a screen keep the same element. */
  reply_id?: string;
};

/** A message of ours that the server has not confirmed yet. */
export interface PendingMessage {
  key: string;
  content: string;
  /** UTC seconds. */
  timestamp: number;
  /** `sent`: the server has accepted it, its place in the order is not known yet. */
  state: "sending" | "sent" | "failed";
  /** Why it failed: a code of `ApiError`. */
  error?: string;
}

export interface Typing {
  role: "user" | "agent";
  /** Undefined for the customer. */
  agentId: string | undefined;
  name: string | undefined;
  atMs: number;
}

/** Somebody who has the session on a screen. */
export interface Present {
  role: "user" | "agent";
  /** Undefined for the customer. */
  agentId: string | undefined;
  name: string | undefined;
  /** When that was last said, in milliseconds. */
  atMs: number;
}

export interface Transcript {
  /** Oldest first, without repeats. */
  messages: readonly TranscriptMessage[];
  /** In the order they were written; shown after the messages. */
  pending: readonly PendingMessage[];
  partials: readonly PartialReply[];
  status: SessionStatus;
  /** Since when the customer has waited for a person, UTC seconds; null when not waiting. */
  waitingSince: number | null;
  assignedAgent: { id: string; name: string } | null;
  queue: { position: number; estimatedWaitSeconds: number | null } | null;
  typing: Typing | null;
  /** Who has this session on a screen, as agents are told; in the order in which they came. */
  present: readonly Present[];
  /** How far the stream has told it, or the snapshot before any stream: resume after it. 0 before anything. */
  seq: number;
  /** There are messages before the oldest one here. */
  hasOlder: boolean;
  /** The sequence number that `status`, `waitingSince` and `assignedAgent` come from. */
  statusSeq: number;
  /** Everything from here on is known, as far as snapshots and pages tell; undefined before the first. */
  floorSeq: number | undefined;
  /** Replies that are over: a late piece must not bring one back. */
  endedReplies: ReadonlySet<string>;
}

export const EMPTY_TRANSCRIPT: Transcript = {
  messages: [],
  pending: [],
  partials: [],
  status: "bot_active",
  waitingSince: null,
  assignedAgent: null,
  queue: null,
  typing: null,
  present: [],
  seq: 0,
  hasOlder: false,
  statusSeq: 0,
  floorSeq: undefined,
  endedReplies: new Set(),
};

/** The server sends this many messages with a session; fewer means that there are no older ones. */
const SNAPSHOT_MESSAGES = 50;

/** Folds in a session as `GET /api/sessions/{name}` and the commands answer it; may be older than what is known. */
export function applySnapshot(transcript: Transcript, session: Session): Transcript {
  const floor =
    session.history.length < SNAPSHOT_MESSAGES ? 0 : Math.min(...session.history.map((message) => message.seq));
  const next = withRange(transcript, session.history, { floor, end: session.seq });
  return withStatus(
    // A stream that is behind the snapshot still has to tell what a snapshot does not: which replies are over.
    transcript.seq === 0 ? { ...next, seq: session.seq } : next,
    {
      seq: session.seq,
      status: session.status,
      since: session.escalation?.timestamp ?? null,
      agent: session.assigned_agent,
    },
  );
}

/**
 * Folds in a page of `GET /api/sessions/{name}/messages?before=`.
 * @param before what the page was asked for with: a page that comes after a reset may not connect any more
 */
export function applyOlder(
  transcript: Transcript,
  page: { messages: readonly Message[]; has_more: boolean },
  before = transcript.floorSeq ?? 0,
): Transcript {
  const floor = page.has_more ? (page.messages[0]?.seq ?? 0) : 0;
  return withRange(transcript, page.messages, { floor, end: before });
}

/**
 * Folds in one frame of a session's stream. A `reset` frame is the caller's to act on: forget what is confirmed
 * (`forgetConfirmed`) and load a snapshot.
 * @param seq the frame's place in the session, undefined for a live frame
 * @param nowMs milliseconds, for the age of "is typing" only
 */
export function applyFrame(
  transcript: Transcript,
  frame: SessionFrame,
  seq: number | undefined,
  nowMs: number,
): Transcript {
  const base = seq !== undefined && seq > transcript.seq ? { ...transcript, seq } : transcript;
  switch (frame.type) {
    case "message":
      if (base.endedReplies.has(frame.reply_id)) return base;
      return { ...base, partials: addPiece(base.partials, frame) };
    case "bot_message":
      return withMessages(withReplyEnded(base, frame.reply_id), [
        {
          id: frame.message_id,
          seq: seq ?? 0,
          role: "assistant",
          content: frame.content,
          timestamp: frame.timestamp,
          reply_id: frame.reply_id,
        },
      ]);
    case "reply_discarded":
      return withReplyEnded(base, frame.reply_id);
    case "manual_message":
    case "user_message": {
      const { type: _, message_id, ...said } = frame;
      const silent = said.role === "system" ? base : withoutTyping(base, said.role);
      return withMessages(silent, [{ id: message_id, seq: seq ?? 0, ...said }]);
    }
    case "status_change": {
      const agent = frame.agent_info;
      return withStatus(base, {
        seq: seq ?? base.seq,
        status: frame.status,
        since: frame.timestamp,
        agent: agent === undefined ? null : { id: agent.agent_id, name: agent.agent_name },
      });
    }
    case "queue":
      if (base.status !== "pending_manual") return base;
      return { ...base, queue: { position: frame.position, estimatedWaitSeconds: frame.estimated_wait_seconds } };
    case "typing":
      return { ...base, typing: { role: frame.role, agentId: frame.agent_id, name: frame.agent_name, atMs: nowMs } };
    case "presence":
      return { ...base, present: withPresence(base.present, frame, nowMs) };
    case "done":
    case "error":
    case "reset":
      return base;
    default:
      // A newer server's frame: its place counts, its content is not for us.
      return base;
  }
}

/** After `reset`: what the server confirmed is loaded anew, what is still ours to send stays. */
export function forgetConfirmed(transcript: Transcript): Transcript {
  return { ...EMPTY_TRANSCRIPT, pending: transcript.pending.filter(({ state }) => state !== "sent") };
}

/** Shows a message before the server has it. Does nothing when the server already confirmed this key. */
export function addPending(transcript: Transcript, message: Omit<PendingMessage, "state">): Transcript {
  if (isConfirmed(transcript, message.key)) return transcript;
  const { pending } = transcript;
  const sending: PendingMessage = {
    key: message.key,
    content: message.content,
    timestamp: message.timestamp,
    state: "sending",
  };
  const known = pending.some(({ key }) => key === message.key);
  return {
    ...transcript,
    pending: known ? pending.map((one) => (one.key === message.key ? sending : one)) : [...pending, sending],
  };
}

/**
 * The server accepted the message. With its place in the order it becomes a message at once; without, it waits for
 * its `user_message` frame.
 * @param author who wrote it: the customer, or the agent whose console this is
 */
export function settlePending(
  transcript: Transcript,
  key: string,
  place?: { message_id: string; seq: number; timestamp: number },
  author: { role: "user" } | { role: "agent"; agent_id: string; agent_name: string } = { role: "user" },
): Transcript {
  const message = transcript.pending.find((one) => one.key === key);
  if (message === undefined) return transcript;
  if (place === undefined) return changePending(transcript, { ...message, state: "sent" });
  return withMessages(transcript, [
    {
      id: place.message_id,
      seq: place.seq,
      ...author,
      content: message.content,
      timestamp: place.timestamp,
      client_message_id: key,
    },
  ]);
}

/** The message was refused or could not be delivered. @param error a code of `ApiError` */
export function failPending(transcript: Transcript, key: string, error: string): Transcript {
  const message = transcript.pending.find((one) => one.key === key);
  return message === undefined ? transcript : changePending(transcript, { ...message, state: "failed", error });
}

export function dropPending(transcript: Transcript, key: string): Transcript {
  return { ...transcript, pending: transcript.pending.filter((message) => message.key !== key) };
}

/** Drops "is typing" once it is older than `ttlMs`; returns the same object when nothing changed. */
export function expireTyping(transcript: Transcript, nowMs: number, ttlMs: number): Transcript {
  const { typing } = transcript;
  return typing !== null && nowMs - typing.atMs >= ttlMs ? { ...transcript, typing: null } : transcript;
}

/** Drops who was not heard of for `ttlMs`; returns the same object when nothing changed. */
export function expirePresence(transcript: Transcript, nowMs: number, ttlMs: number): Transcript {
  const present = transcript.present.filter(({ atMs }) => nowMs - atMs < ttlMs);
  return present.length === transcript.present.length ? transcript : { ...transcript, present };
}

export function isConfirmed(transcript: Transcript, key: string): boolean {
  return transcript.messages.some((message) => message.client_message_id === key);
}

/** Everything from `floor` up to `end`. A range that lies below what is known, with a gap between, is left out. */
function withRange(
  transcript: Transcript,
  messages: readonly TranscriptMessage[],
  range: { floor: number; end: number },
): Transcript {
  const { floorSeq } = transcript;
  if (floorSeq !== undefined && range.end < floorSeq) return withMessages(transcript, messages);
  const floor = Math.min(floorSeq ?? range.floor, range.floor);
  return withMessages({ ...transcript, floorSeq: floor, hasOlder: floor > 0 }, messages);
}

function withMessages(transcript: Transcript, incoming: readonly TranscriptMessage[]): Transcript {
  const { floorSeq = 0 } = transcript;
  let messages: TranscriptMessage[] | undefined;
  const keys = new Set<string>();
  for (const message of incoming) {
    if (message.seq <= 0) continue;
    if (message.client_message_id !== undefined) keys.add(message.client_message_id);
    if (message.seq < floorSeq) continue;
    messages ??= [...transcript.messages];
    insert(messages, message);
  }
  const pending = transcript.pending.some(({ key }) => keys.has(key))
    ? transcript.pending.filter(({ key }) => !keys.has(key))
    : transcript.pending;
  if (messages === undefined && pending === transcript.pending) return transcript;
  return { ...transcript, messages: messages ?? transcript.messages, pending };
}

/** By binary search from the end's side: nearly every message is the newest one. */
function insert(messages: TranscriptMessage[], message: TranscriptMessage): void {
  let low = 0;
  let high = messages.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((messages[middle]?.seq ?? 0) < message.seq) low = middle + 1;
    else high = middle;
  }
  const known = messages[low];
  // A snapshot knows less about a message (no reply id, perhaps no key) than the frame does: keep what either knows.
  if (known?.seq === message.seq) messages[low] = { ...known, ...message };
  else messages.splice(low, 0, message);
}

interface StatusFact {
  seq: number;
  status: SessionStatus;
  since: number | null;
  agent: { id: string; name: string } | null;
}

function withStatus(transcript: Transcript, fact: StatusFact): Transcript {
  if (fact.seq < transcript.statusSeq) return transcript;
  const isBot = fact.status === "bot_active";
  const isWaiting = fact.status === "pending_manual";
  return {
    ...transcript,
    statusSeq: fact.seq,
    status: fact.status,
    assignedAgent: fact.status === "manual_live" ? fact.agent : null,
    waitingSince: isWaiting ? fact.since : null,
    queue: isWaiting ? transcript.queue : null,
    typing: fact.status === transcript.status ? transcript.typing : null,
    // A reply that was begun before this must never be shown as an answer after it.
    partials: isBot ? transcript.partials : [],
    endedReplies: isBot ? transcript.endedReplies : union(transcript.endedReplies, transcript.partials),
  };
}

function withReplyEnded(transcript: Transcript, replyId: string): Transcript {
  return {
    ...transcript,
    partials: transcript.partials.filter((partial) => partial.replyId !== replyId),
    endedReplies: union(transcript.endedReplies, [{ replyId }]),
  };
}

function union(ended: ReadonlySet<string>, partials: readonly { replyId: string }[]): ReadonlySet<string> {
  return partials.length === 0 ? ended : new Set([...ended, ...partials.map(({ replyId }) => replyId)]);
}

function withPresence(
  present: readonly Present[],
  frame: Extract<SessionFrame, { type: "presence" }>,
  nowMs: number,
): readonly Present[] {
  const { role, agent_id: agentId, agent_name: name, is_here: isHere } = frame;
  const isSame = (one: Present) => one.role === role && one.agentId === agentId;
  if (!isHere) return present.filter((one) => !isSame(one));
  const here: Present = { role, agentId, name, atMs: nowMs };
  return present.some(isSame) ? present.map((one) => (isSame(one) ? here : one)) : [...present, here];
}

function withoutTyping(transcript: Transcript, role: Typing["role"]): Transcript {
  return transcript.typing?.role === role ? { ...transcript, typing: null } : transcript;
}

function changePending(transcript: Transcript, changed: PendingMessage): Transcript {
  return { ...transcript, pending: transcript.pending.map((one) => (one.key === changed.key ? changed : one)) };
}
