import type { BotFailureKind, EscalationReason, Lang, SessionEvent, Severity } from "@baton/protocol";
import type { RegulatorSettings } from "../regulator/regulate.ts";
import type { Rule } from "../regulator/rules.ts";
import type { Verdict } from "../regulator/verdict.ts";
import type { DeadlineKind } from "./state.ts";

export type Command =
  | { type: "open"; lang: Lang; profile: Profile | null }
  | {
      type: "set_profile";
      profile: Profile;
      /** The event of the profile that this one was made from, null for none: another one stays. Absent: any. */
      replaces?: number | null;
    }
  | {
      type: "customer_chat";
      lang: Lang;
      text: string;
      clientMessageId: string | null;
      /** The caller's own, handed to the bot engine. */
      parameters: Parameters | null;
    }
  | { type: "customer_manual"; text: string; clientMessageId: string | null }
  | { type: "agent_message"; agent: AgentRef; text: string; clientMessageId: string | null }
  | {
      type: "escalate";
      reason: EscalationReason;
      requestedAs: string;
      severity: Severity;
      details: string | null;
      lang: Lang;
      operator: string;
    }
  | { type: "take_over"; agent: AgentRef }
  | { type: "release"; by: Operator; reason: string }
  | { type: "cancel"; operator: string }
  | { type: "close"; by: Operator; reason: string }
  | {
      type: "finish_turn";
      turn: string;
      text: string;
      result: TurnResult;
      /** Whether customer and bot go in circles; null when nobody looked. */
      circling: Verdict | null;
    }
  /** The instance that ran the turn is known to be gone. */
  | { type: "abandon_turn"; turn: string }
  | {
      type: "change_conversation";
      conversationId: string;
      /** Whose it is. */
      engine: string;
      /** With cause `first`: the conversation that it stands in for, null for none. Another one stays. */
      replaces: string | null;
      cause: "first" | "new" | "clear";
      lang: Lang;
      operator: string;
    }
  /** A timer rang. It names what it saw, so that a second ring changes nothing. */
  | { type: "pass_deadline"; kind: DeadlineKind; at: number; ownerSeenAt: number | null };

/** JSON values by name. */
export type Parameters = NonNullable<
  NonNullable<Extract<SessionEvent, { type: "customer_message" }>["personal"]>["parameters"]
>;

export type CommandType = Command["type"];

/** Who the customer is, by the host site's signature or by their own word. */
export interface Identity {
  verified: boolean;
  vip: boolean;
  name: string | null;
  customerId: string | null;
  email: string | null;
}

/** Where the customer writes from, by the host page's word: never a fact that a rule may build on. */
export interface Page {
  pageUrl: string | null;
  referrer: string | null;
}

export interface Profile extends Identity, Page {}

export interface AgentRef {
  id: string;
  name: string;
}

export interface Operator {
  id: string;
  isAdmin: boolean;
}

export type TurnResult =
  | { kind: "answered" }
  | { kind: "unknown" }
  | { kind: "asks_for_person"; reason: string }
  | { kind: "failed"; failure: BotFailureKind }
  /** Not the bot's fault: nobody is there to read on, or the server stops. */
  | { kind: "broken_off"; cause: "customer_left" | "server_stopped" };

/** Everything from outside that a decision may depend on. */
export interface Env {
  /** Milliseconds since 1970. */
  now: number;
  /** Fresh ids, each used at most once: a message, a message of ours, the next turn and its reply. */
  ids: { message: string; notice: string; turn: string; reply: string };
  settings: SessionSettings;
  /** The operator's, by priority. */
  rules: readonly Rule[];
  /** Whether the bot takes questions now: one that fails again and again is left alone for a while. */
  botAccepts: boolean;
}

export interface SessionSettings {
  waitNoticeMs: number;
  waitGiveUpMs: number;
  /** How long the bot may take for one reply. */
  botDeadlineMs: number;
  regulator: RegulatorSettings;
}

export type RefusalCode =
  | "SESSION_NOT_FOUND"
  | "SESSION_EXISTS"
  | "SESSION_IN_MANUAL_MODE"
  | "NOT_IN_MANUAL"
  | "MANUAL_IN_PROGRESS"
  | "ALREADY_TAKEN"
  | "SESSION_CLOSED"
  | "FORBIDDEN";
