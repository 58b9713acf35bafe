import type { Lang } from "@baton/protocol";
import type { Receipt } from "../ports/journal.ts";
import type { App } from "./app.ts";
import { type Call, type SessionRef, sessionStream } from "./session-ref.ts";

/** The bot engine may take this long to make a conversation. */
const CREATE_TIMEOUT_MS = 10_000;

/** A new conversation of the bot engine's own; the journal keeps everything. @returns the engine's id for it. @throws BotError */
export async function changeConversation(
  app: App,
  input: { ref: SessionRef; cause: "new" | "clear"; lang: Lang; operator: string },
  call: Call,
): Promise<string | { repeated: Receipt }> {
  const { ref, ...rest } = input;
  const conversationId = await app.bot.createConversation(ref.name, AbortSignal.timeout(CREATE_TIMEOUT_MS));
  const command = {
    type: "change_conversation",
    conversationId,
    engine: app.bot.name,
    replaces: null,
    ...rest,
  } as const;
  const handled = await app.sessions.handle(ref, command, call);
  return handled.repeated === null ? conversationId : { repeated: handled.repeated };
}

export async function conversationEarlier(app: App, ref: SessionRef, receipt: Receipt): Promise<string> {
  const [event] = await app.journal.read(sessionStream(ref), {
    afterSeq: receipt.fromSeq,
    beforeSeq: receipt.toSeq + 1,
    types: ["conversation_changed"],
    limit: 1,
  });
  return String(event?.data.conversation_id);
}
