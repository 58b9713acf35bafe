import type { Command, RefusalCode } from "../domain/session/commands.ts";
import { ADMIN, HOUR, MINUTE, SETTINGS } from "./session-samples.ts";

/**
 * A second, smaller telling of a session, to compare the real one with: no events, no texts, one object. It is
 * written from docs/spec/session.md and knows nothing of `decide` and `evolve`.
 */
export interface Model {
  status: "absent" | "bot_active" | "pending_manual" | "manual_live" | "closed";
  owner: string | null;
  turn: { id: string; until: number; attempt: number; moreAsked: boolean } | null;
  /** Turns whose late reply would be recorded as discarded. */
  remembered: string[];
  fails: number;
  vip: boolean;
  vipAt: number | null;
  hasConversation: boolean;
  noticeAt: number | null;
  giveUpAt: number;
  customerWaitsSince: number | null;
  ownerSeenAt: number;
  lastSignAt: number;
}

export const NOBODY: Model = {
  status: "absent",
  owner: null,
  turn: null,
  remembered: [],
  fails: 0,
  vip: false,
  vipAt: null,
  hasConversation: false,
  noticeAt: null,
  giveUpAt: 0,
  customerWaitsSince: null,
  ownerSeenAt: 0,
  lastSignAt: 0,
};

export type Answer = RefusalCode | "unchanged" | "changed";

/** @param newTurn the id that a turn begun by this command has */
export function answerOf(before: Model, command: Command, now: number, newTurn: string): [Answer, Model] {
  const m: Model = { ...before, remembered: [...before.remembered] };
  const answer = act(m, command, now, newTurn);
  return [answer, answer === "changed" ? m : before];
}

function act(m: Model, command: Command, now: number, newTurn: string): Answer {
  const { status } = m;
  const sign = () => {
    m.lastSignAt = now;
  };
  const begin = (attempt: number) => {
    m.turn = { id: newTurn, until: now + SETTINGS.botDeadlineMs, attempt, moreAsked: false };
  };
  const endTurn = (isRemembered = true) => {
    if (m.turn !== null && isRemembered) m.remembered = [...m.remembered, m.turn.id].slice(-5);
    m.turn = null;
  };
  const toBot = () => {
    Object.assign(m, { status: "bot_active", owner: null, turn: null, fails: 0, customerWaitsSince: null });
  };
  const toQueue = (byVipRule = false) => {
    endTurn();
    Object.assign(m, { status: "pending_manual", owner: null, customerWaitsSince: null });
    m.noticeAt = now + SETTINGS.waitNoticeMs;
    m.giveUpAt = now + SETTINGS.waitGiveUpMs;
    if (byVipRule) m.vipAt = now;
    sign();
  };
  const toPerson = (agent: string) => {
    if (m.status === "bot_active") toQueue();
    Object.assign(m, { status: "manual_live", owner: agent, customerWaitsSince: now, ownerSeenAt: now });
    sign();
  };
  /** A turn is over without an answer: the third time in a row leads to a person, else the next questions are asked. */
  const failed = (moreAsked: boolean, circles = false) => {
    m.fails += 1;
    if (m.fails >= 3 || circles) toQueue();
    else if (moreAsked) begin(1);
  };
  const lose = () => {
    const lost = m.turn;
    if (lost === null) return;
    endTurn();
    if (lost.attempt === 1) begin(2);
    else failed(lost.moreAsked);
  };
  const becomeOpen = () => {
    m.status = "bot_active";
    sign();
  };

  switch (command.type) {
    case "open":
      if (status !== "absent") return "SESSION_EXISTS";
      becomeOpen();
      m.vip = command.profile?.verified === true && command.profile.vip;
      return "changed";

    case "set_profile":
      if (status === "absent") return "SESSION_NOT_FOUND";
      m.vip = command.profile.verified && command.profile.vip;
      return "changed";

    case "customer_chat": {
      if (status === "pending_manual" || status === "manual_live") return "SESSION_IN_MANUAL_MODE";
      if (status === "absent") becomeOpen();
      if (status === "closed") toBot();
      sign();
      const vipDue = m.vip && (m.vipAt === null || now - m.vipAt >= 24 * HOUR);
      if (vipDue || /人工|real person/.test(command.text)) toQueue(vipDue);
      else if (m.turn === null) begin(1);
      else m.turn = { ...m.turn, moreAsked: true };
      return "changed";
    }

    case "customer_manual":
      if (status === "absent") return "SESSION_NOT_FOUND";
      if (status === "closed") return "SESSION_CLOSED";
      if (status === "bot_active") return "NOT_IN_MANUAL";
      if (status === "manual_live") m.customerWaitsSince ??= now;
      sign();
      return "changed";

    case "agent_message":
      if (status === "absent") return "SESSION_NOT_FOUND";
      if (status === "closed") return "SESSION_CLOSED";
      if (status === "bot_active") return "NOT_IN_MANUAL";
      if (status === "manual_live" && m.owner !== command.agent.id) return "ALREADY_TAKEN";
      if (status === "pending_manual") toPerson(command.agent.id);
      Object.assign(m, { customerWaitsSince: null, ownerSeenAt: now });
      sign();
      return "changed";

    case "escalate":
      if (status === "manual_live") return "MANUAL_IN_PROGRESS";
      if (status === "pending_manual") return "unchanged";
      if (status === "closed") toBot();
      toQueue();
      return "changed";

    case "take_over":
      if (status === "absent") return "SESSION_NOT_FOUND";
      if (status === "closed") return "SESSION_CLOSED";
      if (status === "manual_live") return m.owner === command.agent.id ? "unchanged" : "ALREADY_TAKEN";
      toPerson(command.agent.id);
      return "changed";

    case "release":
      if (status === "absent") return "SESSION_NOT_FOUND";
      if (status === "closed") return "SESSION_CLOSED";
      if (status !== "manual_live") return "NOT_IN_MANUAL";
      if (m.owner !== command.by.id && command.by.id !== ADMIN) return "ALREADY_TAKEN";
      toBot();
      sign();
      return "changed";

    case "cancel":
      if (status === "absent") return "SESSION_NOT_FOUND";
      if (status === "manual_live") return "MANUAL_IN_PROGRESS";
      if (status !== "pending_manual") return "unchanged";
      toBot();
      sign();
      return "changed";

    case "close":
      if (status === "absent") return "SESSION_NOT_FOUND";
      if (status === "closed") return "unchanged";
      if (command.by.id !== ADMIN && m.owner !== command.by.id) return m.owner === null ? "FORBIDDEN" : "ALREADY_TAKEN";
      endTurn();
      Object.assign(m, { status: "closed", owner: null, customerWaitsSince: null });
      return "changed";

    case "finish_turn": {
      if (status === "absent") return "SESSION_NOT_FOUND";
      if (m.turn?.id !== command.turn) {
        if (!m.remembered.includes(command.turn)) return "unchanged";
        m.remembered = m.remembered.filter((id) => id !== command.turn);
        return "changed";
      }
      const { moreAsked } = m.turn;
      if (command.result.kind === "broken_off") {
        endTurn(false);
        if (moreAsked) begin(1);
        return "changed";
      }
      const { kind } = command.result;
      const isShown = kind !== "failed" && command.text !== "";
      if (isShown) sign();
      if (kind === "asks_for_person") {
        if (isShown) {
          endTurn(false);
          m.fails = 0;
        }
        toQueue();
        return "changed";
      }
      endTurn(false);
      if (!isShown || kind === "unknown" || command.text === "我不知道") {
        failed(moreAsked, command.circling?.fires ?? false);
      } else {
        m.fails = 0;
        if (command.circling?.fires === true) toQueue();
        else if (moreAsked) begin(1);
      }
      return "changed";
    }

    case "abandon_turn":
      if (m.turn?.id !== command.turn) return "unchanged";
      lose();
      return "changed";

    case "change_conversation":
      if (command.cause === "first" && (m.hasConversation || !["absent", "bot_active"].includes(status))) {
        return "unchanged";
      }
      if (status === "absent") becomeOpen();
      m.hasConversation = true;
      if (command.cause === "first") return "changed";
      endTurn();
      m.fails = 0;
      return "changed";

    case "pass_deadline": {
      const due = deadlineOfModel(m);
      if (due === null || due.kind !== command.kind || due.at !== command.at || due.at > now) return "unchanged";
      switch (due.kind) {
        case "turn":
          lose();
          break;
        case "wait_notice":
          m.noticeAt = null;
          break;
        case "wait_give_up":
          toBot();
          break;
        case "owner_absent": {
          const seenAt = Math.max(command.ownerSeenAt ?? 0, m.ownerSeenAt);
          if (now - seenAt < 5 * MINUTE) m.ownerSeenAt = seenAt;
          else toQueue();
          break;
        }
        case "idle":
          Object.assign(m, { status: "closed", owner: null, customerWaitsSince: null });
          break;
      }
      return "changed";
    }
  }
}

export function deadlineOfModel(m: Model): { kind: string; at: number } | null {
  const idle = { kind: "idle", at: m.lastSignAt + 24 * HOUR };
  switch (m.status) {
    case "absent":
    case "closed":
      return null;
    case "bot_active":
      return m.turn === null ? idle : { kind: "turn", at: m.turn.until };
    case "pending_manual":
      return m.noticeAt !== null && m.noticeAt <= m.giveUpAt
        ? { kind: "wait_notice", at: m.noticeAt }
        : { kind: "wait_give_up", at: m.giveUpAt };
    case "manual_live": {
      if (m.customerWaitsSince === null) return idle;
      const absent = { kind: "owner_absent", at: Math.max(m.customerWaitsSince, m.ownerSeenAt) + 5 * MINUTE };
      return absent.at <= idle.at ? absent : idle;
    }
  }
}
