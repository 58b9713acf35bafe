import type { Lang } from "@baton/protocol";
import type { Parameters } from "../domain/session/commands.ts";
import { sentence } from "../domain/session/sentences.ts";
import type { Feed } from "../ports/feed.ts";
import type { Receipt, StoredEvent } from "../ports/journal.ts";
import type { App } from "./app.ts";
import { asSessionEvent } from "./handle.ts";
import { Refusal } from "./refusal.ts";
import { type Call, type SessionRef, sessionStream } from "./session-ref.ts";
import { type Settled, settleReply } from "./settle-reply.ts";

export interface ChatMessage {
  ref: SessionRef;
  lang: Lang;
  text: string;
  clientMessageId: string | null;
  parameters: Parameters | null;
}

/** A customer's message to the bot, stored. */
export interface PostedChat {
  ref: SessionRef;
  lang: Lang;
  /** The message's own event. */
  seq: number;
}

/** @throws Refusal SESSION_IN_MANUAL_MODE */
export async function postChat(
  app: App,
  message: ChatMessage,
  call: Call,
): Promise<{ repeated: null; posted: PostedChat } | { repeated: Receipt }> {
  const { ref, ...rest } = message;
  const handled = await app.sessions.handle(ref, { type: "customer_chat", ...rest }, call);
  return handled.repeated === null
    ? { repeated: null, posted: postedBy(ref, message.lang, handled.events) }
    : { repeated: handled.repeated };
}

/** The message that an earlier request with the same key stored. */
export async function postedEarlier(app: App, message: ChatMessage, receipt: Receipt): Promise<PostedChat> {
  const { fromSeq, toSeq } = receipt;
  const events = await app.journal.read(sessionStream(message.ref), {
    afterSeq: fromSeq,
    beforeSeq: toSeq + 1,
    limit: toSeq - fromSeq + 1,
  });
  return postedBy(message.ref, message.lang, events);
}

function postedBy(ref: SessionRef, lang: Lang, events: readonly StoredEvent[]): PostedChat {
  const message = events.find((event) => event.type === "customer_message");
  if (message === undefined) throw new Error("a customer's message left no event");
  return { ref, lang, seq: message.seq };
}

/** Collects a message's events until its answer is known. */
export function createSettling(lang: Lang): { add(events: readonly StoredEvent[]): Settled | null } {
  const seen: (ReturnType<typeof asSessionEvent> & { seq: number })[] = [];
  return {
    add(events) {
      for (const event of events) seen.push({ ...asSessionEvent(event), seq: event.seq });
      return settleReply(seen, lang, sentence);
    },
  };
}

/** Two lost turns and some: after this the customer is told, whatever happened to the answer. */
const WAIT_IN_DEADLINES = 3;

/** For whoever cannot ask again without saying it twice. */
export const notAnsweredYet = (lang: Lang): string => sentence("bot_failed", lang);

const FOLLOW_AGAIN_MS = 500;

/**
 * Waits for the answer to a message. It always comes: every turn has a deadline, after which the customer is told. Null
 * when it cannot be waited for any longer, because the server stops or the journal stays away: the message is stored,
 * and so will the answer be.
 */
export async function awaitReply(deps: { feed: Feed; app: App }, posted: PostedChat): Promise<string | null> {
  const { app } = deps;
  const giveUpAt = app.clock.now() + WAIT_IN_DEADLINES * app.settings.botDeadlineMs;
  for (;;) {
    const settled = await followToReply(deps.feed, posted, giveUpAt - app.clock.now());
    if (settled !== "lost") return settled?.text ?? null;
    if (app.clock.now() >= giveUpAt) return null;
    await new Promise((resolve) => setTimeout(resolve, FOLLOW_AGAIN_MS));
  }
}

async function followToReply(feed: Feed, posted: PostedChat, waitMs: number): Promise<Settled | null | "lost"> {
  const { promise, resolve } = Promise.withResolvers<Settled | null | "lost">();
  const settling = createSettling(posted.lang);
  const giveUp = setTimeout(() => resolve(null), waitMs);
  const following = await feed
    .follow(sessionStream(posted.ref), posted.seq - 1, {
      onEvents(events) {
        const settled = settling.add(events);
        if (settled !== null) resolve(settled);
      },
      onEnd: (cause) => resolve(cause === "lost" ? "lost" : null),
    })
    .catch(() => null);
  const settled = following === null ? "lost" : await promise;
  clearTimeout(giveUp);
  following?.stop();
  return settled;
}

/** What an earlier request with the same key was answered. @throws Refusal IDEMPOTENCY_IN_FLIGHT */
export async function settledEarlier(app: App, posted: PostedChat): Promise<Settled & { events: StoredEvent[] }> {
  const settling = createSettling(posted.lang);
  const collected: StoredEvent[] = [];
  for (;;) {
    const page = await app.journal.read(sessionStream(posted.ref), {
      afterSeq: collected.at(-1)?.seq ?? posted.seq - 1,
      limit: 100,
    });
    collected.push(...page);
    const settled = settling.add(page);
    if (settled !== null) return { ...settled, events: collected };
    if (page.length === 0) throw new Refusal("IDEMPOTENCY_IN_FLIGHT");
  }
}
