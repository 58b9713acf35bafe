import type { EscalationReason, Lang, SessionEvent, Severity, SystemMessageKey, TurnEndCause } from "@baton/protocol";
import type { RuleEffect } from "../regulator/ask-rules.ts";
import type { Situation } from "../regulator/facts.ts";
import type { Finding } from "../regulator/finding.ts";
import type { Regulator } from "../regulator/regulate.ts";
import type { CommandOf, Decision } from "./cells.ts";
import type { AgentRef, Env, Profile } from "./commands.ts";
import { sentence } from "./sentences.ts";
import type { BotActive, ManualLive, SessionState, Turn } from "./state.ts";

/** The steps that several cells share. Each gives events; none decides whether it may happen. */

export const refuse = (refused: Extract<Decision, { refused: string }>["refused"]): Decision => ({ refused });
export const accept = (...events: SessionEvent[]): Decision => ({ events });
export const unchanged = (): Decision => ({ events: [] });
export const refusing = (code: Extract<Decision, { refused: string }>["refused"]) => () => refuse(code);

export const opened = (lang: Lang): SessionEvent => ({ type: "session_opened", data: { lang }, personal: null });

export const reopened = (operator: string): SessionEvent => ({
  type: "reopened",
  data: { operator },
  personal: null,
});

export const profileSet = (profile: Profile): SessionEvent => ({
  type: "profile_set",
  data: { verified: profile.verified, vip: profile.verified && profile.vip },
  personal: {
    name: profile.name,
    customer_id: profile.customerId,
    email: profile.email,
    page_url: profile.pageUrl,
    referrer: profile.referrer,
  },
});

export const systemMessage = (key: SystemMessageKey, lang: Lang, env: Env): SessionEvent => ({
  type: "system_message",
  data: { message_id: env.ids.notice, key },
  personal: { content: sentence(key, lang) },
});

export const startTurn = (
  questions: { afterSeq: number; uptoSeq: number },
  attempt: number,
  env: Env,
): SessionEvent => ({
  type: "bot_turn_started",
  data: {
    turn: env.ids.turn,
    reply_id: env.ids.reply,
    after_seq: questions.afterSeq,
    upto_seq: questions.uptoSeq,
    deadline: env.now + env.settings.botDeadlineMs,
    attempt,
  },
  personal: null,
});

/** Whatever takes a session from the bot ends the turn first, so that its reply can never be shown after it. */
export function endTurn(state: SessionState, cause: TurnEndCause): SessionEvent[] {
  return state.status === "bot_active" && state.turn !== null ? [turnEnded(state.turn, cause)] : [];
}

export const turnEnded = (turn: Turn, cause: TurnEndCause): Extract<SessionEvent, { type: "bot_turn_ended" }> => ({
  type: "bot_turn_ended",
  data: { turn: turn.turn, reply_id: turn.replyId, cause },
  personal: null,
});

export interface EscalationOrder {
  reason: EscalationReason;
  requestedAs: string;
  severity: Severity;
  rule: string | null;
  ruleVersion?: number | undefined;
  triggerSeq: number | null;
  operator: string;
  details: string | null;
}

export const escalated = (order: EscalationOrder, env: Env): SessionEvent => ({
  type: "escalated",
  data: {
    reason: order.reason,
    requested_as: order.requestedAs,
    severity: order.severity,
    rule: order.rule,
    ...(order.ruleVersion === undefined ? {} : { rule_version: order.ruleVersion }),
    trigger_seq: order.triggerSeq,
    operator: order.operator,
    notice_at: env.now + env.settings.waitNoticeMs,
    give_up_at: env.now + env.settings.waitGiveUpMs,
  },
  personal: { details: order.details },
});

/** A rule did it: the customer is told first, then the status changes. */
export const escalatedByRule = (finding: Finding, triggerSeq: number, lang: Lang, env: Env): SessionEvent[] => [
  systemMessage("transferring", lang, env),
  escalated(
    {
      reason: finding.reason,
      requestedAs: finding.reason,
      severity: finding.severity,
      rule: finding.rule,
      ruleVersion: finding.ruleVersion,
      triggerSeq,
      operator: "regulator",
      details: `${finding.rule}: ${finding.evidence}`,
    },
    env,
  ),
];

/** What rules of the operator's do beside calling a person. */
export const ruleEffects = (effects: readonly RuleEffect[]): SessionEvent[] =>
  effects.map((effect): SessionEvent => {
    const by = { rule: effect.rule, rule_version: effect.version };
    return effect.kind === "tag"
      ? { type: "tagged", data: { tag: effect.tag, ...by }, personal: null }
      : { type: "priority_set", data: { priority: effect.priority, ...by }, personal: null };
  });

export const situationOf = (state: Omit<Situation, "now">, env: Env): Situation => ({ ...state, now: env.now });

export const regulatorOf = ({ settings, rules }: Env): Regulator => ({ settings: settings.regulator, rules });

export const takenOver = (agent: AgentRef): SessionEvent => ({
  type: "taken_over",
  data: { agent_id: agent.id },
  personal: { agent_name: agent.name },
});

export const agentMessage = ({ agent, text, clientMessageId }: CommandOf<"agent_message">, env: Env): SessionEvent => ({
  type: "agent_message",
  data: {
    message_id: env.ids.message,
    agent_id: agent.id,
    ...(clientMessageId === null ? {} : { client_message_id: clientMessageId }),
  },
  personal: { content: text, agent_name: agent.name },
});

export const isOwner = (state: ManualLive, agentId: string): boolean => state.owner.id === agentId;

/** A turn for what the customer wrote since the one that has just ended, if anything. */
export const nextTurn = (state: BotActive, answeredUpto: number, env: Env): SessionEvent[] =>
  state.lastCustomerSeq !== null && state.lastCustomerSeq > answeredUpto
    ? [startTurn({ afterSeq: answeredUpto, uptoSeq: state.lastCustomerSeq }, 1, env)]
    : [];
