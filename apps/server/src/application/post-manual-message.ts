import type { AgentRef, Command } from "../domain/session/commands.ts";
import type { Receipt, StoredEvent } from "../ports/journal.ts";
import type { App } from "./app.ts";
import { type Call, type SessionRef, sessionStream } from "./session-ref.ts";

export interface PostedMessage {
  messageId: string;
  seq: number;
  /** Milliseconds since 1970. */
  time: number;
}

export type ManualMessage =
  | { ref: SessionRef; from: "customer"; text: string; clientMessageId: string | null }
  | { ref: SessionRef; from: "agent"; agent: AgentRef; text: string; clientMessageId: string | null };

/** A message between people. @throws Refusal as in the contract's table, by state */
export async function postManualMessage(
  app: App,
  message: ManualMessage,
  call: Call,
): Promise<PostedMessage | { repeated: Receipt }> {
  if (message.from === "agent") app.presence.seen(message.agent.id, app.clock.now());
  const handled = await app.sessions.handle(message.ref, commandOf(message), call);
  return handled.repeated === null ? messageIn(handled.events) : { repeated: handled.repeated };
}

/** The message that an earlier request with the same key stored. */
export async function manualMessageEarlier(app: App, ref: SessionRef, receipt: Receipt): Promise<PostedMessage> {
  const { fromSeq, toSeq } = receipt;
  return messageIn(
    await app.journal.read(sessionStream(ref), { afterSeq: fromSeq, beforeSeq: toSeq + 1, limit: toSeq - fromSeq }),
  );
}

function commandOf(message: ManualMessage): Command {
  const { text, clientMessageId } = message;
  return message.from === "agent"
    ? { type: "agent_message", agent: message.agent, text, clientMessageId }
    : { type: "customer_manual", text, clientMessageId };
}

function messageIn(events: readonly StoredEvent[]): PostedMessage {
  const message = events.findLast((event) => event.type === "agent_message" || event.type === "customer_message");
  if (message === undefined) throw new Error("a message left no event");
  return { messageId: String(message.data.message_id), seq: message.seq, time: message.time };
}
