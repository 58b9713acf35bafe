import type { EscalationReason, Severity } from "@baton/protocol";
import { describe, expect, test } from "vitest";
import { listItem } from "../../shared/desk/list-item.fixture.ts";
import { choicesOf, conditionCount, filterQueue, NO_FILTER, type QueueFilter, toggled } from "./queue-filter.ts";

const waiting = (name: string, reason: EscalationReason, severity: Severity, sample = {}) =>
  listItem(name, { escalation: { reason, severity, details: null, timestamp: 1, trigger_at: null }, ...sample });

const QUEUE = [
  waiting("a", "keyword", "high", { customer_name: "王 芳", last_message_preview: "刹车有异响" }),
  waiting("b", "manual", "low", { vip: true, tags: ["warranty", "battery"], last_message_preview: "Battery ＡＢＣ" }),
  waiting("c", "keyword", "low", { priority: "urgent", tags: ["battery"], customer_name: "Ann" }),
  listItem("d", { escalation: null, last_message_preview: null }),
];
const kept = (filter: Partial<QueueFilter>) =>
  filterQueue(QUEUE, { ...NO_FILTER, ...filter }, (item) => item.customer_name ?? `Visitor ${item.session_name}`)
    .map((item) => item.session_name)
    .join("");

describe("[D20] the filter of those who wait", () => {
  test.each<[string, Partial<QueueFilter>, string]>([
    ["a severity", { severities: ["high"] }, "a"],
    ["any of several severities", { severities: ["high", "low"] }, "abc"],
    ["a reason", { reasons: ["keyword"] }, "ac"],
    ["VIP customers", { vipOnly: true }, "b"],
    ["a priority", { priorities: ["urgent"] }, "c"],
    ["a tag", { tags: ["battery"] }, "bc"],
    ["every kind of condition at once", { reasons: ["keyword"], tags: ["battery"] }, "c"],
    ["a part of the name", { text: "王" }, "a"],
    ["a part of the newest message", { text: "异响" }, "a"],
    ["the name of somebody without one", { text: "visitor d" }, "d"],
    ["all words, in any order, small or capital, narrow or wide", { text: " abc  BATTERY " }, "b"],
    ["nothing", {}, "abcd"],
    ["what nobody has", { text: "zzz" }, ""],
  ])("keeps those with %s", (_what, filter, expected) => {
    expect(kept(filter)).toBe(expected);
  });

  test("without conditions gives the very list, so that nothing is compared or drawn again", () => {
    expect(filterQueue(QUEUE, { ...NO_FILTER, text: "  " }, () => "")).toBe(QUEUE);
  });

  test("counts its kinds of conditions", () => {
    expect(conditionCount(NO_FILTER)).toBe(0);
    expect(conditionCount({ ...NO_FILTER, text: "a", vipOnly: true, tags: ["x", "y"] })).toBe(3);
  });

  test("chooses a word, and leaves it again", () => {
    const chosen = toggled(toggled(NO_FILTER, "severities", "high"), "severities", "low");
    expect(chosen.severities).toEqual(["high", "low"]);
    expect(toggled(chosen, "severities", "high").severities).toEqual(["low"]);
  });

  test("offers what the rows have, and what is chosen although no row has it", () => {
    expect(choicesOf(QUEUE, { ...NO_FILTER, reasons: ["vip"], tags: ["old"] })).toEqual({
      reasons: ["manual", "keyword", "vip"],
      tags: ["battery", "old", "warranty"],
    });
  });
});
