import type { Receipt } from "../../ports/journal.ts";
import type { Call } from "../session-ref.ts";
import { handleQuickReplies, type QuickReplyDeps, type ScopeRef } from "./quick-reply-stream.ts";

/**
 * @param removal `version` null: whichever it has
 * @throws InvalidInput, Refusal NOT_FOUND, JournalUnavailable
 */
export async function removeQuickReply(
  deps: QuickReplyDeps,
  ref: ScopeRef,
  removal: { id: string; version: number | null },
  call: Call,
): Promise<{ repeated: Receipt | null }> {
  return handleQuickReplies(deps, ref, { type: "remove", ...removal, operator: ref.agentId }, call);
}
