import type { ChatState } from "@baton/client";
import { onScopeDispose, type Ref, ref, watch } from "vue";

export type Trouble = "offline" | "reconnecting";

/** A connection that is back at once is not worth a word. */
const PATIENCE_MS = 1_000;

/** The first attempt is no trouble yet, and neither is a chat that never began. A stream that was refused is tried again. */
function troubleOf({ online, connection }: ChatState): Trouble | undefined {
  if (!online) return "offline";
  const trying = ["waiting", "refreshing", "stopped"].includes(connection.name);
  return trying || (connection.name === "connecting" && connection.attempt > 0) ? "reconnecting" : undefined;
}

/** What keeps messages from coming and going, once it has lasted. */
export function useTrouble(state: Ref<ChatState>): Readonly<Ref<Trouble | undefined>> {
  const shown = ref<Trouble>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  watch(
    () => troubleOf(state.value),
    (trouble) => {
      clearTimeout(timer);
      const show = () => {
        shown.value = trouble;
      };
      if (trouble === "reconnecting" && shown.value === undefined) timer = setTimeout(show, PATIENCE_MS);
      else show();
    },
    { immediate: true },
  );
  onScopeDispose(() => clearTimeout(timer));
  return shown;
}
