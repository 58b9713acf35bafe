import type { EscalationReason, Lang, Priority, SessionEvent, Severity, TurnEndCause } from "@baton/protocol";

/**
 * A session as the fold of its events. It holds no texts: names, words and details stay in the events and are found
 * by number, so that a message costs the same on a long session and erasure need not touch the row.
 * All times are milliseconds since 1970. It must stay plain JSON: the journal stores it as the row's `state`.
 */
export type SessionState = Absent | BotActive | PendingManual | ManualLive | Closed;

export type Status = SessionState["status"];

export interface Absent {
  status: "absent";
  seq: 0;
}

export interface BotActive extends Common {
  status: "bot_active";
  /** The one reply in the making; null when the bot has nothing to answer. */
  turn: Turn | null;
}

export interface PendingManual extends Common {
  status: "pending_manual";
  escalation: Escalation;
  waitingSince: number;
  /** When the customer is told that they still wait; null once told. */
  noticeAt: number | null;
  /** When the session goes back to the bot. */
  giveUpAt: number;
}

export interface ManualLive extends Common {
  status: "manual_live";
  escalation: Escalation;
  owner: Owner;
  /** Since when the customer's words (or the takeover itself) are unanswered; null when the agent spoke last. */
  customerWaitingSince: number | null;
  ownerSeenAt: number;
}

export interface Closed extends Common {
  status: "closed";
  closedAt: number;
}

export interface Common {
  /** The last event's number: dense from 1. */
  seq: number;
  lang: Lang;
  createdAt: number;
  updatedAt: number;
  /** The last time somebody (customer, agent or bot) said or did something: so long the session is not idle. */
  lastWordAt: number;
  /** What a person or the bot said last: what lists show. What Baton itself says tells agents nothing. */
  lastMessageSeq: number | null;
  lastCustomerSeq: number | null;
  conversationId: string | null;
  /** The engine that made it: to another one it says nothing. */
  conversationEngine: string | null;
  /** Where the bot's memory begins: events up to this one were forgotten by `new` or `clear`. */
  conversationSeq: number;
  /** The newest `profile_set`, where the names are. */
  profileSeq: number | null;
  verified: boolean;
  vip: boolean;
  vipEscalatedAt: number | null;
  failCount: number;
  /** What the customer wrote to the bot since the session was opened or last came back to it. */
  messageCount: number;
  tags: readonly string[];
  /** What a rule of the operator's set since the session was opened or last came back to the bot. */
  priority: Priority | null;
  /** When each rule of the operator's last fired here, by `rule:<id>`: for their cool-down. */
  rulesFiredAt: Readonly<Record<string, number>>;
  manualStartAt: number | null;
  lastManualEndAt: number | null;
  /** Set while a person is asked for or there. */
  escalation: Escalation | null;
  /** Turns that ended before their reply was whole, and whose late reply has not been recorded yet. */
  endedTurns: EndedTurn[];
}

export interface Turn {
  turn: string;
  replyId: string;
  /** The reply answers the customer's messages with afterSeq < seq <= uptoSeq. */
  afterSeq: number;
  uptoSeq: number;
  deadline: number;
  attempt: number;
}

export interface EndedTurn {
  turn: string;
  replyId: string;
  cause: TurnEndCause;
}

export interface Escalation {
  reason: EscalationReason;
  severity: Severity;
  at: number;
  /** The event that holds the details. */
  seq: number;
  triggerSeq: number | null;
}

export interface Owner {
  id: string;
  /** The event that holds the agent's name. */
  seq: number;
}

/** A session has at most so many tags. */
export const MAX_TAGS = 50;

export const ABSENT: Absent = { status: "absent", seq: 0 };

/** The owner of a session whose customer waits may be unreachable this long. */
export const OWNER_ABSENT_MS = 5 * 60_000;

/** A session without a word for this long closes. */
export const IDLE_CLOSE_MS = 24 * 3_600_000;

/** So many turns are lost on the same questions before the customer is told. */
export const TURN_ATTEMPTS = 2;

/** A bot's late reply is recorded at most for this many ended turns. */
export const ENDED_TURNS_KEPT = 5;

/** Whose conversation it is where nothing says so. */
export const BUILT_IN = "faq";

type Newer = "conversationEngine" | "messageCount" | "tags" | "priority" | "rulesFiredAt";

const NEWER: Pick<Common, Newer> = {
  // Before there were others, the built-in bot made every conversation.
  conversationEngine: BUILT_IN,
  messageCount: 0,
  tags: [],
  priority: null,
  rulesFiredAt: {},
};

/** A state as an earlier version may have stored it, without the fields that came later. */
export const completed = (stored: SessionState): SessionState => ({ ...NEWER, ...stored });

/** An event with its place in time, as `evolve` takes it. */
export type TimedEvent = SessionEvent & { time: number };

export type DeadlineKind = "turn" | "wait_notice" | "wait_give_up" | "owner_absent" | "idle";

export interface Deadline {
  kind: DeadlineKind;
  at: number;
}

/** The next moment at which the session needs looking at though nobody says anything. Only a closed one has none. */
export function deadlineOf(state: SessionState): Deadline | null {
  switch (state.status) {
    case "absent":
    case "closed":
      return null;
    case "bot_active":
      // A session does not go idle under a turn, however late its timer rings: the customer waits for an answer.
      return state.turn === null ? idle(state) : { kind: "turn", at: state.turn.deadline };
    case "pending_manual":
      return state.noticeAt === null
        ? { kind: "wait_give_up", at: state.giveUpAt }
        : earliest({ kind: "wait_give_up", at: state.giveUpAt }, { kind: "wait_notice", at: state.noticeAt });
    case "manual_live":
      return earliest(
        idle(state),
        state.customerWaitingSince === null
          ? null
          : { kind: "owner_absent", at: Math.max(state.customerWaitingSince, state.ownerSeenAt) + OWNER_ABSENT_MS },
      );
  }
}

const idle = (state: Common): Deadline => ({ kind: "idle", at: state.lastWordAt + IDLE_CLOSE_MS });

const earliest = (one: Deadline, other: Deadline | null): Deadline =>
  other !== null && other.at <= one.at ? other : one;
