import type { Transcript } from "@baton/client";
import { type Ref, watch } from "vue";

/** Counts what others said while nobody looked, and tells it whenever the number changes. */
export function useUnread(transcript: Ref<Transcript>, visible: () => boolean, tell: (count: number) => void): void {
  // What a reload brings back was on the screen before.
  let readSeq: number | undefined;
  let told = 0;
  watch([transcript, visible], ([{ messages, seq }, isVisible]) => {
    if (isVisible || readSeq === undefined) readSeq = seq;
    const after = readSeq;
    const count = messages.filter(
      (one) => one.seq > after && (one.role === "assistant" || one.role === "agent"),
    ).length;
    if (count === told) return;
    told = count;
    tell(count);
  });
}
