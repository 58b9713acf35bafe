import type { ChatState } from "./chat.ts";
import { tell } from "./tell.ts";
import { EMPTY_TRANSCRIPT, type Transcript } from "./transcript.ts";

/** Before anything was read: also what a page shows that was rendered on a server. */
export const INITIAL_CHAT_STATE: ChatState = {
  phase: "starting",
  sessionName: undefined,
  transcript: EMPTY_TRANSCRIPT,
  connection: { name: "idle" },
  online: true,
  lastError: undefined,
};

/** The one state of a chat, and who wants to hear of its changes. */
export function createChatStore() {
  const listeners = new Set<(state: ChatState) => void>();
  let state: ChatState = INITIAL_CHAT_STATE;
  const lifetime = new AbortController();
  let conversation = new AbortController();

  function update(change: Partial<ChatState>): void {
    if (lifetime.signal.aborted) return;
    state = { ...state, ...change };
    for (const listener of listeners) tell(() => listener(state));
  }

  return {
    get: () => state,
    update,
    fold(change: (transcript: Transcript) => Transcript): void {
      const transcript = change(state.transcript);
      if (transcript !== state.transcript) update({ transcript });
    },
    subscribe(listener: (state: ChatState) => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /** Aborted once the chat is closed. */
    lifetime: lifetime.signal,
    /** Aborted once this conversation is left or the chat closed: what it waits for ends, what comes late is ignored. */
    conversation: (): AbortSignal => conversation.signal,
    leaveConversation(): void {
      conversation.abort();
      if (!lifetime.signal.aborted) conversation = new AbortController();
    },
    close(): void {
      listeners.clear();
      lifetime.abort();
      conversation.abort();
    },
  };
}

export type ChatStore = ReturnType<typeof createChatStore>;
