import { type InjectionKey, inject, onScopeDispose, provide } from "vue";
import type { DeskStore } from "../../shared/desk/use-desk.ts";
import { provideNotSent } from "../../shared/not-sent.ts";
import { panesShown } from "../../shared/route.ts";
import { type Conversation, createConversation } from "./conversation.ts";
import { draftsOf } from "./drafts.ts";
import { failedNow, hasFailed } from "./failures.ts";
import { keepUsed } from "./kept.ts";
import { useUnsentNotices } from "./unsent-notices.ts";

type Conversations = (name: string) => Conversation;

const KEY: InjectionKey<Conversations> = Symbol("conversations");

/** How many conversations are kept for a quick return. */
const KEPT = 12;

/** Another pane would get a second one of the same session, and what is not sent would be lost. */
const isNeeded = (name: string, { transcript }: Conversation): boolean =>
  panesShown.value.includes(name) || transcript.value.pending.length > 0;

/** Gives the workbench's children the conversations that were opened since signing in. */
export function provideConversations(store: DeskStore): void {
  const { agent } = store;
  const known = new Map<string, Conversation>();
  const notSent = provideNotSent();
  const notices = useUnsentNotices(store);

  function create(name: string): Conversation {
    const conversation = createConversation(name, agent, (now, before) => {
      notSent.mark(name, hasFailed(now));
      if (failedNow(before, now)) notices.tell([name]);
    });
    notSent.mark(name, hasFailed(conversation.transcript.value.pending));
    return conversation;
  }

  // What an earlier page could not send is not forgotten until its conversation is opened by chance.
  const left = draftsOf(agent.id).sessionsWithUnsent();
  for (const name of left) known.set(name, create(name));
  notices.tellWhenLoaded(left);

  provide(KEY, (name) => {
    const conversation = known.get(name) ?? create(name);
    keepUsed(known, name, conversation, { limit: KEPT, isNeeded });
    return conversation;
  });
  /** Those that failed, too, wait for the agent in this tab and nowhere else. */
  function askBeforeLosing(event: BeforeUnloadEvent): void {
    if ([...known.values()].some(({ transcript }) => transcript.value.pending.length > 0)) event.preventDefault();
  }
  addEventListener("beforeunload", askBeforeLosing);
  onScopeDispose(() => {
    removeEventListener("beforeunload", askBeforeLosing);
    for (const conversation of known.values()) conversation.close();
  });
}

export function useConversations(): Conversations {
  const conversations = inject(KEY);
  if (conversations === undefined) throw new Error("useConversations() outside the workbench");
  return conversations;
}
