import type { ChatState, Transcript, TranscriptMessage } from "@baton/client";
import { type Ref, watch } from "vue";
import { isLoading } from "./loading.ts";

/**
 * What others have said since `previous`. What a load brings back was on the screen before, and is no news.
 * @param readSeq up to where this browser had read the conversation before this page: a stream replays it after an outage
 */
export function arrivals(previous: ChatState, next: ChatState, readSeq = 0): readonly TranscriptMessage[] {
  if (isLoading(previous)) return [];
  // A snapshot brings messages and leaves `seq` where the stream is.
  const known = Math.max(previous.transcript.seq, lastOfOthers(previous.transcript), readSeq);
  return next.transcript.messages.filter(({ seq, role }) => seq > known && role !== "user");
}

/**
 * The last place at which somebody else has spoken; 0 when nobody has. The customer's own last message says nothing
 * about what is known: its place comes with its answer, before the stream has brought what others said in between.
 */
export const lastOfOthers = ({ messages }: Transcript): number =>
  messages.findLast(({ role }) => role !== "user")?.seq ?? 0;

/** @param readBefore `readSeq` of a conversation */
export function useArrivals(
  state: Ref<ChatState>,
  readBefore: (session: string | undefined) => number,
  tell: (fresh: readonly TranscriptMessage[]) => void,
): void {
  watch(state, (next, previous) => {
    const fresh = arrivals(previous, next, readBefore(next.sessionName));
    if (fresh.length > 0) tell(fresh);
  });
}
