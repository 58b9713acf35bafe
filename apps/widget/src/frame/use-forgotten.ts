import { ApiError, type Chat, type ChatState } from "@baton/client";
import { onScopeDispose, type Ref, ref, watch } from "vue";
import { createSessionMark } from "./session-mark.ts";

/**
 * Lets the bot forget what was said. The customer keeps it on the screen, and agents keep it too: only where the bot
 * begins anew is marked.
 */
export function useForgotten(chat: Chat, state: Ref<ChatState>) {
  const mark = createSessionMark("baton.forgotten");
  const seq = ref<number>();
  const failed = ref(false);
  const recall = () => {
    seq.value = mark.get(state.value.sessionName);
  };
  watch(() => state.value.sessionName, recall, { immediate: true });
  onScopeDispose(mark.onOtherTab(() => state.value.sessionName, recall));

  return {
    /** Up to which message; undefined: it has forgotten nothing. */
    seq,
    failed,
    async forget(): Promise<void> {
      const name = state.value.sessionName;
      if (name === undefined) return;
      const upTo = state.value.transcript.messages.at(-1)?.seq ?? 0;
      failed.value = false;
      try {
        await chat.api.clearBotConversation(name);
        mark.set(name, upTo);
        recall();
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        failed.value = true;
      }
    },
  };
}
