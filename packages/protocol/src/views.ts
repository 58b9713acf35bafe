import { z } from "zod";
import { SessionName } from "./ids.ts";

/** UTC seconds, up to three decimals. */
export const Timestamp = z.number().nonnegative();

export const SessionStatus = z.enum(["bot_active", "pending_manual", "manual_live", "closed"]);
export type SessionStatus = z.infer<typeof SessionStatus>;

export const Severity = z.enum(["low", "medium", "high"]);
export type Severity = z.infer<typeof Severity>;

/** How soon an agent should look, as a rule of the operator's said. */
export const Priority = z.enum(["low", "medium", "high", "urgent"]);
export type Priority = z.infer<typeof Priority>;

export const EscalationReason = z.enum([
  "manual",
  "keyword",
  "fail_loop",
  "sentiment",
  "vip",
  "bot_error",
  "bot_request",
  "rule",
  "repeat",
  "agent_initiated",
  "agent_absent",
]);
export type EscalationReason = z.infer<typeof EscalationReason>;

export const MessageRole = z.enum(["user", "assistant", "agent", "system"]);
export type MessageRole = z.infer<typeof MessageRole>;

export const Message = z.object({
  id: z.string(),
  seq: z.number().int().positive(),
  role: MessageRole,
  content: z.string(),
  timestamp: Timestamp,
  agent_id: z.string().optional(),
  agent_name: z.string().optional(),
  client_message_id: z
    .string()
    .optional()
    .describe("the sender's own key: how its outbox recognises it after a reload"),
});
export type Message = z.infer<typeof Message>;

export const Escalation = z.object({
  reason: EscalationReason,
  details: z.string().nullable().describe("what fired, with its evidence; agents only"),
  severity: Severity,
  timestamp: Timestamp,
  trigger_at: z.number().int().nullable().describe("the sequence number of the message that led to it"),
});
export type Escalation = z.infer<typeof Escalation>;

export const UserProfile = z.object({
  name: z.string().max(200).nullable(),
  verified: z.boolean().describe("true when the host site signed these facts"),
  customer_id: z.string().max(200).nullable(),
  email: z.string().max(320).nullable(),
  vip: z.boolean(),
  page_url: z.string().max(2_000).nullable().describe("the page that the customer writes from, as it said: unsigned"),
  referrer: z.string().max(2_000).nullable().describe("the page that led there, as it said: unsigned"),
});
export type UserProfile = z.infer<typeof UserProfile>;

export const Session = z.object({
  session_name: SessionName,
  status: SessionStatus,
  conversation_id: z.string().nullable(),
  user_profile: UserProfile,
  history: z.array(Message).describe("the newest 50 messages, oldest first"),
  escalation: Escalation.nullable(),
  assigned_agent: z.object({ id: z.string(), name: z.string() }).nullable(),
  ai_fail_count: z.number().int().nonnegative(),
  tags: z.array(z.string()).describe("set by rules; agents only, else empty"),
  priority: Priority.nullable().describe("set by a rule; agents only, else null"),
  created_at: Timestamp,
  updated_at: Timestamp,
  manual_start_at: Timestamp.nullable(),
  last_manual_end_at: Timestamp.nullable(),
  seq: z.number().int().nonnegative(),
});
export type Session = z.infer<typeof Session>;

export const AuditEntry = z.object({
  seq: z.number().int().positive(),
  event: z.string(),
  status_from: SessionStatus.nullable(),
  status_to: SessionStatus,
  operator: z.string(),
  reason: z.string().nullable(),
  timestamp: Timestamp,
});
export type AuditEntry = z.infer<typeof AuditEntry>;

/** One row of the agents' lists. */
export const SessionListItem = z.object({
  session_name: SessionName,
  status: SessionStatus,
  escalation: Escalation.nullable(),
  assigned_agent: z.object({ id: z.string(), name: z.string() }).nullable(),
  customer_name: z.string().nullable(),
  verified: z.boolean(),
  vip: z.boolean(),
  waiting_seconds: z.number().nonnegative().nullable(),
  waiting_since: Timestamp.nullable().describe("since when the customer has waited for a person"),
  waiting_until: Timestamp.nullable().describe("when a session that waits for a person goes back to the bot"),
  last_message_preview: z.string().nullable(),
  last_message_role: MessageRole.nullable(),
  tags: z.array(z.string()),
  priority: Priority.nullable(),
  created_at: Timestamp,
  updated_at: Timestamp,
  seq: z.number().int().nonnegative(),
});
export type SessionListItem = z.infer<typeof SessionListItem>;

export const AgentRole = z.enum(["admin", "agent"]);
export type AgentRole = z.infer<typeof AgentRole>;

export const Agent = z.object({
  id: z.string(),
  username: z.string(),
  name: z.string(),
  role: AgentRole,
  status: z.enum(["online", "offline"]),
  max_sessions: z.number().int().positive(),
  avatar_url: z.string().nullable(),
});
export type Agent = z.infer<typeof Agent>;

export const BotInfo = z.object({
  name: z.string(),
  description: z.string(),
  icon_url: z.string(),
  welcome: z.string(),
});
export type BotInfo = z.infer<typeof BotInfo>;

const success = <Shape extends z.ZodRawShape>(shape: Shape) => z.object({ success: z.literal(true), ...shape });

export const SessionStateResponse = success({ data: Session });
export const SessionResponse = success({
  data: z.object({ session: Session, audit_trail: z.array(AuditEntry).optional().describe("agents only") }),
});
export const SessionCreatedResponse = success({
  data: z.object({ session: Session, token: z.string(), expires_in: z.number().int().positive() }),
});
export const SessionListResponse = success({
  data: z.object({
    sessions: z.array(SessionListItem),
    total: z.number().int().nonnegative(),
    page: z.number().int().positive(),
    page_size: z.number().int().positive(),
  }),
});
export const MessagesResponse = success({
  data: z.object({ messages: z.array(Message), has_more: z.boolean() }),
});
export const MessagePostedResponse = success({
  data: z.object({ message_id: z.string(), timestamp: Timestamp, seq: z.number().int().positive() }),
});
export const ChatResponse = success({
  message: z.string(),
  session_name: SessionName,
  conversation_id: z.string().nullable(),
  status: SessionStatus,
});
export const ConversationResponse = success({ conversation_id: z.string() });
export const BotInfoResponse = success({ bot: BotInfo });
export const AcceptedResponse = success({});
export const LoginResponse = success({
  token: z.string(),
  refresh_token: z.string().optional().describe("absent when it was set as a cookie"),
  expires_in: z.number().int().positive(),
  agent: Agent,
});
export const ProfileResponse = success({ data: z.object({ agent: Agent }) });
export const HealthResponse = z.object({
  status: z.enum(["healthy", "unhealthy"]),
  version: z.string(),
  uptime_seconds: z.number().nonnegative(),
  parts: z.record(z.string(), z.object({ status: z.enum(["up", "down"]), detail: z.string().optional() })),
});
export const ConfigResponse = success({
  data: z.object({
    auth: z.enum(["token", "open"]),
    bot: BotInfo,
    languages: z.array(z.string()),
    limits: z.object({ message_characters: z.number().int(), body_bytes: z.number().int() }),
  }),
});
export const ShiftStatusResponse = success({
  data: z.object({
    is_open: z.boolean().describe("an agent is signed in and reachable right now"),
    agents_online: z.number().int().nonnegative(),
    timestamp: Timestamp,
  }),
});
