import { type Chat, type ChatState, createChat, safeStorage } from "@baton/client";
import { onScopeDispose, type Ref, shallowRef } from "vue";

export interface UseChat {
  chat: Chat;
  /** Replaced as a whole on every change. */
  state: Readonly<Ref<ChatState>>;
}

/** A customer's chat as Vue sees it; ends with the scope that made it. */
export function useChat(options: { identityToken: string | undefined; lang: () => string }): UseChat {
  const chat = createChat({
    baseUrl: "",
    lang: options.lang,
    storage: safeStorage(() => globalThis.localStorage),
    ...(options.identityToken === undefined ? {} : { identityToken: options.identityToken }),
  });
  const state = shallowRef(chat.state());
  chat.subscribe((next) => {
    state.value = next;
  });
  onScopeDispose(() => chat.close());
  void chat.start();
  return { chat, state };
}
