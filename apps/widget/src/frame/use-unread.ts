import type { ChatState } from "@baton/client";
import { onScopeDispose, type Ref, ref, watch } from "vue";
import { createSessionMark } from "./session-mark.ts";

export interface Unread {
  /** What others have said and nobody has looked at, in this tab or another. */
  count: Ref<number>;
  isRead(seq: number): boolean;
  /** Up to where a conversation had been read before this page. */
  readBefore(session: string | undefined): number;
}

export function useUnread(state: Ref<ChatState>, isLooking: () => boolean): Unread {
  const mark = createSessionMark("baton.read");
  const count = ref(0);
  const markedElsewhere = ref(0);
  const { sessionName: first } = state.value;
  const readAtFirst = mark.get(first) ?? 0;
  onScopeDispose(
    mark.onOtherTab(
      () => state.value.sessionName,
      () => markedElsewhere.value++,
    ),
  );

  watch(
    [state, isLooking, markedElsewhere],
    ([{ sessionName, transcript }, looking]) => {
      const { messages, seq } = transcript;
      const known = mark.get(sessionName);
      // Without a mark the conversation is of before there were marks: it has been read.
      const isNew = looking ? (known ?? 0) < seq : known === undefined;
      if (sessionName !== undefined && seq > 0 && isNew) mark.set(sessionName, seq);
      const read = looking ? seq : (known ?? seq);
      count.value = messages.filter((one) => one.seq > read && one.role !== "user" && one.role !== "system").length;
    },
    { immediate: true },
  );
  return {
    count,
    isRead: (seq) => (mark.get(state.value.sessionName) ?? 0) >= seq,
    readBefore: (session) => (session === first ? readAtFirst : 0),
  };
}
