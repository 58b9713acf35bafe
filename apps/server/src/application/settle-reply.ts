import type { Lang, SystemMessageKey } from "@baton/protocol";
import type { TimedEvent } from "../domain/session/state.ts";

export interface Settled {
  /** What the customer is to read. */
  text: string;
  /** The last event that belongs to the answer. */
  seq: number;
}

/**
 * What became of a customer's message to the bot, read from the events that follow it: the bot's reply, the sentence
 * that says a person will come, or the sentence that says why there is no answer. Null while it is not settled.
 * The same events give the same answer, so that a retried request is answered as the first one was.
 *
 * @param events from the message on (inclusive), without a gap; whole appends
 */
export function settleReply(events: readonly (TimedEvent & { seq: number })[], lang: Lang, say: Say): Settled | null {
  const [message] = events;
  if (message?.type !== "customer_message") return null;
  const turns = new Map<string, number>();
  let reply: Settled | null = null;
  /** The last question that the reply answers. */
  let answeredSeq = 0;
  let notice: string | null = null;
  for (const event of events) {
    switch (event.type) {
      case "bot_turn_started":
        if (reply !== null) return reply;
        turns.set(event.data.turn, event.data.upto_seq);
        break;
      case "bot_reply":
        if ((turns.get(event.data.turn) ?? 0) >= message.seq) {
          answeredSeq = turns.get(event.data.turn) ?? 0;
          reply = { text: event.personal?.content ?? "", seq: event.seq };
        }
        break;
      case "tagged":
      case "priority_set":
        break;
      case "system_message":
        notice = event.personal?.content ?? "";
        if (event.data.key === "bot_failed") return { text: notice, seq: event.seq };
        // A transfer in the same breath as the reply is part of the answer; anything else comes after it.
        if (reply !== null && event.data.key !== "transferring") return reply;
        break;
      case "escalated":
        // What somebody asked for afterwards is no part of the answer, however the events were cut into runs.
        if (reply !== null && (event.data.rule === null || event.data.trigger_seq !== answeredSeq)) return reply;
        return { text: notice ?? say("transferring", lang), seq: event.seq };
      case "conversation_changed":
        if (event.data.cause !== "first") return { text: say("restarted", lang), seq: event.seq };
        break;
      case "closed":
        return { text: say("closed", lang), seq: event.seq };
      default:
        if (reply !== null) return reply;
    }
  }
  return reply;
}

export type Say = (key: SystemMessageKey, lang: Lang) => string;
