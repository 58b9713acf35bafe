export type {
  Agent,
  AgentFrame,
  BotInfo,
  ErrorCode,
  Message,
  QuickReply,
  QuickReplyDraft,
  QuickReplyScope,
  Session,
  SessionFrame,
  SessionListItem,
  SessionStatus,
} from "@baton/protocol";
export * from "./api.ts";
export * from "./chat.ts";
export {
  backoffMs,
  CONNECTION_RULES,
  type ConnectionRules,
  type ConnectionState,
  type StopReason,
} from "./connection.ts";
export { createChat } from "./create-chat.ts";
export { ApiError, type ApiErrorCode } from "./errors.ts";
export { customerOf, type IdentitySource, type IdentityToken } from "./identity.ts";
export { randomKey } from "./keys.ts";
export type { PartialReply } from "./partial-reply.ts";
export { type KeyValueStorage, memoryStorage, safeStorage } from "./storage.ts";
export { openStream, type Stream, type StreamOptions } from "./stream.ts";
export * from "./transcript.ts";
