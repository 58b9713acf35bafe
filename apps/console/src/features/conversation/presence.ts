import type { Present } from "@baton/client";

/** Whether the customer has the conversation on a screen. */
export type CustomerPresence =
  /** Not told yet, or the connection that would tell is down: nothing is claimed then. */
  | { kind: "unknown" }
  | { kind: "here" }
  /** `since` in UTC seconds; null when they were away already when one opened the conversation. */
  | { kind: "away"; since: number | null };

/** One unbroken time of a stream's being open. What came before, and was not seen to end, nobody knows any more. */
export type Watch = Readonly<{
  sinceMs: number;
  /** When the customer was seen leaving, UTC seconds. */
  leftAt: number | null;
}>;

const hasCustomer = (present: readonly Present[]) => present.some(({ role }) => role === "user");

/** @returns the same watch when the customer neither came nor left */
export function follow(watch: Watch, before: readonly Present[], after: readonly Present[], nowSeconds: number): Watch {
  if (hasCustomer(before) === hasCustomer(after)) return watch;
  return { ...watch, leftAt: hasCustomer(after) ? null : nowSeconds };
}

/** @param watch null while the stream is not open */
export function customerPresence(present: readonly Present[], watch: Watch | null, nowMs: number): CustomerPresence {
  if (watch === null) return { kind: "unknown" };
  if (hasCustomer(present)) return { kind: "here" };
  // Whoever is there is told of soon after the stream opens.
  const isTold = watch.leftAt !== null || nowMs - watch.sinceMs >= SETTLED_MS;
  return isTold ? { kind: "away", since: watch.leftAt } : { kind: "unknown" };
}

const SETTLED_MS = 4_000;

/** Agents, but oneself, who have this conversation on a screen. */
export const othersLooking = (present: readonly Present[], ownAgentId: string): readonly Present[] =>
  present.filter(({ role, agentId }) => role === "agent" && agentId !== ownAgentId);
