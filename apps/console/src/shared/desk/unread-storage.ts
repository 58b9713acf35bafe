import { safeStorage } from "@baton/client";
import { NOTHING_UNREAD, type ReadMark, type Unread } from "./unread.ts";

const storage = safeStorage(() => localStorage);
const key = (agentId: string) => `baton.console.read.${agentId}`;

/** What was read on this device survives a reload, so that a reload does not call everything new. */
export function restoreUnread(agentId: string): Unread {
  return { ...NOTHING_UNREAD, read: parseMarks(storage.getItem(key(agentId))) };
}

export function storeUnread(agentId: string, unread: Unread): void {
  const text = JSON.stringify(unread.read);
  if (text !== storage.getItem(key(agentId))) storage.setItem(key(agentId), text);
}

/** What is read in another window of the agent's. @returns what ends the listening */
export function onReadElsewhere(agentId: string, learn: (marks: Unread["read"]) => void): () => void {
  function onStorage(event: StorageEvent): void {
    if (event.key === key(agentId)) learn(parseMarks(event.newValue));
  }
  addEventListener("storage", onStorage);
  return () => removeEventListener("storage", onStorage);
}

function parseMarks(text: string | null): Record<string, ReadMark> {
  try {
    const read: unknown = JSON.parse(text ?? "null");
    return isMarks(read) ? read : {};
  } catch {
    return {};
  }
}

function isMarks(value: unknown): value is Record<string, ReadMark> {
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value).every(
    (mark: unknown) => typeof mark === "object" && mark !== null && "seq" in mark && typeof mark.seq === "number",
  );
}
