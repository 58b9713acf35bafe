import { type Chat, type ChatState, createChat, customerOf, safeStorage } from "@baton/client";
import { onScopeDispose, type Ref, shallowRef } from "vue";
import type { HostSettings } from "../shared/messages.ts";
import { createPageTelling } from "./page-telling.ts";

export interface UseChat {
  chat: Chat;
  /** Replaced as a whole on every change. */
  state: Readonly<Ref<ChatState>>;
  /** Also tells the service where the customer is, when that is another page than before. */
  send(text: string): void;
}

/** A customer's chat as Vue sees it; ends with the scope that made it. */
export function useChat(settings: () => HostSettings): UseChat {
  const profile = {
    get page_url() {
      return settings().page.url ?? "";
    },
    get referrer() {
      return settings().page.referrer ?? "";
    },
  };
  /** A page renews what has an end. For one that is none the chat waits, and whoever made the page should know why. */
  function identityToken(): string | undefined {
    const { identityToken: token } = settings();
    if (token && customerOf(token) === undefined) {
      // biome-ignore lint/suspicious/noConsole: it is said to whoever made the page, in the only place where they look.
      console.warn("identity-token: not a JWT with a sub. The chat waits for one.");
    }
    return token;
  }
  const page = createPageTelling(profile);
  const chat = createChat({
    baseUrl: "",
    lang: () => settings().lang,
    fetch: page.fetch,
    storage: safeStorage(() => globalThis.localStorage),
    // Read when the session is made.
    profile,
    identityToken,
  });
  const state = shallowRef(chat.state());
  chat.subscribe((next) => {
    state.value = next;
  });
  onScopeDispose(() => chat.close());
  void chat.start();

  return {
    chat,
    state,
    send(text) {
      page.tell(chat);
      chat.send(text);
    },
  };
}
