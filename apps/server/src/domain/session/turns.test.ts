import { describe, expect, test } from "vitest";
import { given, only, type Story } from "../../testing/given-when-then.ts";
import {
  ADMIN,
  ANNA,
  abandon,
  answers,
  cancel,
  changeConversation,
  chat,
  close,
  escalate,
  fails,
  finish,
  HOUR,
  open,
  release,
  SETTINGS,
  START,
  takeOver,
} from "../../testing/session-samples.ts";
import type { Command } from "./commands.ts";
import { deadlineOf, ENDED_TURNS_KEPT } from "./state.ts";

const asking = given(open(), chat());

describe("questions", () => {
  test("[S24] a turn names the message that began it", () => {
    expect(only(given(open()).when(chat()).events, "bot_turn_started").data).toEqual({
      turn: "turn_1",
      reply_id: "reply_1",
      after_seq: 1,
      upto_seq: 2,
      deadline: START + SETTINGS.botDeadlineMs,
      attempt: 1,
    });
  });

  test("[S24] messages that came meanwhile are the next turn's, all of them", () => {
    const story = asking.and(chat("And in winter?"), chat("And uphill?"));
    const { events, state } = story.when(answers(story.turn));
    expect(only(events, "bot_turn_started").data).toMatchObject({ after_seq: 2, upto_seq: 5, attempt: 1 });
    expect(state).toMatchObject({ turn: { afterSeq: 2, uptoSeq: 5 } });
  });

  test("[S24] a question after the answer has a turn of its own", () => {
    const story = asking.and((told) => answers(told.turn));
    expect(only(story.when(chat()).events, "bot_turn_started").data).toMatchObject({ after_seq: 4, upto_seq: 5 });
  });

  test("[S24] what was said to a person is no question to the bot", () => {
    const back = asking.and(escalate(), takeOver(ANNA), release(ANNA.id));
    const { events } = back.when(chat());
    expect(only(events, "bot_turn_started").data).toMatchObject({
      after_seq: back.events.length,
      upto_seq: back.events.length + 1,
    });
  });
});

describe("ending a turn", () => {
  const endings: { title: string; command: Command; cause: string }[] = [
    { title: "an escalation", command: escalate(), cause: "escalated" },
    { title: "a message that calls for a person", command: chat("转人工"), cause: "escalated" },
    { title: "a takeover", command: takeOver(ANNA), cause: "taken_over" },
    { title: "a new conversation", command: changeConversation("new"), cause: "conversation_changed" },
    { title: "clearing", command: changeConversation("clear"), cause: "conversation_changed" },
    { title: "closing", command: close(ADMIN, true), cause: "closed" },
  ];

  test.each(endings)("[S25] [S20] $title: the reply is never shown, and recorded once", ({ command, cause }) => {
    const ended = asking.and(command);
    expect(only(ended.events, "bot_turn_ended").data).toMatchObject({ turn: asking.turn, cause });
    const late = ended.when(answers(asking.turn, "About 80 km."));
    expect(late.events).toEqual([
      {
        type: "bot_reply_discarded",
        data: { turn: asking.turn, reply_id: "reply_1", cause },
        personal: { content: "About 80 km." },
      },
    ]);
    expect(ended.and(answers(asking.turn)).when(answers(asking.turn)).events).toEqual([]);
  });

  test.each(endings)("[S25] $title: the end comes before what ends it", ({ command }) => {
    const { types } = asking.when(command);
    const consequences = types.filter((type) => type !== "customer_message");
    expect(consequences[0]).toBe("bot_turn_ended");
  });

  test("[S25] a reply that was begun before a person came is not shown after they have gone", () => {
    const over = asking.and(takeOver(ANNA), release(ANNA.id));
    expect(over.when(answers(asking.turn)).types).toEqual(["bot_reply_discarded"]);
    const waited = asking.and(escalate(), cancel(), chat("Still there?"));
    expect(waited.when(answers(asking.turn)).types).toEqual(["bot_reply_discarded"]);
    expect(waited.and(answers(asking.turn)).turn).toBe(waited.turn);
  });

  test("[S20] a reply that was shown is not shown again", () => {
    const answered = asking.and(answers(asking.turn));
    expect(answered.when(answers(asking.turn)).events).toEqual([]);
  });

  test("[S20] a failure that was told is not told again", () => {
    const failed = asking.and(fails(asking.turn));
    expect(failed.when(fails(asking.turn)).events).toEqual([]);
    expect(failed.when(answers(asking.turn)).events).toEqual([]);
  });

  test("[S20] the last five ended turns are remembered", () => {
    const turns: string[] = [];
    let story: Story = given(open());
    for (let round = 0; round <= ENDED_TURNS_KEPT; round++) {
      story = story.and(chat());
      turns.push(story.turn);
      story = story.and(changeConversation("clear"));
    }
    const [forgotten = "", ...remembered] = turns;
    expect(remembered).toHaveLength(5);
    expect(story.when(answers(forgotten)).events).toEqual([]);
    for (const turn of remembered) expect(story.when(answers(turn)).types).toEqual(["bot_reply_discarded"]);
  });
});

describe("losing a turn", () => {
  test.each([
    { how: "its deadline passes", cause: "timed_out", lose: (story: Story) => story.untilDeadline() },
    { how: "its instance is gone", cause: "abandoned", lose: (story: Story) => story.and(abandon(story.turn)) },
  ])("[S21] when $how it is tried once more, then the customer is told", ({ cause, lose }) => {
    const more = asking.and(chat("And in winter?"));
    const again = lose(more);
    expect(only(again.events, "bot_turn_ended").data).toMatchObject({ turn: more.turn, cause });
    expect(again.state).toMatchObject({ failCount: 0, turn: { attempt: 2, afterSeq: 1, uptoSeq: 4 } });
    expect(again.turn).not.toBe(more.turn);
    expect(again.when(answers(more.turn)).types).toEqual(["bot_reply_discarded"]);

    const told = lose(again);
    expect(told.events.at(-1)).toMatchObject({ type: "system_message", data: { key: "bot_failed" } });
    expect(told.state).toMatchObject({ failCount: 1, turn: null });
  });

  test("[S21] [S24] the second loss starts a turn for what came since the first", () => {
    const again = asking.untilDeadline().and(chat("And in winter?"));
    const told = again.untilDeadline();
    expect(told.state).toMatchObject({ turn: { attempt: 1, afterSeq: 2, uptoSeq: 6 } });
  });

  test("[S21] the deadline leaves the bot its whole time", () => {
    expect(asking.deadline).toEqual({ kind: "turn", at: asking.now + SETTINGS.botDeadlineMs });
  });

  test("[S29] a session whose turn's timer rings a day late still answers", () => {
    const late = asking.later(25 * HOUR).untilDeadline();
    expect(late.state).toMatchObject({ status: "bot_active", turn: { attempt: 2 } });
    expect(deadlineOf(late.state)?.kind).toBe("turn");
    expect(late.when(answers(late.turn)).types).toEqual(["bot_reply"]);
  });
});

describe("failures", () => {
  const unknown = (story: Story) => finish(story.turn, { kind: "unknown" }, "I have nothing on that.");
  const sorry = (story: Story) => answers(story.turn, "抱歉，我无法回答。");
  const failing = (story: Story) => fails(story.turn);
  const answering = (story: Story) => answers(story.turn);

  test.each([
    { what: "that does not know", reply: unknown },
    { what: "worded like it", reply: sorry },
  ])("[S26] a reply $what is shown, as unanswered", ({ reply }) => {
    const { events, state } = asking.when(reply);
    expect(only(events, "bot_reply").data.answered).toBe(false);
    expect(state).toMatchObject({ failCount: 1, turn: null });
  });

  test("[S26] a reply that failed is not shown, and says of which kind", () => {
    const { events } = asking.when(finish(asking.turn, { kind: "failed", failure: "too_long" }, "words, words"));
    expect(only(events, "bot_turn_ended").data).toEqual({
      turn: asking.turn,
      reply_id: "reply_1",
      cause: "failed",
      failure: "too_long",
    });
    expect(JSON.stringify(events)).not.toContain("words");
  });

  test("[S26] an empty reply is a failure", () => {
    const { events } = asking.when(answers(asking.turn, ""));
    expect(only(events, "bot_turn_ended").data).toMatchObject({ cause: "failed", failure: "empty" });
    expect(only(events, "system_message").data.key).toBe("bot_failed");
  });

  test("[R8] [S27] the third failure in a row leads to a person, whatever kinds they were", () => {
    const twice = asking.and(unknown, chat(), failing, chat());
    const { types, events, state } = twice.when(sorry);
    expect(types).toEqual(["bot_reply", "system_message", "escalated"]);
    expect(only(events, "escalated")).toMatchObject({
      data: { reason: "fail_loop", severity: "medium", rule: "fail_loop" },
      personal: { details: "fail_loop: the bot failed 3 times in a row" },
    });
    expect(state).toMatchObject({ status: "pending_manual", failCount: 3 });
  });

  test("[S27] a question lost twice is one failure, so two of them do not lead to a person", () => {
    const twice = asking.untilDeadline().untilDeadline().and(chat()).untilDeadline().untilDeadline();
    expect(twice.state).toMatchObject({ status: "bot_active", failCount: 2 });
    const third = twice.and(chat()).untilDeadline();
    expect(third.state.status).toBe("bot_active");
    expect(third.untilDeadline().state).toMatchObject({ status: "pending_manual", failCount: 3 });
  });

  test("[R8] only what comes in a row counts", () => {
    const story = asking.and(unknown, chat(), unknown, chat(), answering, chat(), unknown, chat(), unknown);
    expect(story.state).toMatchObject({ status: "bot_active", failCount: 2 });
  });

  test.each([
    { how: "a release", commands: [takeOver(ANNA), release(ANNA.id)] },
    { how: "a cancel", commands: [escalate(), cancel()] },
    { how: "a reopening", commands: [close(ADMIN, true), chat()] },
    { how: "clearing", commands: [changeConversation("clear")] },
  ])("[S26] [S22] $how sets them to zero", ({ commands }) => {
    const story = asking.and(unknown, ...commands);
    expect(story.state).toMatchObject({ status: "bot_active", failCount: 0 });
  });

  test("[S26] a wait in vain sets them to zero, or the next failure would ask for nobody again", () => {
    const story = asking.and(unknown, chat(), unknown, chat(), unknown).untilDeadline().untilDeadline();
    expect(story.state).toMatchObject({ status: "bot_active", failCount: 0 });
  });
});

describe("the bot asks for a person", () => {
  test("[S28] [R10] its words are shown, then the customer is told, then the status changes", () => {
    const { types, events } = asking.when(
      finish(asking.turn, { kind: "asks_for_person", reason: "wants a refund" }, "Let me get someone."),
    );
    expect(types).toEqual(["bot_reply", "system_message", "escalated"]);
    expect(only(events, "bot_reply").data.answered).toBe(true);
    expect(only(events, "escalated")).toMatchObject({
      data: { reason: "bot_request", severity: "medium", trigger_seq: 2 },
      personal: { details: "bot_request: wants a refund" },
    });
  });

  test("[R10] even where it is the third failure", () => {
    const failing = (story: Story) => fails(story.turn);
    const story = asking.and(failing, chat(), failing, chat());
    const { events } = story.when(finish(story.turn, { kind: "asks_for_person", reason: "refund" }));
    expect(only(events, "escalated").data.reason).toBe("bot_request");
  });
});

describe("conversations", () => {
  test("[S22] new and clear let the bot's memory begin after the event", () => {
    const cleared = asking.and(changeConversation("clear", "conversation-2"));
    expect(cleared.state).toMatchObject({
      conversationId: "conversation-2",
      conversationSeq: cleared.events.length,
      turn: null,
    });
  });

  test("[S22] the first forgets nothing, ends no turn and leaves the failures", () => {
    const failed = asking.and((story) => fails(story.turn), chat());
    const { state } = failed.when(changeConversation("first", "conversation-1"));
    expect(state).toMatchObject({
      conversationId: "conversation-1",
      conversationSeq: 0,
      failCount: 1,
      turn: { turn: failed.turn },
    });
  });
});
