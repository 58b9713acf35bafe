import type { Transcript, TranscriptMessage } from "@baton/client";
import { type Ref, ref, watch } from "vue";

/**
 * What a screen reader is told: each message of somebody else once, whole. The list itself is silent, because a reply
 * that grows piece by piece would be read from the start with every piece.
 */
export function useAnnouncer(transcript: () => Transcript, say: (message: TranscriptMessage) => string): Ref<string> {
  const announced = ref("");
  watch(transcript, (next, previous) => {
    // What a reload brings back is not news.
    if (previous.seq === 0 && next.messages.length > 1) return;
    const fresh = next.messages.filter(({ seq, role }) => seq > previous.seq && role !== "user");
    if (fresh.length > 0) announced.value = fresh.map(say).join("\n");
  });
  return announced;
}
