import type { QuickReply } from "@baton/protocol";
import type { Journal } from "../../ports/journal.ts";
import { folded } from "./quick-reply-book.ts";
import { loadQuickReplies } from "./quick-reply-stream.ts";

/**
 * The shared ones and the agent's own, by shortcut; where both have it, the agent's own comes first.
 * @param who `agentId` null: a caller who is nobody in particular has none of their own
 */
export async function listQuickReplies(
  { journal }: { journal: Pick<Journal, "load"> },
  { tenant, agentId }: { tenant: string; agentId: string | null },
): Promise<QuickReply[]> {
  const [own, shared] = await Promise.all([
    agentId === null ? [] : loadQuickReplies(journal, { tenant, scope: "own", agentId }),
    loadQuickReplies(journal, { tenant, scope: "shared", agentId: "" }),
  ]);
  return [...own, ...shared].toSorted(byShortcut);
}

function byShortcut(one: QuickReply, other: QuickReply): number {
  const [first, second] = [folded(one.shortcut), folded(other.shortcut)];
  if (first === second) return 0;
  return first < second ? -1 : 1;
}
