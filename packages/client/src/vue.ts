import { getCurrentInstance, onMounted, onScopeDispose, type ShallowRef, shallowRef } from "vue";
import type { ChatOptions, ChatState } from "./chat.ts";
import { type ChatActions, createMountedChat } from "./mounted-chat.ts";

export interface BatonChat extends ChatActions {
  /** Replaced as a whole on every change; unchanged parts keep their identity. */
  state: Readonly<ShallowRef<ChatState>>;
}

/**
 * A customer's chat for a Vue component or any other effect scope. It starts when the component is mounted (outside of a
 * component, at once) and ends with the scope. Options are read once: give the component another `key` for another customer.
 */
export function useBatonChat(options: ChatOptions): BatonChat {
  const chat = createMountedChat(options);
  const state = shallowRef(chat.state());
  let stop: (() => void) | undefined;
  const start = () => {
    stop = chat.subscribe(() => {
      state.value = chat.state();
    });
    state.value = chat.state();
  };
  // Never in setup itself: that also runs on a server, and what it shows must be what the page shows first.
  if (getCurrentInstance() === null) start();
  else onMounted(start);
  onScopeDispose(() => stop?.());
  return { ...chat.actions, state };
}
