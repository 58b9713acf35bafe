import { useMemo, useState, useSyncExternalStore } from "react";
import type { ChatOptions, ChatState } from "./chat.ts";
import { INITIAL_CHAT_STATE } from "./chat-store.ts";
import { type ChatActions, createMountedChat } from "./mounted-chat.ts";

export interface BatonChat extends ChatActions {
  /** Another object after every change; unchanged parts keep their identity. */
  state: ChatState;
}

const serverState = () => INITIAL_CHAT_STATE;

/**
 * A customer's chat for a React component. It starts when the component is mounted and ends when it is unmounted. Its
 * functions stay the same. Options are read once: give the component another `key` for another customer.
 */
export function useBatonChat(options: ChatOptions): BatonChat {
  const [chat] = useState(() => createMountedChat(options));
  const state = useSyncExternalStore(chat.subscribe, chat.state, serverState);
  return useMemo(() => ({ ...chat.actions, state }), [chat, state]);
}
