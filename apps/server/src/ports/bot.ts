import type { BotFailureKind, BotInfo, Lang } from "@baton/protocol";

/** A bot engine. Each is one folder in adapters/; what all need against failing engines is in adapters/bot-guard. */
export interface Bot {
  /** What logs, health and metrics call it: `faq`, `coze`, `openai`. */
  readonly name: string;
  /** How it shows itself to customers. */
  info(lang: Lang): BotInfo;
  /** The whole reply must be there after this many milliseconds; another instance then takes the turn over. */
  readonly deadlineMs: number;
  /** A new conversation of the engine's own for this session. @returns the engine's id for it. @throws BotError */
  createConversation(sessionName: string, signal: AbortSignal): Promise<string>;
  /**
   * Yields pieces of the reply as they come, then returns how it ended.
   * Ends soon, and ends the call to the engine, when the signal aborts.
   * @throws BotError; any other rejection counts as `failed` with kind `crashed`
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

/** The engine could not be asked, or broke off. Its message names no customer's words and no secret: it is logged. */
export class BotError extends Error {
  override name = "BotError";
  readonly failure: BotFailureKind;
  /**
   * Nothing of the reply has come, and asking again does no harm: after this many milliseconds (0 if the engine names
   * none). Null: this turn must not be asked again.
   */
  readonly retryAfterMs: number | null;

  constructor(failure: BotFailureKind, message: string, options: { retryAfterMs?: number; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.failure = failure;
    this.retryAfterMs = options.retryAfterMs ?? null;
  }
}
