import type { Receipt } from "../ports/journal.ts";
import type { App } from "./app.ts";
import { recordOf, type SessionRecord } from "./read-session.ts";
import type { Call, SessionRef } from "./session-ref.ts";

/** The customer no longer wants a person. @throws Refusal MANUAL_IN_PROGRESS, SESSION_NOT_FOUND */
export async function cancel(
  app: App,
  input: { ref: SessionRef; operator: string },
  call: Call,
): Promise<SessionRecord | { repeated: Receipt }> {
  const handled = await app.sessions.handle(input.ref, { type: "cancel", operator: input.operator }, call);
  return handled.repeated === null ? recordOf(app, input.ref, handled.state) : { repeated: handled.repeated };
}
