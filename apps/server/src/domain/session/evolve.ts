import {
  ABSENT,
  type Absent,
  type BotActive,
  BUILT_IN,
  type Common,
  ENDED_TURNS_KEPT,
  type EndedTurn,
  MAX_TAGS,
  type SessionState,
  type TimedEvent,
  TURN_ATTEMPTS,
} from "./state.ts";

type Live = Exclude<SessionState, Absent>;

/** The state after an event. Total: an event that `decide` could not have produced here still folds to something sane. */
export function evolve(state: SessionState, event: TimedEvent): SessionState {
  if (state.status === "absent") {
    return event.type === "session_opened" ? opened(event.time, event.data.lang) : state;
  }
  const base = { ...state, seq: state.seq + 1, updatedAt: event.time };
  switch (event.type) {
    case "session_opened":
    case "system_message":
      return base;
    case "profile_set":
      return { ...base, profileSeq: base.seq, verified: event.data.verified, vip: event.data.vip };
    case "customer_message":
      return customerSpoke({
        ...spoken(base),
        lang: event.data.lang,
        lastCustomerSeq: base.seq,
        messageCount: base.messageCount + (event.data.channel === "bot" ? 1 : 0),
      });
    case "agent_message":
      return base.status === "manual_live"
        ? { ...spoken(base), customerWaitingSince: null, ownerSeenAt: base.updatedAt }
        : spoken(base);
    case "bot_turn_started":
      return base.status === "bot_active"
        ? {
            ...base,
            turn: {
              turn: event.data.turn,
              replyId: event.data.reply_id,
              afterSeq: event.data.after_seq,
              uptoSeq: event.data.upto_seq,
              deadline: event.data.deadline,
              attempt: event.data.attempt,
            },
          }
        : base;
    case "bot_reply":
      return {
        ...withoutTurn(spoken(base)),
        failCount: event.data.answered ? 0 : base.failCount + 1,
      };
    case "bot_turn_ended": {
      const ended: EndedTurn = { turn: event.data.turn, replyId: event.data.reply_id, cause: event.data.cause };
      return {
        ...withoutTurn(base),
        failCount: base.failCount + (isFailure(base, ended) ? 1 : 0),
        // Such a turn has had its end: nothing of it is still to come.
        endedTurns: FINISHED.has(ended.cause) ? base.endedTurns : [...base.endedTurns, ended].slice(-ENDED_TURNS_KEPT),
      };
    }
    case "bot_reply_discarded":
      return { ...base, endedTurns: base.endedTurns.filter((ended) => ended.turn !== event.data.turn) };
    case "escalated":
      return {
        ...common(base),
        status: "pending_manual",
        escalation: {
          reason: event.data.reason,
          severity: event.data.severity,
          at: event.time,
          seq: base.seq,
          triggerSeq: event.data.trigger_seq,
        },
        lastWordAt: event.time,
        // An owner who was away for too long loses the session by an escalation.
        lastManualEndAt: manualEnd(base),
        vipEscalatedAt: event.data.reason === "vip" ? event.time : base.vipEscalatedAt,
        rulesFiredAt:
          event.data.rule_version === undefined ? base.rulesFiredAt : fired(base, event.data.rule, event.time),
        waitingSince: event.time,
        noticeAt: event.data.notice_at,
        giveUpAt: event.data.give_up_at,
      };
    case "tagged":
      return {
        ...base,
        tags: base.tags.includes(event.data.tag) ? base.tags : [...base.tags, event.data.tag].slice(0, MAX_TAGS),
        rulesFiredAt: fired(base, event.data.rule, event.time),
      };
    case "priority_set":
      return { ...base, priority: event.data.priority, rulesFiredAt: fired(base, event.data.rule, event.time) };
    case "wait_noticed":
      return base.status === "pending_manual" ? { ...base, noticeAt: null } : base;
    case "wait_given_up":
      return withBot(base);
    case "escalation_cancelled":
      return { ...withBot(base), lastWordAt: event.time };
    case "taken_over":
      return base.escalation === null
        ? base
        : {
            ...common(base),
            status: "manual_live",
            escalation: base.escalation,
            owner: { id: event.data.agent_id, seq: base.seq },
            customerWaitingSince: event.time,
            ownerSeenAt: event.time,
            manualStartAt: event.time,
            lastWordAt: event.time,
          };
    case "owner_seen":
      return base.status === "manual_live" ? { ...base, ownerSeenAt: event.data.seen_at } : base;
    case "released":
      return { ...withBot(base), lastWordAt: event.time, lastManualEndAt: manualEnd(base) };
    case "conversation_changed":
      return {
        ...base,
        conversationId: event.data.conversation_id,
        conversationEngine: event.data.engine ?? BUILT_IN,
        ...(event.data.cause === "first" ? {} : { conversationSeq: base.seq, failCount: 0 }),
      };
    case "closed":
      return {
        ...common(base),
        status: "closed",
        closedAt: event.time,
        escalation: null,
        lastManualEndAt: manualEnd(base),
      };
    case "reopened":
      return { ...withBot(base), lastWordAt: event.time };
  }
}

export function fold(events: Iterable<TimedEvent>, from: SessionState = ABSENT): SessionState {
  let state = from;
  for (const event of events) state = evolve(state, event);
  return state;
}

function opened(time: number, lang: Common["lang"]): BotActive {
  return {
    status: "bot_active",
    seq: 1,
    lang,
    createdAt: time,
    updatedAt: time,
    lastWordAt: time,
    lastMessageSeq: null,
    lastCustomerSeq: null,
    conversationId: null,
    conversationEngine: null,
    conversationSeq: 0,
    profileSeq: null,
    verified: false,
    vip: false,
    vipEscalatedAt: null,
    failCount: 0,
    messageCount: 0,
    tags: [],
    priority: null,
    rulesFiredAt: {},
    manualStartAt: null,
    lastManualEndAt: null,
    escalation: null,
    endedTurns: [],
    turn: null,
  };
}

/** Only what every status has: what belongs to the status that is left must not linger in the row. */
function common(state: Live): Common {
  return {
    seq: state.seq,
    lang: state.lang,
    createdAt: state.createdAt,
    updatedAt: state.updatedAt,
    lastWordAt: state.lastWordAt,
    lastMessageSeq: state.lastMessageSeq,
    lastCustomerSeq: state.lastCustomerSeq,
    conversationId: state.conversationId,
    conversationEngine: state.conversationEngine,
    conversationSeq: state.conversationSeq,
    profileSeq: state.profileSeq,
    verified: state.verified,
    vip: state.vip,
    vipEscalatedAt: state.vipEscalatedAt,
    failCount: state.failCount,
    messageCount: state.messageCount,
    tags: state.tags,
    priority: state.priority,
    rulesFiredAt: state.rulesFiredAt,
    manualStartAt: state.manualStartAt,
    lastManualEndAt: state.lastManualEndAt,
    escalation: state.escalation,
    endedTurns: state.endedTurns,
  };
}

/** Back to the bot, with a clean slate: what led to a person must not lead there again. */
const withBot = (state: Live): BotActive => ({
  ...common(state),
  status: "bot_active",
  turn: null,
  escalation: null,
  failCount: 0,
  messageCount: 0,
  priority: null,
});

const fired = (state: Live, rule: string | null, at: number): Live["rulesFiredAt"] =>
  rule === null ? state.rulesFiredAt : { ...state.rulesFiredAt, [rule]: at };

const FINISHED: ReadonlySet<EndedTurn["cause"]> = new Set(["failed", "customer_left", "server_stopped"] as const);

/** A lost turn that is tried again is none: what the customer asked may still be answered. */
function isFailure(state: Live, ended: EndedTurn): boolean {
  if (ended.cause === "failed") return true;
  const lost = ended.cause === "timed_out" || ended.cause === "abandoned";
  return lost && state.status === "bot_active" && state.turn !== null && state.turn.attempt >= TURN_ATTEMPTS;
}

/** After an event that takes the session from its owner, if it had one. */
const manualEnd = (state: Live): number | null =>
  state.status === "manual_live" ? state.updatedAt : state.lastManualEndAt;

const spoken = <State extends Live>(state: State): State => ({
  ...state,
  lastWordAt: state.updatedAt,
  lastMessageSeq: state.seq,
});

const withoutTurn = <State extends Live>(state: State): State =>
  state.status === "bot_active" ? { ...state, turn: null } : state;

const customerSpoke = <State extends Live>(state: State): State =>
  state.status === "manual_live" && state.customerWaitingSince === null
    ? { ...state, customerWaitingSince: state.updatedAt }
    : state;
