import type { SessionEventType } from "@baton/protocol";
import type { CommandOf } from "../domain/session/cells.ts";
import type { CommandType, RefusalCode } from "../domain/session/commands.ts";
import type { Status } from "../domain/session/state.ts";
import { given, type Story } from "./given-when-then.ts";
import {
  ADMIN,
  ANNA,
  abandon,
  answers,
  BO,
  cancel,
  changeConversation,
  chat,
  close,
  escalate,
  fails,
  finish,
  HOUR,
  MINUTE,
  open,
  release,
  ring,
  STRANGER,
  says,
  setProfile,
  takeOver,
  VIP,
  writesToPerson,
} from "./session-samples.ts";

/**
 * The contract's table, told a second time: for every command and state each way a cell can go. A cell left out does
 * not compile; an empty one neither.
 */
export interface Case<C extends CommandType> {
  /** The rule, and what makes this case differ from the others of its cell. */
  title: string;
  from: Story;
  command: CommandOf<C>;
  expect: { refused: RefusalCode } | { events: readonly SessionEventType[]; to: Status };
}

type Table = { [C in CommandType]: { [S in Status]: readonly [Case<C>, ...Case<C>[]] } };

const absent = given();
const idle = given(open());
const asking = given(chat());
const pending = given(chat(), escalate());
const live = pending.and(takeOver(ANNA));
const closed = live.and(close(ANNA.id));
const retrying = asking.untilDeadline();
const twoQuestions = asking.and(chat("And in winter?"));
const endedTurn = asking.turn;

const refused = (code: RefusalCode) => ({ refused: code });
const stays = (to: Status) => ({ events: [], to });
const goes = (to: Status, ...events: readonly SessionEventType[]) => ({ events, to });

export const TABLE: Table = {
  open: {
    absent: [
      {
        title: "[S10] without a profile",
        from: absent,
        command: open(),
        expect: goes("bot_active", "session_opened"),
      },
      {
        title: "[S10] with a profile",
        from: absent,
        command: open(VIP),
        expect: goes("bot_active", "session_opened", "profile_set"),
      },
    ],
    bot_active: [{ title: "[S10]", from: idle, command: open(), expect: refused("SESSION_EXISTS") }],
    pending_manual: [{ title: "[S10]", from: pending, command: open(), expect: refused("SESSION_EXISTS") }],
    manual_live: [{ title: "[S10]", from: live, command: open(VIP), expect: refused("SESSION_EXISTS") }],
    closed: [{ title: "[S10]", from: closed, command: open(), expect: refused("SESSION_EXISTS") }],
  },
  set_profile: {
    absent: [{ title: "[S11]", from: absent, command: setProfile(VIP), expect: refused("SESSION_NOT_FOUND") }],
    bot_active: [{ title: "[S11]", from: idle, command: setProfile(VIP), expect: goes("bot_active", "profile_set") }],
    pending_manual: [
      { title: "[S11]", from: pending, command: setProfile(STRANGER), expect: goes("pending_manual", "profile_set") },
    ],
    manual_live: [{ title: "[S11]", from: live, command: setProfile(VIP), expect: goes("manual_live", "profile_set") }],
    closed: [{ title: "[S11]", from: closed, command: setProfile(VIP), expect: goes("closed", "profile_set") }],
  },
  customer_chat: {
    absent: [
      {
        title: "[S12] a question",
        from: absent,
        command: chat(),
        expect: goes("bot_active", "session_opened", "customer_message", "bot_turn_started"),
      },
      {
        title: "[S12] asks for a person",
        from: absent,
        command: chat("转人工"),
        expect: goes("pending_manual", "session_opened", "customer_message", "system_message", "escalated"),
      },
    ],
    bot_active: [
      {
        title: "[S12] a question, no turn runs",
        from: idle,
        command: chat(),
        expect: goes("bot_active", "customer_message", "bot_turn_started"),
      },
      {
        title: "[S12] [S24] a question while a turn runs",
        from: asking,
        command: chat(),
        expect: goes("bot_active", "customer_message"),
      },
      {
        title: "[S12] asks for a person, no turn runs",
        from: idle,
        command: chat("I want a real person"),
        expect: goes("pending_manual", "customer_message", "system_message", "escalated"),
      },
      {
        title: "[S12] [S25] asks for a person while a turn runs",
        from: asking,
        command: chat("人工"),
        expect: goes("pending_manual", "customer_message", "bot_turn_ended", "system_message", "escalated"),
      },
      {
        title: "[S12] a VIP",
        from: given(open(VIP)),
        command: chat(),
        expect: goes("pending_manual", "customer_message", "system_message", "escalated"),
      },
    ],
    pending_manual: [
      { title: "[S12]", from: pending, command: chat("转人工"), expect: refused("SESSION_IN_MANUAL_MODE") },
    ],
    manual_live: [{ title: "[S12]", from: live, command: chat(), expect: refused("SESSION_IN_MANUAL_MODE") }],
    closed: [
      {
        title: "[S12] a question",
        from: closed,
        command: chat(),
        expect: goes("bot_active", "reopened", "customer_message", "bot_turn_started"),
      },
      {
        title: "[S12] asks for a person",
        from: closed,
        command: chat("转人工"),
        expect: goes("pending_manual", "reopened", "customer_message", "system_message", "escalated"),
      },
    ],
  },
  customer_manual: {
    absent: [{ title: "[S13]", from: absent, command: writesToPerson(), expect: refused("SESSION_NOT_FOUND") }],
    bot_active: [{ title: "[S13]", from: asking, command: writesToPerson(), expect: refused("NOT_IN_MANUAL") }],
    pending_manual: [
      {
        title: "[S13]",
        from: pending,
        command: writesToPerson("转人工"),
        expect: goes("pending_manual", "customer_message"),
      },
    ],
    manual_live: [
      { title: "[S13]", from: live, command: writesToPerson(), expect: goes("manual_live", "customer_message") },
    ],
    closed: [{ title: "[S13]", from: closed, command: writesToPerson(), expect: refused("SESSION_CLOSED") }],
  },
  agent_message: {
    absent: [{ title: "[S14]", from: absent, command: says(ANNA), expect: refused("SESSION_NOT_FOUND") }],
    bot_active: [{ title: "[S14]", from: asking, command: says(ANNA), expect: refused("NOT_IN_MANUAL") }],
    pending_manual: [
      {
        title: "[S14]",
        from: pending,
        command: says(ANNA),
        expect: goes("manual_live", "taken_over", "agent_message"),
      },
    ],
    manual_live: [
      { title: "[S14] the owner", from: live, command: says(ANNA), expect: goes("manual_live", "agent_message") },
      { title: "[S14] [S5] another agent", from: live, command: says(BO), expect: refused("ALREADY_TAKEN") },
    ],
    closed: [{ title: "[S14]", from: closed, command: says(ANNA), expect: refused("SESSION_CLOSED") }],
  },
  escalate: {
    absent: [
      {
        title: "[S15]",
        from: absent,
        command: escalate(),
        expect: goes("pending_manual", "session_opened", "escalated"),
      },
    ],
    bot_active: [
      { title: "[S15] no turn runs", from: idle, command: escalate(), expect: goes("pending_manual", "escalated") },
      {
        title: "[S15] [S25] while a turn runs",
        from: asking,
        command: escalate("rule", "regulator_triggered"),
        expect: goes("pending_manual", "bot_turn_ended", "escalated"),
      },
    ],
    pending_manual: [{ title: "[S15]", from: pending, command: escalate("rule"), expect: stays("pending_manual") }],
    manual_live: [{ title: "[S15]", from: live, command: escalate(), expect: refused("MANUAL_IN_PROGRESS") }],
    closed: [
      { title: "[S15]", from: closed, command: escalate(), expect: goes("pending_manual", "reopened", "escalated") },
    ],
  },
  take_over: {
    absent: [{ title: "[S16]", from: absent, command: takeOver(ANNA), expect: refused("SESSION_NOT_FOUND") }],
    bot_active: [
      {
        title: "[S16] no turn runs",
        from: idle,
        command: takeOver(ANNA),
        expect: goes("manual_live", "escalated", "taken_over"),
      },
      {
        title: "[S16] [S25] while a turn runs",
        from: asking,
        command: takeOver(ANNA),
        expect: goes("manual_live", "bot_turn_ended", "escalated", "taken_over"),
      },
    ],
    pending_manual: [
      { title: "[S16]", from: pending, command: takeOver(ANNA), expect: goes("manual_live", "taken_over") },
    ],
    manual_live: [
      { title: "[S16] the owner", from: live, command: takeOver(ANNA), expect: stays("manual_live") },
      { title: "[S16] [S5] another agent", from: live, command: takeOver(BO), expect: refused("ALREADY_TAKEN") },
    ],
    closed: [{ title: "[S16]", from: closed, command: takeOver(ANNA), expect: refused("SESSION_CLOSED") }],
  },
  release: {
    absent: [{ title: "[S17]", from: absent, command: release(ANNA.id), expect: refused("SESSION_NOT_FOUND") }],
    bot_active: [{ title: "[S17]", from: asking, command: release(ADMIN, true), expect: refused("NOT_IN_MANUAL") }],
    pending_manual: [
      { title: "[S17]", from: pending, command: release(ADMIN, true), expect: refused("NOT_IN_MANUAL") },
    ],
    manual_live: [
      {
        title: "[S17] the owner",
        from: live,
        command: release(ANNA.id),
        expect: goes("bot_active", "system_message", "released"),
      },
      {
        title: "[S17] an admin",
        from: live,
        command: release(ADMIN, true),
        expect: goes("bot_active", "system_message", "released"),
      },
      { title: "[S17] another agent", from: live, command: release(BO.id), expect: refused("ALREADY_TAKEN") },
    ],
    closed: [{ title: "[S17]", from: closed, command: release(ADMIN, true), expect: refused("SESSION_CLOSED") }],
  },
  cancel: {
    absent: [{ title: "[S18]", from: absent, command: cancel(), expect: refused("SESSION_NOT_FOUND") }],
    bot_active: [{ title: "[S18] a turn goes on", from: asking, command: cancel(), expect: stays("bot_active") }],
    pending_manual: [
      {
        title: "[S18]",
        from: pending,
        command: cancel(),
        expect: goes("bot_active", "system_message", "escalation_cancelled"),
      },
    ],
    manual_live: [{ title: "[S18]", from: live, command: cancel(), expect: refused("MANUAL_IN_PROGRESS") }],
    closed: [{ title: "[S18]", from: closed, command: cancel(), expect: stays("closed") }],
  },
  close: {
    absent: [{ title: "[S19]", from: absent, command: close(ADMIN, true), expect: refused("SESSION_NOT_FOUND") }],
    bot_active: [
      { title: "[S19] an admin", from: idle, command: close(ADMIN, true), expect: goes("closed", "closed") },
      {
        title: "[S19] [S25] an admin, while a turn runs",
        from: asking,
        command: close(ADMIN, true),
        expect: goes("closed", "bot_turn_ended", "closed"),
      },
      { title: "[S19] an agent", from: idle, command: close(ANNA.id), expect: refused("FORBIDDEN") },
    ],
    pending_manual: [
      { title: "[S19] an admin", from: pending, command: close(ADMIN, true), expect: goes("closed", "closed") },
      { title: "[S19] an agent", from: pending, command: close(ANNA.id), expect: refused("FORBIDDEN") },
    ],
    manual_live: [
      { title: "[S19] the owner", from: live, command: close(ANNA.id), expect: goes("closed", "closed") },
      { title: "[S19] an admin", from: live, command: close(ADMIN, true), expect: goes("closed", "closed") },
      { title: "[S19] another agent", from: live, command: close(BO.id), expect: refused("ALREADY_TAKEN") },
    ],
    closed: [{ title: "[S19]", from: closed, command: close(BO.id), expect: stays("closed") }],
  },
  finish_turn: {
    absent: [{ title: "[S20]", from: absent, command: answers(endedTurn), expect: refused("SESSION_NOT_FOUND") }],
    bot_active: [
      {
        title: "[S20] the current turn answers",
        from: asking,
        command: answers(asking.turn),
        expect: goes("bot_active", "bot_reply"),
      },
      {
        title: "[S20] [S24] the current turn answers, and more was asked",
        from: twoQuestions,
        command: answers(twoQuestions.turn),
        expect: goes("bot_active", "bot_reply", "bot_turn_started"),
      },
      {
        title: "[S26] the current turn says it does not know",
        from: asking,
        command: finish(asking.turn, { kind: "unknown" }, "I do not have that."),
        expect: goes("bot_active", "bot_reply"),
      },
      {
        title: "[S26] the current turn fails",
        from: asking,
        command: fails(asking.turn),
        expect: goes("bot_active", "bot_turn_ended", "system_message"),
      },
      {
        title: "[S26] [S24] the current turn fails, and more was asked",
        from: twoQuestions,
        command: fails(twoQuestions.turn),
        expect: goes("bot_active", "bot_turn_ended", "system_message", "bot_turn_started"),
      },
      {
        title: "[S26] the current turn is empty",
        from: asking,
        command: answers(asking.turn, ""),
        expect: goes("bot_active", "bot_turn_ended", "system_message"),
      },
      {
        title: "[S28] the current turn asks for a person, with words",
        from: asking,
        command: finish(asking.turn, { kind: "asks_for_person", reason: "refund" }, "Let me get someone."),
        expect: goes("pending_manual", "bot_reply", "system_message", "escalated"),
      },
      {
        title: "[S28] the current turn asks for a person, without a word",
        from: asking,
        command: finish(asking.turn, { kind: "asks_for_person", reason: "refund" }),
        expect: goes("pending_manual", "bot_turn_ended", "system_message", "escalated"),
      },
      {
        title: "[S20] a turn that was ended",
        from: retrying,
        command: answers(endedTurn),
        expect: goes("bot_active", "bot_reply_discarded"),
      },
      { title: "[S20] an unknown turn", from: asking, command: answers("turn_unknown"), expect: stays("bot_active") },
    ],
    pending_manual: [
      {
        title: "[S20] a turn that was ended",
        from: pending,
        command: answers(endedTurn),
        expect: goes("pending_manual", "bot_reply_discarded"),
      },
      {
        title: "[S20] an unknown turn",
        from: pending,
        command: answers("turn_unknown"),
        expect: stays("pending_manual"),
      },
    ],
    manual_live: [
      {
        title: "[S20] a turn that was ended",
        from: live,
        command: fails(endedTurn),
        expect: goes("manual_live", "bot_reply_discarded"),
      },
      { title: "[S20] an unknown turn", from: live, command: answers("turn_unknown"), expect: stays("manual_live") },
    ],
    closed: [
      {
        title: "[S20] a turn that was ended",
        from: closed,
        command: answers(endedTurn),
        expect: goes("closed", "bot_reply_discarded"),
      },
      { title: "[S20] an unknown turn", from: closed, command: answers("turn_unknown"), expect: stays("closed") },
    ],
  },
  abandon_turn: {
    absent: [{ title: "[S21]", from: absent, command: abandon(endedTurn), expect: stays("absent") }],
    bot_active: [
      {
        title: "[S21] the current turn, at first",
        from: asking,
        command: abandon(asking.turn),
        expect: goes("bot_active", "bot_turn_ended", "bot_turn_started"),
      },
      {
        title: "[S21] the current turn, again",
        from: retrying,
        command: abandon(retrying.turn),
        expect: goes("bot_active", "bot_turn_ended", "system_message"),
      },
      { title: "[S21] another turn", from: retrying, command: abandon(endedTurn), expect: stays("bot_active") },
      { title: "[S21] no turn runs", from: idle, command: abandon(endedTurn), expect: stays("bot_active") },
    ],
    pending_manual: [{ title: "[S21]", from: pending, command: abandon(endedTurn), expect: stays("pending_manual") }],
    manual_live: [{ title: "[S21]", from: live, command: abandon(endedTurn), expect: stays("manual_live") }],
    closed: [{ title: "[S21]", from: closed, command: abandon(endedTurn), expect: stays("closed") }],
  },
  change_conversation: {
    absent: [
      {
        title: "[S22] new",
        from: absent,
        command: changeConversation("new"),
        expect: goes("bot_active", "session_opened", "conversation_changed"),
      },
    ],
    bot_active: [
      {
        title: "[S22] the first",
        from: asking,
        command: changeConversation("first"),
        expect: goes("bot_active", "conversation_changed"),
      },
      {
        title: "[S22] the first, when there is one",
        from: asking.and(changeConversation("first", "conversation-0")),
        command: changeConversation("first"),
        expect: stays("bot_active"),
      },
      {
        title: "[S22] new, no turn runs",
        from: idle,
        command: changeConversation("new"),
        expect: goes("bot_active", "conversation_changed"),
      },
      {
        title: "[S22] [S25] clear, while a turn runs",
        from: asking,
        command: changeConversation("clear"),
        expect: goes("bot_active", "bot_turn_ended", "conversation_changed"),
      },
    ],
    pending_manual: [
      {
        title: "[S22] the first, too late",
        from: pending,
        command: changeConversation("first"),
        expect: stays("pending_manual"),
      },
      {
        title: "[S22] clear",
        from: pending,
        command: changeConversation("clear"),
        expect: goes("pending_manual", "conversation_changed"),
      },
    ],
    manual_live: [
      {
        title: "[S22] the first, too late",
        from: live,
        command: changeConversation("first"),
        expect: stays("manual_live"),
      },
      {
        title: "[S22] new",
        from: live,
        command: changeConversation("new"),
        expect: goes("manual_live", "conversation_changed"),
      },
    ],
    closed: [
      {
        title: "[S22] the first, too late",
        from: closed,
        command: changeConversation("first"),
        expect: stays("closed"),
      },
      {
        title: "[S22] new",
        from: closed,
        command: changeConversation("new"),
        expect: goes("closed", "conversation_changed"),
      },
    ],
  },
  pass_deadline: {
    absent: [
      {
        title: "[S23]",
        from: absent,
        command: ring({ kind: "idle", at: absent.now }),
        expect: stays("absent"),
      },
    ],
    bot_active: [
      {
        title: "[S23] the turn's, at first",
        ...due(asking),
        expect: goes("bot_active", "bot_turn_ended", "bot_turn_started"),
      },
      {
        title: "[S23] the turn's, again",
        ...due(retrying),
        expect: goes("bot_active", "bot_turn_ended", "system_message"),
      },
      { title: "[S38] idle", ...due(idle), expect: goes("closed", "closed") },
      {
        title: "[S23] before its time",
        from: idle,
        command: due(idle).command,
        expect: stays("bot_active"),
      },
      {
        title: "[S23] another moment than the session's",
        from: idle.later(25 * HOUR),
        command: ring({ kind: "idle", at: idle.now }),
        expect: stays("bot_active"),
      },
      {
        title: "[S23] another kind than the session's",
        from: due(idle).from,
        command: { ...due(idle).command, kind: "turn" },
        expect: stays("bot_active"),
      },
    ],
    pending_manual: [
      {
        title: "[S30] the notice",
        ...due(pending),
        expect: goes("pending_manual", "system_message", "wait_noticed"),
      },
      {
        title: "[S31] the end of waiting",
        ...due(pending.untilDeadline()),
        expect: goes("bot_active", "system_message", "wait_given_up"),
      },
      {
        title: "[S23] the notice once more",
        from: pending.untilDeadline(),
        command: due(pending).command,
        expect: stays("pending_manual"),
      },
    ],
    manual_live: [
      {
        title: "[S35] an absent owner",
        ...due(live),
        expect: goes("pending_manual", "system_message", "escalated"),
      },
      {
        title: "[S36] an owner who was seen",
        ...due(live, live.now + MINUTE),
        expect: goes("manual_live", "owner_seen"),
      },
      { title: "[S38] idle", ...due(live.and(says(ANNA))), expect: goes("closed", "closed") },
      {
        title: "[S23] after the agent's answer",
        from: due(live).from.and(says(ANNA)),
        command: due(live).command,
        expect: stays("manual_live"),
      },
    ],
    closed: [
      {
        title: "[S23]",
        from: closed.later(25 * HOUR),
        command: due(live).command,
        expect: stays("closed"),
      },
    ],
  },
};

/** The story at its deadline, and the ring for it. */
function due(story: Story, ownerSeenAt: number | null = null): Pick<Case<"pass_deadline">, "from" | "command"> {
  if (story.deadline === null) throw new Error("no deadline");
  return { from: story.later(story.deadline.at - story.now), command: ring(story.deadline, ownerSeenAt) };
}
