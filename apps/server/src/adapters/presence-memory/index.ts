import type { Presence } from "../../ports/presence.ts";

/**
 * Presence as one instance sees it. Forgotten at a restart: agents' streams come back within seconds, and until they
 * are missing long enough nobody counts as away.
 * @param sinceMs when this presence began
 */
export function createMemoryPresence(sinceMs: number): Presence {
  const streams = new Map<string, number>();
  const seenAt = new Map<string, number>();
  return {
    seen: (agentId, atMs) => void seenAt.set(agentId, atMs),
    streamOpened: (agentId) => void streams.set(agentId, (streams.get(agentId) ?? 0) + 1),
    streamClosed(agentId, atMs) {
      const left = (streams.get(agentId) ?? 1) - 1;
      if (left > 0) streams.set(agentId, left);
      else streams.delete(agentId);
      seenAt.set(agentId, atMs);
    },
    lastSeenAt: async (agentId, nowMs) => (streams.has(agentId) ? nowMs : Math.max(sinceMs, seenAt.get(agentId) ?? 0)),
    online: async () => [...streams.keys()],
  };
}
