import type { PendingMessage } from "@baton/client";

const failed = (pending: readonly PendingMessage[]) => pending.filter(({ state }) => state === "failed");

export const hasFailed = (pending: readonly PendingMessage[]): boolean => failed(pending).length > 0;

/** Whether one has failed that had not before: that is news, one that has failed for long is none. */
export function failedNow(before: readonly PendingMessage[], now: readonly PendingMessage[]): boolean {
  const known = new Set(failed(before).map(({ key }) => key));
  return failed(now).some(({ key }) => !known.has(key));
}

/** Why one was not sent before which another one failed. */
export const BEHIND = "BEHIND";

/** One that failed, with those that failed because of it, or with the one because of which it did. */
export function failedTogether(pending: readonly PendingMessage[], key: string): readonly PendingMessage[] {
  const all = failed(pending);
  const at = all.findIndex((message) => message.key === key);
  if (at === -1) return [];
  const first = all.findLastIndex(({ error }, place) => place <= at && error !== BEHIND);
  const next = all.findIndex(({ error }, place) => place > at && error !== BEHIND);
  return all.slice(Math.max(0, first), next === -1 ? all.length : next);
}
