import type { QuickReply, QuickReplyDraft, QuickReplyEvent } from "@baton/protocol";

export const MOST_QUICK_REPLIES = 200;

export type KeptQuickReply = Omit<QuickReply, "scope">;

/** The fold of one scope's stream, as its row carries it. */
export interface QuickReplyBook {
  /** By id. */
  quickReplies: readonly KeptQuickReply[];
}

export const EMPTY_BOOK: QuickReplyBook = { quickReplies: [] };

export type QuickReplyCommand =
  /** `version` is the one that is replaced; null for a new quick reply. */
  | { type: "save"; id: string; draft: QuickReplyDraft; version: number | null; operator: string }
  /** `version` null: whichever it has. */
  | { type: "remove"; id: string; version: number | null; operator: string };

export type QuickReplyRefusal = "MOVED_ON" | "TOO_MANY" | "SHORTCUT_TAKEN" | "NOT_FOUND";
export type QuickReplyDecision = { events: QuickReplyEvent[] } | { refused: QuickReplyRefusal };

/** @param seq the number that the next event of the stream gets: the version of what it saves */
export function decideQuickReplies(
  { quickReplies }: QuickReplyBook,
  command: QuickReplyCommand,
  seq: number,
): QuickReplyDecision {
  const { id, operator } = command;
  const there = quickReplies.find((one) => one.id === id);
  if (command.type === "remove") {
    if (there === undefined) return { refused: "NOT_FOUND" };
    if (command.version !== null && command.version !== there.version) return { refused: "MOVED_ON" };
    return { events: [{ type: "quick_reply_removed", data: { quick_reply_id: id, operator }, personal: null }] };
  }
  const { draft, version } = command;
  // Whoever did not hear that it was saved says it again.
  if (there?.shortcut === draft.shortcut && there.text === draft.text) return { events: [] };
  if (version !== (there?.version ?? null)) return { refused: "MOVED_ON" };
  if (there === undefined && quickReplies.length >= MOST_QUICK_REPLIES) return { refused: "TOO_MANY" };
  const typed = folded(draft.shortcut);
  if (quickReplies.some((one) => one.id !== id && folded(one.shortcut) === typed)) {
    return { refused: "SHORTCUT_TAKEN" };
  }
  const data = { quick_reply_id: id, version: seq, quick_reply: draft, operator };
  return { events: [{ type: "quick_reply_saved", data, personal: null }] };
}

/** @param time milliseconds since 1970 */
export function evolveQuickReplies(
  { quickReplies }: QuickReplyBook,
  event: QuickReplyEvent & { time: number },
): QuickReplyBook {
  const others = quickReplies.filter(({ id }) => id !== event.data.quick_reply_id);
  if (event.type === "quick_reply_removed") return { quickReplies: others };
  const { quick_reply_id: id, version, quick_reply, operator } = event.data;
  const saved = { id, version, ...quick_reply, updated_at: event.time / 1000, updated_by: operator };
  return { quickReplies: [...others, saved].toSorted((one, other) => (one.id < other.id ? -1 : 1)) };
}

/** Whoever types a shortcut does not think of capitals or full-width letters. */
export const folded = (shortcut: string): string => shortcut.normalize("NFKC").toLowerCase();
