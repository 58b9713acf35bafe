import { safeStorage } from "@baton/client";
import { NOTHING_UNREAD, type ReadMark, type Unread } from "./unread.ts";

const storage = safeStorage(() => sessionStorage);
const key = (agentId: string) => `baton.console.read.${agentId}`;

/** What was read survives a reload of this tab, so that a reload does not call everything new. */
export function restoreUnread(agentId: string): Unread {
  try {
    const read: unknown = JSON.parse(storage.getItem(key(agentId)) ?? "null");
    return isMarks(read) ? { counts: {}, read } : NOTHING_UNREAD;
  } catch {
    return NOTHING_UNREAD;
  }
}

export function storeUnread(agentId: string, unread: Unread): void {
  storage.setItem(key(agentId), JSON.stringify(unread.read));
}

function isMarks(value: unknown): value is Record<string, ReadMark> {
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value).every(
    (mark: unknown) => typeof mark === "object" && mark !== null && "seq" in mark && typeof mark.seq === "number",
  );
}
