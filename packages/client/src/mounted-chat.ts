import type { Chat, ChatOptions, ChatState } from "./chat.ts";
import { INITIAL_CHAT_STATE } from "./chat-store.ts";
import { createChat } from "./create-chat.ts";

/** What a screen can do with a chat; the same functions for as long as the screen lives. */
export type ChatActions = Pick<
  Chat,
  "send" | "retry" | "discard" | "escalate" | "cancel" | "loadOlder" | "typing" | "startOver"
>;

/**
 * A chat that lives while a screen listens. Nothing is read or connected before the first listener comes, so it can be
 * made where a page is rendered on a server; it is closed when the last one goes, and begins again if one comes back,
 * from what the storage holds: React's strict mode does that to every screen.
 */
export function createMountedChat(options: ChatOptions) {
  const listeners = new Set<() => void>();
  let state = INITIAL_CHAT_STATE;
  let chat: Chat | undefined;
  let isUnmounted = false;

  function take(next: ChatState): void {
    state = next;
    for (const listener of listeners) listener();
  }

  /** A screen's parts may act before the screen itself listens. */
  function open(): Chat {
    if (chat !== undefined) return chat;
    chat = createChat(options);
    take(chat.state());
    chat.subscribe(take);
    void chat.start();
    return chat;
  }

  /** An action that comes after the last listener has gone would open a stream that nobody closes. */
  const target = () => (isUnmounted ? undefined : open());

  const actions: ChatActions = {
    send: (text) => target()?.send(text),
    retry: (key) => target()?.retry(key),
    discard: (key) => target()?.discard(key),
    escalate: async () => target()?.escalate(),
    cancel: async () => target()?.cancel(),
    loadOlder: async () => target()?.loadOlder(),
    typing: () => target()?.typing(),
    startOver: async () => target()?.startOver(),
  };

  return {
    actions,
    state: () => state,
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      isUnmounted = false;
      open();
      return () => {
        if (!listeners.delete(listener) || listeners.size > 0) return;
        chat?.close();
        chat = undefined;
        isUnmounted = true;
      };
    },
  };
}
