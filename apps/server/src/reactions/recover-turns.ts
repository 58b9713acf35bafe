import type { App } from "../application/app.ts";
import { type SessionRef, sessionRef } from "../application/session-ref.ts";
import { completed, type SessionState } from "../domain/session/state.ts";

const PAGE = 500;

/**
 * At the start of a server whose store no other instance serves: whoever ran a turn is dead, so the customer need not
 * wait for the deadline. Would a turn be alive after all, its reply is discarded: never shown twice.
 */
export async function recoverTurns(app: App, tenant: string): Promise<number> {
  // Found first, begun anew then: a turn that leads to a person would move its session out of the pages.
  const found: { ref: SessionRef; turn: string }[] = [];
  for (let offset = 0; ; offset += PAGE) {
    const { streams } = await app.journal.find({
      tenant,
      kind: "session",
      statuses: ["bot_active"],
      order: "key",
      offset,
      limit: PAGE,
    });
    for (const { stream, state: stored } of streams) {
      const state = completed(stored as unknown as SessionState);
      const ref = sessionRef(stream);
      if (ref !== null && state.status === "bot_active" && state.turn !== null)
        found.push({ ref, turn: state.turn.turn });
    }
    if (streams.length < PAGE) break;
  }
  for (const { ref, turn } of found) {
    await app.sessions.handle(ref, { type: "abandon_turn", turn }, { requestId: "recovery" });
  }
  return found.length;
}
