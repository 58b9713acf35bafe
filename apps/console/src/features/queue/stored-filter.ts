import { safeStorage } from "@baton/client";
import { NO_FILTER, PRIORITIES, type QueueFilter, REASONS, SEVERITIES } from "./queue-filter.ts";

const storage = safeStorage(() => localStorage);
const key = (agentId: string) => `baton.console.filter.${agentId}`;

/** The filter that this agent left on this device. */
export function restoreFilter(agentId: string): QueueFilter {
  return parseFilter(storage.getItem(key(agentId)));
}

export function storeFilter(agentId: string, filter: QueueFilter): void {
  storage.setItem(key(agentId), JSON.stringify(filter));
}

/** What an older console wrote, or somebody else's hand, must not break the list: what cannot be read is no condition. */
export function parseFilter(text: string | null): QueueFilter {
  try {
    const stored: unknown = JSON.parse(text ?? "null");
    if (typeof stored !== "object" || stored === null) return NO_FILTER;
    const known: Partial<Record<keyof QueueFilter, unknown>> = stored;
    return {
      text: typeof known.text === "string" ? known.text : "",
      vipOnly: known.vipOnly === true,
      severities: SEVERITIES.filter((word) => words(known.severities).includes(word)),
      reasons: REASONS.filter((word) => words(known.reasons).includes(word)),
      priorities: PRIORITIES.filter((word) => words(known.priorities).includes(word)),
      tags: words(known.tags),
    };
  } catch {
    return NO_FILTER;
  }
}

const words = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((word): word is string => typeof word === "string") : [];
