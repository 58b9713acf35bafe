import { dropPending, type Transcript } from "@baton/client";
import type { SessionFrame } from "@baton/protocol";

/**
 * The stream may bring an agent's own message before the answer to sending it, and its frame does not carry the
 * sender's key. The oldest message under way with the same words is that one; shown twice it would look sent twice.
 */
export function withoutEcho(transcript: Transcript, frame: SessionFrame, agentId: string): Transcript {
  if (frame.type !== "manual_message" || frame.role !== "agent" || frame.agent_id !== agentId) return transcript;
  const sent = transcript.pending.find(({ state, content }) => state === "sending" && content === frame.content);
  return sent === undefined ? transcript : dropPending(transcript, sent.key);
}
