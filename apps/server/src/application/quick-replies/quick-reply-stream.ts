import type { QuickReply, QuickReplyEvent, QuickReplyScope } from "@baton/protocol";
import type { Journal, Receipt, StoredEvent, StreamKey } from "../../ports/journal.ts";
import type { Log } from "../../ports/log.ts";
import { changeStream, type Stored, type StreamDeps } from "../change-stream.ts";
import { InvalidInput } from "../invalid-input.ts";
import { Refusal } from "../refusal.ts";
import type { Call } from "../session-ref.ts";
import {
  decideQuickReplies,
  EMPTY_BOOK,
  evolveQuickReplies,
  type KeptQuickReply,
  MOST_QUICK_REPLIES,
  type QuickReplyBook,
  type QuickReplyCommand,
  type QuickReplyRefusal,
} from "./quick-reply-book.ts";

/** What the verbs on quick replies need. */
export interface QuickReplyDeps extends StreamDeps {
  log: Log;
}

/** Whose quick replies. */
export interface ScopeRef {
  tenant: string;
  scope: QuickReplyScope;
  /** Who asks; whose they are, where the scope is `own`. */
  agentId: string;
}

/** Of two kinds, so that no agent's id can name the shared one. */
export const quickRepliesStream = ({ tenant, scope, agentId }: ScopeRef): StreamKey =>
  scope === "shared" ? `${tenant}/quick-replies/shared` : `${tenant}/own-quick-replies/${agentId}`;

export async function loadQuickReplies(journal: Pick<Journal, "load">, ref: ScopeRef): Promise<QuickReply[]> {
  const { state } = await journal.load(quickRepliesStream(ref));
  // Rows of this stream are written from this type alone.
  const book = state === null ? EMPTY_BOOK : (state as unknown as QuickReplyBook);
  return book.quickReplies.map((kept) => inScope(ref, kept));
}

/**
 * @returns what is kept under the command's id afterwards
 * @throws InvalidInput, Refusal NOT_FOUND, JournalUnavailable
 */
export async function handleQuickReplies(
  deps: QuickReplyDeps,
  ref: ScopeRef,
  command: QuickReplyCommand,
  call: Call,
): Promise<{ repeated: null; kept: QuickReply | null } | { repeated: Receipt }> {
  const decide = (stored: Stored<QuickReplyBook>, time: number) => {
    const before = stored.state ?? EMPTY_BOOK;
    const decision = decideQuickReplies(before, command, stored.seq + 1);
    if ("refused" in decision) throw refusalOf(decision.refused);
    const { events } = decision;
    return { events, state: events.reduce((book, event) => evolveQuickReplies(book, { ...event, time }), before) };
  };
  const result = await changeStream<QuickReplyBook>(deps, quickRepliesStream(ref), decide, { call });
  if (result.repeated !== null) return result;
  const kept = result.state.quickReplies.find(({ id }) => id === command.id) ?? null;
  if (result.changed) {
    deps.log.info({
      event: kept === null ? "quick_reply_removed" : "quick_reply_saved",
      quick_reply: command.id,
      scope: ref.scope,
      operator: command.operator,
      timestamp: deps.clock.now() / 1000,
      request_id: call.requestId,
      tenant: ref.tenant,
    });
  }
  return { repeated: null, kept: kept && inScope(ref, kept) };
}

/** What the request of this receipt saved. */
export async function savedEarlier(
  { journal }: { journal: Pick<Journal, "read"> },
  ref: ScopeRef,
  { stream, fromSeq, toSeq }: Receipt,
): Promise<QuickReply> {
  const events = await journal.read(stream, { afterSeq: fromSeq, beforeSeq: toSeq + 1, limit: 1 });
  const { quickReplies } = events.reduce((book, stored) => evolveQuickReplies(book, asEvent(stored)), EMPTY_BOOK);
  const [kept] = quickReplies;
  if (kept === undefined) throw new Error(`event ${toSeq} of ${stream} saved no quick reply`);
  return inScope(ref, kept);
}

/** Streams of quick replies are written from this type alone. */
const asEvent = ({ type, data, time }: StoredEvent) =>
  ({ type, data, time, personal: null }) as unknown as QuickReplyEvent & { time: number };

const inScope = ({ scope }: ScopeRef, { id, ...rest }: KeptQuickReply): QuickReply => ({ id, scope, ...rest });

function refusalOf(refused: QuickReplyRefusal): InvalidInput | Refusal {
  switch (refused) {
    case "NOT_FOUND":
      return new Refusal("NOT_FOUND");
    case "MOVED_ON":
      return new InvalidInput("version", {
        en: "Somebody has changed this quick reply meanwhile: load it again.",
        zh: "这条快捷回复已被他人修改：请重新加载。",
      });
    case "SHORTCUT_TAKEN":
      return new InvalidInput("shortcut", {
        en: "Another quick reply has this shortcut already: choose a different one.",
        zh: "已有快捷回复使用这个快捷词：请换一个。",
      });
    case "TOO_MANY":
      return new InvalidInput("id", {
        en: `There are ${MOST_QUICK_REPLIES} quick replies already: remove one first.`,
        zh: `已有 ${MOST_QUICK_REPLIES} 条快捷回复：请先删除一条。`,
      });
  }
}
