import type { Operator } from "../domain/session/commands.ts";
import type { Receipt } from "../ports/journal.ts";
import type { App } from "./app.ts";
import { recordOf, type SessionRecord } from "./read-session.ts";
import type { Call, SessionRef } from "./session-ref.ts";

interface EndInput {
  ref: SessionRef;
  by: Operator;
  reason: string;
}

/** Back to the bot. @throws Refusal NOT_IN_MANUAL, ALREADY_TAKEN, SESSION_CLOSED, SESSION_NOT_FOUND */
export const release = (app: App, input: EndInput, call: Call) => end(app, "release", input, call);

/** @throws Refusal ALREADY_TAKEN, FORBIDDEN, SESSION_NOT_FOUND */
export const close = (app: App, input: EndInput, call: Call) => end(app, "close", input, call);

async function end(
  app: App,
  type: "release" | "close",
  { ref, by, reason }: EndInput,
  call: Call,
): Promise<SessionRecord | { repeated: Receipt }> {
  app.presence.seen(by.id, app.clock.now());
  const handled = await app.sessions.handle(ref, { type, by, reason }, call);
  return handled.repeated === null ? recordOf(app, ref, handled.state) : { repeated: handled.repeated };
}
