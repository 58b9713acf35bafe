import { z } from "zod";
import { AgentRole, EscalationReason, Priority, Severity } from "./views.ts";

/**
 * What the journal keeps. `data` says what happened and stays for ever; `personal` holds a person's words and
 * addresses and is null once they have been erased.
 */
const event = <Type extends string, Data extends z.ZodRawShape, Personal extends z.ZodRawShape>(
  type: Type,
  data: Data,
  personal: Personal,
) => z.object({ type: z.literal(type), data: z.object(data), personal: z.object(personal).nullable() });

export const Lang = z.enum(["zh", "en", "de"]);
export type Lang = z.infer<typeof Lang>;

const seq = z.number().int().nonnegative();
const milliseconds = z.number().int().nonnegative();
const byRule = { rule: z.string().describe("rule:<id>"), rule_version: z.number().int().positive() };
const turn = { turn: z.string(), reply_id: z.string() };

/** Why a bot turn ended without its reply being shown. */
export const TurnEndCause = z.enum([
  "escalated",
  "taken_over",
  "conversation_changed",
  "closed",
  "failed",
  "timed_out",
  "abandoned",
  "customer_left",
  "server_stopped",
]);
export type TurnEndCause = z.infer<typeof TurnEndCause>;

/** Which sentence of ours a system message is. */
export const SystemMessageKey = z.enum([
  "transferring",
  "still_waiting",
  "nobody_available",
  "agent_left",
  "released",
  "bot_failed",
  "cancelled",
  "restarted",
  "closed",
]);
export type SystemMessageKey = z.infer<typeof SystemMessageKey>;

/** `declined`: it would not answer these words. `conversation_lost`: it does not know the conversation any more. */
export const BotFailureKind = z.enum([
  "unavailable",
  "timed_out",
  "refused",
  "declined",
  "conversation_lost",
  "empty",
  "too_long",
  "crashed",
]);
export type BotFailureKind = z.infer<typeof BotFailureKind>;

export const SessionEvent = z.discriminatedUnion("type", [
  event("session_opened", { lang: Lang }, {}),
  event(
    "profile_set",
    { verified: z.boolean(), vip: z.boolean() },
    {
      name: z.string().nullable(),
      customer_id: z.string().nullable(),
      email: z.string().nullable(),
      page_url: z.string().nullable().optional().describe("as the host page said, unsigned; absent in older journals"),
      referrer: z.string().nullable().optional().describe("as the host page said, unsigned; absent in older journals"),
    },
  ),
  event(
    "customer_message",
    {
      message_id: z.string(),
      channel: z.enum(["bot", "manual"]),
      lang: Lang,
      client_message_id: z.string().optional(),
    },
    { content: z.string(), parameters: z.record(z.string(), z.json()).optional().describe("for the bot engine") },
  ),
  event(
    "bot_turn_started",
    { ...turn, after_seq: seq, upto_seq: seq, deadline: milliseconds, attempt: z.number().int() },
    {},
  ),
  event(
    "bot_reply",
    { ...turn, message_id: z.string(), answered: z.boolean().describe("false: the bot did not know") },
    { content: z.string() },
  ),
  event("bot_turn_ended", { ...turn, cause: TurnEndCause, failure: BotFailureKind.optional() }, {}),
  event("bot_reply_discarded", { ...turn, cause: TurnEndCause }, { content: z.string() }),
  event(
    "escalated",
    {
      reason: EscalationReason,
      requested_as: z.string().describe("the word that status_change frames and logs carry"),
      severity: Severity,
      rule: z.string().nullable().describe("rule:<id> for one of the operator's"),
      rule_version: z.number().int().positive().optional(),
      trigger_seq: seq.nullable(),
      operator: z.string(),
      notice_at: milliseconds.describe("when the customer is told that they still wait"),
      give_up_at: milliseconds.describe("when the session goes back to the bot"),
    },
    { details: z.string().nullable() },
  ),
  event("tagged", { tag: z.string(), ...byRule }, {}),
  event("priority_set", { priority: Priority, ...byRule }, {}),
  event("wait_noticed", {}, {}),
  event("wait_given_up", {}, {}),
  event("escalation_cancelled", { operator: z.string() }, {}),
  event("taken_over", { agent_id: z.string() }, { agent_name: z.string() }),
  event(
    "agent_message",
    { message_id: z.string(), agent_id: z.string(), client_message_id: z.string().optional() },
    {
      content: z.string(),
      agent_name: z.string(),
    },
  ),
  event("owner_seen", { agent_id: z.string(), seen_at: milliseconds }, {}),
  event("released", { operator: z.string(), reason: z.string() }, {}),
  event("system_message", { message_id: z.string(), key: SystemMessageKey }, { content: z.string() }),
  event(
    "conversation_changed",
    {
      conversation_id: z.string(),
      engine: z.string().optional().describe("whose id it is; the built-in bot's where it is not said"),
      cause: z.enum(["first", "new", "clear"]).describe("first: the one before, if any, was lost or another engine's"),
      operator: z.string(),
    },
    {},
  ),
  event("closed", { operator: z.string(), reason: z.string() }, {}),
  event("reopened", { operator: z.string() }, {}),
]);
export type SessionEvent = z.infer<typeof SessionEvent>;
export type SessionEventType = SessionEvent["type"];

export const AccountEvent = z.discriminatedUnion("type", [
  event(
    "account_created",
    { account_id: z.string(), username: z.string(), role: AgentRole, max_sessions: z.number().int().positive() },
    { name: z.string(), avatar_url: z.string().nullable() },
  ),
  event("account_disabled", { operator: z.string() }, {}),
  event("account_enabled", { operator: z.string() }, {}),
  event("password_changed", { operator: z.string() }, {}),
]);
export type AccountEvent = z.infer<typeof AccountEvent>;
