import type { AgentRef } from "../domain/session/commands.ts";
import type { Receipt } from "../ports/journal.ts";
import type { App } from "./app.ts";
import { recordOf, type SessionRecord } from "./read-session.ts";
import type { Call, SessionRef } from "./session-ref.ts";

/** @throws Refusal ALREADY_TAKEN, SESSION_CLOSED, SESSION_NOT_FOUND */
export async function takeOver(
  app: App,
  input: { ref: SessionRef; agent: AgentRef },
  call: Call,
): Promise<SessionRecord | { repeated: Receipt }> {
  const { ref, agent } = input;
  app.presence.seen(agent.id, app.clock.now());
  const handled = await app.sessions.handle(ref, { type: "take_over", agent }, call);
  return handled.repeated === null ? recordOf(app, ref, handled.state) : { repeated: handled.repeated };
}
