import { z } from "zod";
import { AgentId, SessionName } from "./ids.ts";
import { SessionStatus } from "./views.ts";

export const LIMITS = { messageCharacters: 8_000, bodyBytes: 64 * 1024 } as const;

/** U+0000 cannot be stored by every engine, and means nothing in a conversation. */
const text = z.string().refine((value) => !value.includes("\u0000"), "must not contain the character NUL");

/** Trimmed, then 1–8,000 characters (the upper bound answers 413 `TOO_LARGE`, checked by the route). */
export const MessageText = text.trim().min(1);

export const IdempotencyKey = z
  .string()
  .min(1)
  .max(255)
  .regex(/^[\x21-\x7e]+$/, "visible ASCII characters only");

export const ChatRequest = z.object({
  message: text.trim(),
  user_id: SessionName.optional(),
  session_id: SessionName.optional(),
  conversation_id: z.string().max(200).nullish(),
  parameters: z.record(z.string(), z.json()).optional(),
  client_message_id: IdempotencyKey.optional(),
});
export type ChatRequest = z.infer<typeof ChatRequest>;

export const ConversationRequest = z.object({
  session_id: SessionName.optional(),
  user_id: SessionName.optional(),
});

export const EscalateRequest = z.object({
  session_name: SessionName,
  reason: z.enum(["user_request", "regulator_triggered"]).default("user_request"),
});

export const AgentInfo = z.object({ agent_id: AgentId, agent_name: text.trim().min(1).max(200) });
export type AgentInfo = z.infer<typeof AgentInfo>;

export const ManualMessageRequest = z.object({
  session_name: SessionName,
  role: z.enum(["agent", "user"]),
  content: MessageText,
  agent_info: AgentInfo.optional(),
  client_message_id: IdempotencyKey.optional(),
});

export const TakeoverRequest = z.object({
  agent_id: AgentId.optional(),
  agent_name: text.trim().min(1).max(200).optional(),
});

export const ReleaseRequest = z.object({
  agent_id: AgentId.optional(),
  reason: text.trim().min(1).max(200).default("resolved"),
});

export const CloseRequest = z.object({ agent_id: AgentId.optional(), reason: text.trim().min(1).max(200).optional() });
export const CancelRequest = z.object({});

export const TypingRequest = z.object({
  role: z.enum(["agent", "user"]).optional(),
  agent_info: AgentInfo.optional(),
});

/** Whatever a host page says here, the chat opens: what is no web address is left out by the server, never refused. */
const pageAddress = z.string().optional().catch(undefined);

export const CreateSessionRequest = z.object({
  session_name: SessionName.optional(),
  identity_token: z.string().max(8_192).optional(),
  profile: z
    .object({
      name: text.trim().min(1).max(200).optional(),
      page_url: pageAddress.describe("the page that the customer writes from"),
      referrer: pageAddress.describe("the page that led there"),
    })
    .optional(),
  cookie: z.boolean().optional(),
});

export const LoginRequest = z.object({
  username: text.min(1).max(128),
  password: z.string().min(1).max(1_024),
  cookie: z.boolean().optional(),
});
export const RefreshRequest = z.object({
  refresh_token: z.string().min(1).max(2_048).optional(),
  cookie: z.boolean().optional(),
});
export const LogoutRequest = z.object({ refresh_token: z.string().min(1).max(2_048).optional() });

const pageNumber = z.coerce.number().int().min(1);

export const ListSessionsQuery = z.object({
  status: z
    .string()
    .optional()
    .transform((value) => value?.split(",").filter((word) => word !== ""))
    .pipe(z.array(SessionStatus).optional()),
  keyword: text.trim().max(200).optional(),
  agent: z.string().max(128).optional(),
  page: pageNumber.max(100_000).default(1),
  page_size: pageNumber.max(100).default(20),
});

export const MessagesQuery = z.object({
  before: z.coerce.number().int().min(1).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export const EventsQuery = z.object({
  last_event_id: z.string().max(64).optional(),
  from: z.enum(["start"]).optional(),
});

export const SessionParams = z.object({ session_name: SessionName });
