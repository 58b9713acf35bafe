import type { QuickReply } from "@baton/protocol";
import { plain } from "../plain.ts";

/** Its shortcut is the best that can match, then how it begins, then what is in it, then the text. */
function rank(reply: QuickReply, query: string): number {
  const shortcut = plain(reply.shortcut);
  if (shortcut === query) return 0;
  if (shortcut.startsWith(query)) return 1;
  if (shortcut.includes(query)) return 2;
  return plain(reply.text).includes(query) ? 3 : 4;
}

const NO_MATCH = 4;

/** The best match first; one's own before a shared one of the same rank, then by shortcut. */
export function findQuickReplies(replies: readonly QuickReply[], query: string): QuickReply[] {
  const wanted = plain(query.trim());
  return replies
    .map((reply) => ({ reply, rank: rank(reply, wanted) }))
    .filter((found) => found.rank < NO_MATCH)
    .sort(
      (a, b) =>
        a.rank - b.rank ||
        a.reply.scope.localeCompare(b.reply.scope) ||
        a.reply.shortcut.localeCompare(b.reply.shortcut, undefined, { numeric: true }),
    )
    .map(({ reply }) => reply);
}
