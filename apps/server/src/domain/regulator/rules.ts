import type { Priority, Severity } from "@baton/protocol";

/** A rule of the operator's, compiled. What may be written in one is in docs/spec/rules.md. */
export interface Rule {
  id: string;
  version: number;
  /** The greater is asked first; of equal ones, the smaller id. */
  priority: number;
  action: RuleAction;
  /** For so long after it has fired in a session it is not asked there again. */
  coolDownMs: number;
  /** Total and bounded: never throws, and only exactly `true` fires. */
  matches(facts: RuleFacts): boolean;
}

export type RuleAction =
  | { kind: "escalate"; reason: string; severity: Severity }
  | { kind: "tag"; tag: string }
  | { kind: "set_priority"; priority: Priority };

/** What a rule can ask about. Everything is there at every moment; what has not happened yet is empty or zero. */
export interface RuleFacts {
  /** When the rule is asked: a customer has written to the bot, or the bot has ended its turn. */
  moment: "message" | "reply";
  message: {
    /** As the channels read it: NFKC, lower case, at most 2,000 characters. */
    text: string;
    length: number;
    lang: string;
    /** The first 50. */
    words: readonly string[];
    request_score: number;
    complaint_score: number;
  };
  customer: { verified: boolean; vip: boolean };
  session: {
    /** Messages to the bot since the session was opened or last came back to it. */
    messages: number;
    /** Failures of the bot in a row. */
    failures: number;
    age_seconds: number;
    /** At most 50. */
    tags: readonly string[];
    /** Whether a person has served the customer in this session before. */
    was_served: boolean;
  };
  bot: { failed: boolean; failure_score: number; repeat_score: number };
  /** In the shop's time zone; weekday 1 is Monday. */
  now: { hour: number; weekday: number };
}
