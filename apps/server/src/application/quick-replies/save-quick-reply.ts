import { QUICK_REPLY_VARIABLES, type QuickReply, type QuickReplyDraft, unknownVariables } from "@baton/protocol";
import type { Receipt } from "../../ports/journal.ts";
import { InvalidInput } from "../invalid-input.ts";
import type { Call } from "../session-ref.ts";
import { handleQuickReplies, type QuickReplyDeps, type ScopeRef } from "./quick-reply-stream.ts";

/**
 * @param change `version` is the one that is replaced; null for a new quick reply
 * @throws InvalidInput, JournalUnavailable
 */
export async function saveQuickReply(
  deps: QuickReplyDeps,
  ref: ScopeRef,
  change: { id: string; draft: QuickReplyDraft; version: number | null },
  call: Call,
): Promise<QuickReply | { repeated: Receipt }> {
  refuseUnknownVariables(change.draft.text);
  const result = await handleQuickReplies(deps, ref, { type: "save", ...change, operator: ref.agentId }, call);
  if (result.repeated !== null) return result;
  if (result.kept === null) throw new Error(`the quick reply ${change.id} was saved and is not there`);
  return result.kept;
}

/** A customer would read the braces. */
function refuseUnknownVariables(text: string): void {
  const unknown = [...new Set(unknownVariables(text))];
  if (unknown.length === 0) return;
  const list = (names: readonly string[], between: string) => names.map((name) => `{{${name}}}`).join(between);
  throw new InvalidInput("text", {
    en: `There is no ${list(unknown, ", ")}. A quick reply may hold ${list(QUICK_REPLY_VARIABLES, " and ")}.`,
    zh: `没有变量 ${list(unknown, "、")}。快捷回复中可以使用 ${list(QUICK_REPLY_VARIABLES, " 和 ")}。`,
  });
}
