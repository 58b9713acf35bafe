import type { EscalationReason, Priority, SessionListItem, Severity } from "@baton/protocol";
import { plain } from "../../shared/plain.ts";

/** Which of those who wait are shown. Within one kind of condition any of the chosen will do; every kind has to hold. */
export type QueueFilter = Readonly<{
  text: string;
  vipOnly: boolean;
  severities: readonly Severity[];
  reasons: readonly EscalationReason[];
  priorities: readonly Priority[];
  tags: readonly string[];
}>;

export const SEVERITIES: readonly Severity[] = ["high", "medium", "low"];
export const PRIORITIES: readonly Priority[] = ["urgent", "high", "medium", "low"];

/** An object, so that the compiler misses a reason that is new. */
const EVERY_REASON: Record<EscalationReason, true> = {
  manual: true,
  keyword: true,
  sentiment: true,
  repeat: true,
  fail_loop: true,
  vip: true,
  rule: true,
  bot_request: true,
  bot_error: true,
  agent_absent: true,
  agent_initiated: true,
};
export const REASONS = Object.keys(EVERY_REASON) as EscalationReason[];

export type ListedCondition = Exclude<keyof QueueFilter, "text" | "vipOnly">;

export const NO_FILTER: QueueFilter = {
  text: "",
  vipOnly: false,
  severities: [],
  reasons: [],
  priorities: [],
  tags: [],
};

const anyOf = <Word>(chosen: readonly Word[], word: Word | null | undefined) =>
  chosen.length === 0 || (word !== null && word !== undefined && chosen.includes(word));

/**
 * @param nameOf how a row calls its customer
 * @returns the same list when there is no condition
 */
export function filterQueue(
  items: readonly SessionListItem[],
  filter: QueueFilter,
  nameOf: (item: SessionListItem) => string,
): readonly SessionListItem[] {
  if (conditionCount(filter) === 0) return items;
  const words = plain(filter.text).split(/\s+/u).filter(Boolean);
  return items.filter((item) => {
    if (filter.vipOnly && !item.vip) return false;
    if (!anyOf(filter.severities, item.escalation?.severity)) return false;
    if (!anyOf(filter.reasons, item.escalation?.reason)) return false;
    if (!anyOf(filter.priorities, item.priority)) return false;
    if (filter.tags.length > 0 && !filter.tags.some((tag) => item.tags.includes(tag))) return false;
    if (words.length === 0) return true;
    const text = plain(`${nameOf(item)} ${item.last_message_preview ?? ""}`);
    return words.every((word) => text.includes(word));
  });
}

export function conditionCount({ text, vipOnly, severities, reasons, priorities, tags }: QueueFilter): number {
  const listed = [severities, reasons, priorities, tags].filter((chosen) => chosen.length > 0).length;
  return listed + Number(vipOnly) + Number(text.trim() !== "");
}

/** The filter with one word of one kind chosen, or no longer chosen. */
export function toggled<Kind extends ListedCondition>(
  filter: QueueFilter,
  kind: Kind,
  word: QueueFilter[Kind][number],
): QueueFilter {
  const chosen: readonly string[] = filter[kind];
  return { ...filter, [kind]: chosen.includes(word) ? chosen.filter((other) => other !== word) : [...chosen, word] };
}

export type Choices = Pick<QueueFilter, "reasons" | "tags">;

const byWord = (a: string, b: string) => (a < b ? -1 : 1);

/** What there is to choose from: what the rows have, and what is chosen already. */
export function choicesOf(items: readonly SessionListItem[], filter: QueueFilter): Choices {
  const reasons = new Set<EscalationReason>(filter.reasons);
  const tags = new Set<string>(filter.tags);
  for (const item of items) {
    if (item.escalation !== null) reasons.add(item.escalation.reason);
    for (const tag of item.tags) tags.add(tag);
  }
  return { reasons: REASONS.filter((reason) => reasons.has(reason)), tags: [...tags].toSorted(byWord) };
}
