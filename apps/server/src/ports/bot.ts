import type { BotFailureKind, BotInfo, Lang } from "@baton/protocol";

export interface Bot {
  /** How it shows itself to customers. */
  info(lang: Lang): BotInfo;
  /** The whole reply must be there after this many milliseconds; another instance then takes the turn over. */
  readonly deadlineMs: number;
  /** A new conversation of the engine's own for this session. @returns the engine's id for it */
  createConversation(sessionName: string, signal: AbortSignal): Promise<string>;
  /**
   * Yields pieces of the reply as they come, then returns how it ended.
   * A rejection counts as `failed` with kind `crashed`.
   */
  reply(request: BotRequest, signal: AbortSignal): AsyncGenerator<string, BotOutcome, void>;
}

export interface BotRequest {
  sessionName: string;
  conversationId: string;
  lang: Lang;
  /** What the customer wrote since the bot's last turn, oldest first; at least one. */
  questions: readonly string[];
  /** The conversation before that, oldest first, with what people said in it. */
  history: readonly { role: "user" | "assistant" | "agent" | "system"; content: string }[];
  parameters: Readonly<Record<string, unknown>>;
}

export type BotOutcome =
  | { kind: "answered" }
  /** It said in words that it does not know: the reply stands, and counts as a failure. */
  | { kind: "unknown" }
  | { kind: "asks_for_person"; reason: string }
  | { kind: "failed"; failure: BotFailureKind };
