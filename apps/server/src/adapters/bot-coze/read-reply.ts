import { BotError, type BotOutcome } from "../../ports/bot.ts";
import { codeOf } from "./call.ts";
import { failureOfChat } from "./failure.ts";

/** One server-sent event as the SDK gives it. What is in it comes from outside: nothing of its shape is sure. */
export interface ChatEvent {
  readonly event: string;
  readonly data: unknown;
}

export interface Read {
  /** What to show next; empty for none. */
  readonly piece: string;
  /** Set when the reply is over. */
  readonly end: BotOutcome | null;
}

const BETWEEN_ANSWERS = "\n\n";
const NOTHING: Read = { piece: "", end: null };

/**
 * Reads one chat's events in their order. Only what is meant for the customer becomes text: no reasoning, no tool's
 * result, no suggested question, no card.
 *
 * @returns reads the next event; throws BotError when the chat failed
 */
export function replyReader(conversationId: string): (event: ChatEvent) => Read {
  /** Pieces of the answer that is being said: the event that completes it repeats them all. */
  let pieces = 0;
  let answers = 0;
  let said = false;

  const say = (text: string): Read => {
    if (text === "") return NOTHING;
    const between = pieces === 0 && answers > 0 ? BETWEEN_ANSWERS : "";
    pieces += 1;
    said = true;
    return { piece: between + text, end: null };
  };

  return ({ event, data }) => {
    const fields: Readonly<Record<string, unknown>> = isObject(data) ? data : {};
    const belongsTo = fields["conversation_id"];
    if (typeof belongsTo === "string" && belongsTo !== "" && belongsTo !== conversationId) {
      throw new BotError("crashed", "Coze answered with another conversation's reply");
    }
    switch (event) {
      case "conversation.message.delta":
        return say(answerText(fields));
      case "conversation.message.completed": {
        if (fields["type"] !== "answer") return NOTHING;
        const read = pieces === 0 ? say(answerText(fields)) : NOTHING;
        if (pieces > 0) answers += 1;
        pieces = 0;
        return read;
      }
      case "conversation.chat.completed":
      case "done":
        return { piece: "", end: said ? { kind: "answered" } : { kind: "failed", failure: "empty" } };
      case "conversation.chat.requires_action":
        // A workflow that asks something back stops like this, and its question has been said: the next message
        // answers it. With nothing said it waits for a tool, and there is none here.
        if (said) return { piece: "", end: { kind: "answered" } };
        throw new BotError("refused", "the flow waits for a tool's result, and Baton has no tools");
      case "conversation.chat.failed":
        throw failureOfChat(codeOf(fields["last_error"]) ?? codeOf(fields), said);
      case "error":
        throw failureOfChat(codeOf(fields), said);
      default:
        return NOTHING;
    }
  };
}

function answerText(message: Readonly<Record<string, unknown>>): string {
  const { type, content, content_type: form = "text" } = message;
  return type === "answer" && form === "text" && typeof content === "string" ? content : "";
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;
