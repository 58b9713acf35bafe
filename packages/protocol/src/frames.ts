import { z } from "zod";
import { MessageRole, SessionListItem, SessionStatus, Timestamp } from "./views.ts";

/**
 * What travels in one `data:` line of a stream (contract, section 5). A frame with an id is exactly one journal
 * event, and the id is the event's sequence number in its session; frames marked "live" have no id.
 */
export const MessagePiece = z.object({
  type: z.literal("message"),
  content: z.string(),
  reply_id: z.string(),
  offset: z.number().int().nonnegative().describe("UTF-16 code units of the reply before this piece"),
});

export const BotMessage = z.object({
  type: z.literal("bot_message"),
  content: z.string(),
  reply_id: z.string(),
  message_id: z.string(),
  timestamp: Timestamp,
});

export const ReplyDiscarded = z.object({ type: z.literal("reply_discarded"), reply_id: z.string() });

export const Done = z.object({ type: z.literal("done"), content: z.literal("") });

export const StreamError = z.object({ type: z.literal("error"), content: z.string() });

export const StatusChange = z.object({
  type: z.literal("status_change"),
  status: SessionStatus,
  reason: z.string(),
  timestamp: Timestamp,
  agent_info: z.object({ agent_id: z.string(), agent_name: z.string() }).optional(),
});

export const ManualMessage = z.object({
  type: z.literal("manual_message"),
  role: MessageRole.extract(["agent", "system"]),
  content: z.string(),
  timestamp: Timestamp,
  message_id: z.string(),
  client_message_id: z.string().optional().describe("the agent's own key: how their other tabs recognise it"),
  agent_id: z.string().optional(),
  agent_name: z.string().optional(),
});

export const UserMessage = z.object({
  type: z.literal("user_message"),
  role: z.literal("user"),
  content: z.string(),
  timestamp: Timestamp,
  message_id: z.string(),
  client_message_id: z.string().optional().describe("the sender's own key: how its other tabs recognise it"),
});

export const Queue = z.object({
  type: z.literal("queue"),
  position: z.number().int().positive(),
  estimated_wait_seconds: z.number().nonnegative().nullable(),
});

export const Typing = z.object({
  type: z.literal("typing"),
  role: MessageRole.extract(["user", "agent"]),
  agent_id: z.string().optional(),
  agent_name: z.string().optional(),
});

/** Somebody has the session on a screen, or has left it. Live only, and for agents only. */
export const Presence = z.object({
  type: z.literal("presence"),
  role: MessageRole.extract(["user", "agent"]),
  agent_id: z.string().optional(),
  agent_name: z.string().optional(),
  is_here: z.boolean().describe("repeated while it holds; who was not heard of for 60 s is not here any more"),
});

export const Reset = z.object({ type: z.literal("reset") });

/** The frames of one session. */
export const SessionFrame = z.discriminatedUnion("type", [
  MessagePiece,
  BotMessage,
  ReplyDiscarded,
  Done,
  StreamError,
  StatusChange,
  ManualMessage,
  UserMessage,
  Queue,
  Typing,
  Presence,
  Reset,
]);
export type SessionFrame = z.infer<typeof SessionFrame>;

export const Snapshot = z.object({
  type: z.literal("snapshot"),
  queue: z.array(SessionListItem).describe("sessions that wait for a person, the most urgent first"),
  waiting_total: z.number().int().nonnegative().describe("how many wait in all: a very long queue is cut"),
  mine: z.array(SessionListItem).describe("sessions this agent owns"),
  timestamp: Timestamp,
});
export const SessionUpserted = z.object({ type: z.literal("session_upserted"), session: SessionListItem });
export const SessionRemoved = z.object({ type: z.literal("session_removed"), session_name: z.string() });

/** A frame of a session the agent owns, as it appears on the agent's stream. `seq` is null for live frames. */
export const OwnedSessionFrame = z.object({
  type: z.literal("session_event"),
  session_name: z.string(),
  seq: z.number().int().positive().nullable(),
  event: SessionFrame,
});

export const AgentFrame = z.discriminatedUnion("type", [
  Snapshot,
  SessionUpserted,
  SessionRemoved,
  OwnedSessionFrame,
  StreamError,
]);
export type AgentFrame = z.infer<typeof AgentFrame>;
