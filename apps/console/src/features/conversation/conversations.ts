import type { Agent } from "@baton/protocol";
import { type InjectionKey, inject, onScopeDispose, provide } from "vue";
import { type Conversation, createConversation } from "./conversation.ts";

type Conversations = (name: string) => Conversation;

const KEY: InjectionKey<Conversations> = Symbol("conversations");

/** How many conversations are kept for a quick return. One with unsent messages stays beyond that. */
const KEPT = 12;

/** Gives the workbench's children the conversations that were opened since signing in. */
export function provideConversations(agent: Agent): void {
  const known = new Map<string, Conversation>();
  provide(KEY, (name) => {
    const conversation = known.get(name) ?? createConversation(name, agent);
    // Deleting first moves it to the end: the least recently used one is in front.
    known.delete(name);
    known.set(name, conversation);
    for (const [other, { transcript }] of known) {
      if (known.size <= KEPT) break;
      if (other !== name && transcript.value.pending.length === 0) known.delete(other);
    }
    return conversation;
  });
  onScopeDispose(() => {
    for (const conversation of known.values()) conversation.close();
  });
}

export function useConversations(): Conversations {
  const conversations = inject(KEY);
  if (conversations === undefined) throw new Error("useConversations() outside the workbench");
  return conversations;
}
