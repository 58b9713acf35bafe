import { type PendingMessage, safeStorage } from "@baton/client";

const storage = safeStorage(() => sessionStorage);

/**
 * What an agent has written and the service has not: drafts, and messages on their way. Kept for this tab, so that
 * neither another conversation nor a reload loses them.
 */
export function draftsOf(agentId: string) {
  const draftKey = (session: string) => `baton.console.draft.${agentId}.${session}`;
  const unsentKey = (session: string) => `baton.console.unsent.${agentId}.${session}`;
  return {
    read: (session: string): string => storage.getItem(draftKey(session)) ?? "",
    write(session: string, text: string): void {
      if (text === "") storage.removeItem(draftKey(session));
      else storage.setItem(draftKey(session), text);
    },
    /** Also those that an earlier page of this tab has left. */
    sessionsWithUnsent: (): string[] => {
      const prefix = unsentKey("");
      return storedKeys().flatMap((key) => (key.startsWith(prefix) ? [key.slice(prefix.length)] : []));
    },
    readUnsent: (session: string): PendingMessage[] => parseUnsent(storage.getItem(unsentKey(session))),
    writeUnsent(session: string, messages: readonly PendingMessage[]): void {
      if (messages.length === 0) storage.removeItem(unsentKey(session));
      else storage.setItem(unsentKey(session), JSON.stringify(messages));
    },
  };
}

function storedKeys(): string[] {
  try {
    return Object.keys(sessionStorage);
  } catch {
    // Where the browser has no storage for this page nothing outlived the one before.
    return [];
  }
}

/**
 * Messages of an earlier page. Nobody knows whether the service got those that were on their way, so they come back
 * as failed: with their key, sending again cannot double them.
 */
export function parseUnsent(stored: string | null): PendingMessage[] {
  try {
    const value: unknown = JSON.parse(stored ?? "[]");
    if (!Array.isArray(value)) return [];
    return value.flatMap((one: unknown): PendingMessage[] =>
      isUnsent(one)
        ? [{ key: one.key, content: one.content, timestamp: one.timestamp, state: "failed", error: "NETWORK" }]
        : [],
    );
  } catch {
    return [];
  }
}

function isUnsent(value: unknown): value is Pick<PendingMessage, "key" | "content" | "timestamp"> {
  if (typeof value !== "object" || value === null) return false;
  const { key, content, timestamp } = value as Record<string, unknown>;
  return typeof key === "string" && typeof content === "string" && typeof timestamp === "number";
}
