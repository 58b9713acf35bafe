import { describe, expect, test } from "vitest";
import { askRules } from "./ask-rules.ts";
import { factsOf, type Situation } from "./facts.ts";
import type { Rule, RuleAction } from "./rules.ts";

const NOW = Date.UTC(2026, 10, 22, 23, 30);

const situation: Situation = {
  now: NOW,
  lang: "en",
  createdAt: NOW - 61_500,
  verified: true,
  vip: false,
  vipEscalatedAt: null,
  failCount: 2,
  messageCount: 3,
  tags: ["old"],
  manualStartAt: null,
  rulesFiredAt: {},
};

const message = { text: "Where is Order 12? ".repeat(40), requestScore: 0.1, complaintScore: 0.4 };
const facts = factsOf(situation, { message, reply: null }, "UTC");

const rule = (id: string, action: RuleAction, part: Partial<Rule> = {}): Rule => ({
  id,
  version: 1,
  priority: 0,
  coolDownMs: 0,
  matches: () => true,
  action,
  ...part,
});

const escalate = (reason: string): RuleAction => ({ kind: "escalate", reason, severity: "high" });
const tag = (name: string): RuleAction => ({ kind: "tag", tag: name });

const ask = (rules: Rule[], rulesFiredAt: Record<string, number> = {}) =>
  askRules(rules, facts, { now: NOW, rulesFiredAt });

describe("rules of the operator", () => {
  test("[R17] [R19] the first that calls a person wins; tags are all set; the first priority counts", () => {
    const answer = ask([
      rule("a", tag("fire")),
      rule("b", escalate("burns"), { version: 7 }),
      rule("c", escalate("smokes")),
      rule("d", { kind: "set_priority", priority: "urgent" }),
      rule("e", { kind: "set_priority", priority: "low" }),
      rule("f", tag("battery")),
      rule("g", tag("never"), { matches: () => false }),
    ]);
    expect(answer.finding).toEqual({
      rule: "rule:b",
      ruleVersion: 7,
      reason: "rule",
      severity: "high",
      evidence: "burns",
    });
    expect(answer.effects).toEqual([
      { kind: "tag", tag: "fire", rule: "rule:a", version: 1 },
      { kind: "set_priority", priority: "urgent", rule: "rule:d", version: 1 },
      { kind: "tag", tag: "battery", rule: "rule:f", version: 1 },
    ]);
  });

  test.each([
    { ago: 999, fires: false },
    { ago: 1_000, fires: true },
  ])("[R18] $ago ms into a cool-down of one second: fires = $fires", ({ ago, fires }) => {
    const rules = [rule("a", escalate("x"), { coolDownMs: 1_000 })];
    expect(ask(rules, { "rule:a": NOW - ago }).finding !== null).toBe(fires);
  });

  test("[R18] a rule that would change nothing is not even asked", () => {
    const unasked = () => {
      throw new Error("asked");
    };
    const answer = ask([
      rule("a", escalate("x")),
      rule("b", escalate("y"), { matches: unasked }),
      rule("c", tag("old"), { matches: unasked }),
    ]);
    expect(answer.effects).toEqual([]);
  });
});

describe("facts", () => {
  test("[R20] of a message", () => {
    expect(facts).toMatchObject({
      moment: "message",
      message: { lang: "en", request_score: 0.1, complaint_score: 0.4 },
      customer: { verified: true, vip: false },
      session: { messages: 3, failures: 2, age_seconds: 61, tags: ["old"], was_served: false },
      bot: { failed: false, failure_score: 0, repeat_score: 0 },
      now: { hour: 23, weekday: 7 },
    });
    expect(facts.message.text.startsWith("where is order 12? where")).toBe(true);
    expect(facts.message.words).toHaveLength(50);
  });

  test("[R20] of a bot's turn there are no words", () => {
    const reply = { failed: true, failureScore: 0.9, repeatScore: 0.2 };
    const ended = factsOf(situation, { message: null, reply }, "Asia/Shanghai");
    expect(ended).toMatchObject({
      moment: "reply",
      message: { text: "", length: 0, words: [] },
      bot: { failed: true, failure_score: 0.9, repeat_score: 0.2 },
      now: { hour: 7, weekday: 1 },
    });
  });
});
