import type { EscalationReason, Lang } from "@baton/protocol";
import { REGULATOR_DEFAULTS } from "../domain/regulator/defaults.ts";
import type { Rule, RuleAction } from "../domain/regulator/rules.ts";
import type { CommandOf } from "../domain/session/cells.ts";
import type { AgentRef, Profile, SessionSettings, TurnResult } from "../domain/session/commands.ts";
import type { Deadline } from "../domain/session/state.ts";

/** Commands as the tests of sessions say them: only what matters to the test is named. */

/** An ordinary moment, in milliseconds since 1970. */
export const START = 1_763_605_000_000;
export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;

export const SETTINGS: SessionSettings = {
  waitNoticeMs: MINUTE,
  waitGiveUpMs: 10 * MINUTE,
  botDeadlineMs: 90 * SECOND,
  regulator: REGULATOR_DEFAULTS,
};

/** One of each kind; their cool-down is shorter than most stories. */
export const SAMPLE_RULES: readonly Rule[] = [
  sampleRule("far", "多远", { kind: "tag", tag: "range" }),
  sampleRule("twelve", "12 ", { kind: "set_priority", priority: "urgent" }),
  sampleRule("smoke", "smoke", { kind: "escalate", reason: "A battery may burn.", severity: "high" }),
];

function sampleRule(id: string, word: string, action: RuleAction): Rule {
  return {
    id,
    version: 2,
    priority: 0,
    action,
    coolDownMs: SECOND,
    matches: ({ message }) => message.text.includes(word),
  };
}

export const ANNA: AgentRef = { id: "agent_anna", name: "Anna" };
export const BO: AgentRef = { id: "agent_bo", name: "小波" };
export const ADMIN = "agent_admin";

const PAGE = { pageUrl: "https://shop.example/bikes", referrer: null };
export const STRANGER: Profile = { verified: false, vip: false, name: null, customerId: null, email: null, ...PAGE };
export const VIP: Profile = {
  verified: true,
  vip: true,
  name: "Li",
  customerId: "c-1",
  email: "li@example.org",
  ...PAGE,
};

export const open = (profile: Profile | null = null, lang: Lang = "en"): CommandOf<"open"> => ({
  type: "open",
  lang,
  profile,
});

export const setProfile = (profile: Profile): CommandOf<"set_profile"> => ({ type: "set_profile", profile });

export const chat = (text = "How far does it go?", lang: Lang = "en"): CommandOf<"customer_chat"> => ({
  type: "customer_chat",
  lang,
  text,
  clientMessageId: null,
  parameters: null,
});

export const writesToPerson = (text = "Are you there?"): CommandOf<"customer_manual"> => ({
  type: "customer_manual",
  text,
  clientMessageId: null,
});

export const says = (agent: AgentRef, text = "Hello, I am here."): CommandOf<"agent_message"> => ({
  type: "agent_message",
  agent,
  text,
  clientMessageId: null,
});

export const escalate = (
  reason: EscalationReason = "manual",
  requestedAs: string = "user_request",
): CommandOf<"escalate"> => ({
  type: "escalate",
  reason,
  requestedAs,
  severity: "medium",
  details: null,
  lang: "en",
  operator: "user",
});

export const takeOver = (agent: AgentRef): CommandOf<"take_over"> => ({ type: "take_over", agent });

export const release = (id: string, isAdmin = false): CommandOf<"release"> => ({
  type: "release",
  by: { id, isAdmin },
  reason: "resolved",
});

export const cancel = (): CommandOf<"cancel"> => ({ type: "cancel", operator: "user" });

export const close = (id: string, isAdmin = false): CommandOf<"close"> => ({
  type: "close",
  by: { id, isAdmin },
  reason: "resolved",
});

export const finish = (turn: string, result: TurnResult, text = ""): CommandOf<"finish_turn"> => ({
  type: "finish_turn",
  circling: null,
  turn,
  text,
  result,
});

export const answers = (turn: string, text = "About 80 km."): CommandOf<"finish_turn"> =>
  finish(turn, { kind: "answered" }, text);

export const fails = (turn: string): CommandOf<"finish_turn"> =>
  finish(turn, { kind: "failed", failure: "unavailable" });

export const abandon = (turn: string): CommandOf<"abandon_turn"> => ({ type: "abandon_turn", turn });

export const changeConversation = (
  cause: "first" | "new" | "clear",
  conversationId = `conversation-${cause}`,
): CommandOf<"change_conversation"> => ({
  type: "change_conversation",
  engine: "faq",
  replaces: null,
  conversationId,
  cause,
  lang: "en",
  operator: "user",
});

export const ring = (deadline: Deadline, ownerSeenAt: number | null = null): CommandOf<"pass_deadline"> => ({
  type: "pass_deadline",
  ...deadline,
  ownerSeenAt,
});
