import { describe, expect, test } from "vitest";
import { given, only } from "../../testing/given-when-then.ts";
import { ANNA, answers, chat, fails, HOUR, MINUTE, open, release, takeOver } from "../../testing/session-samples.ts";
import type { Rule } from "../regulator/rules.ts";
import { verdict } from "../regulator/verdict.ts";
import { summarize } from "./summary.ts";

/** What the regulator's findings do to a session. */

const rule = (part: Partial<Rule> & Pick<Rule, "action">): Rule => ({
  id: "burning",
  version: 3,
  priority: 0,
  coolDownMs: HOUR,
  matches: ({ message }) => message.text.includes("smoke"),
  ...part,
});

const ESCALATES = rule({ action: { kind: "escalate", reason: "A battery may burn.", severity: "high" } });
const TAGS = rule({ id: "battery", action: { kind: "tag", tag: "battery" } });
const HURRIES = rule({ id: "hurry", action: { kind: "set_priority", priority: "urgent" } });

const circling = verdict(1, 0.5, ["asked 3 times"]);

describe("a bot that is down", () => {
  test("[R14] the next message calls a person at once", () => {
    const { types, events, state } = given(open()).where({ botAccepts: false }).when(chat());
    expect(types).toEqual(["customer_message", "system_message", "escalated"]);
    expect(only(events, "escalated").data).toMatchObject({ reason: "bot_error", rule: "bot_error", trigger_seq: 2 });
    expect(state.status).toBe("pending_manual");
  });

  test("[R14] [R1] who asks for a person gets one for that reason", () => {
    const { events } = given(open()).where({ botAccepts: false }).when(chat("转人工"));
    expect(only(events, "escalated").data.reason).toBe("keyword");
  });

  test("[R14] a message while a turn runs waits for it", () => {
    const { types } = given(chat()).where({ botAccepts: false }).when(chat("And in winter?"));
    expect(types).toEqual(["customer_message"]);
  });

  test("[R14] a turn that fails meanwhile calls a person, without a word about trying again", () => {
    const { types, events } = given(chat())
      .where({ botAccepts: false })
      .when((story) => fails(story.turn));
    expect(types).toEqual(["bot_turn_ended", "system_message", "escalated"]);
    expect(only(events, "system_message").data.key).toBe("transferring");
    expect(only(events, "escalated").data.reason).toBe("bot_error");
  });

  test("[R14] a turn that succeeds meanwhile does not", () => {
    const { state } = given(chat())
      .where({ botAccepts: false })
      .when((story) => answers(story.turn));
    expect(state.status).toBe("bot_active");
  });
});

describe("rules of the operator", () => {
  test("[R19] one that calls a person, with its version and the operator's words", () => {
    const { events } = given(open())
      .where({ rules: [ESCALATES] })
      .when(chat("There is smoke!"));
    const { data, personal } = only(events, "escalated");
    expect(data).toMatchObject({ reason: "rule", rule: "rule:burning", rule_version: 3, severity: "high" });
    expect(personal?.details).toBe("rule:burning: A battery may burn.");
  });

  test("[R18] within its cool-down it calls nobody again, across a release; then it does", () => {
    const served = given(open())
      .where({ rules: [ESCALATES] })
      .and(chat("smoke"), takeOver(ANNA), release(ANNA.id));
    expect(served.when(chat("smoke again")).state.status).toBe("bot_active");
    expect(served.later(HOUR).when(chat("smoke again")).state.status).toBe("pending_manual");
  });

  test("[R17] [R21] tags and priority come with the message, and the bot answers", () => {
    const story = given(open()).where({ rules: [TAGS, HURRIES] });
    const { types, state } = story.when(chat("smoke"));
    expect(types).toEqual(["customer_message", "tagged", "priority_set", "bot_turn_started"]);
    expect(state).toMatchObject({ tags: ["battery"], priority: "urgent" });
  });

  test("[R21] [S43] the priority orders the queue until the session goes back to the bot; tags stay", () => {
    const waiting = given(open())
      .where({ rules: [TAGS, HURRIES] })
      .and(chat("smoke 转人工"));
    expect(summarize(waiting.state).priority).toBe(4);
    const back = waiting.and(takeOver(ANNA), release(ANNA.id));
    expect(back.state).toMatchObject({ tags: ["battery"], priority: null });
  });

  test("[R17] they are asked after the bot's turn too", () => {
    const afterTwo = rule({
      action: { kind: "escalate", reason: "twice", severity: "low" },
      matches: ({ moment, session, bot }) => moment === "reply" && bot.failed && session.failures === 2,
    });
    const story = given(chat()).where({ rules: [afterTwo] });
    const once = story.and((told) => fails(told.turn));
    expect(once.state.status).toBe("bot_active");
    const { types } = once.and(chat()).when((told) => fails(told.turn));
    expect(types).toEqual(["bot_turn_ended", "system_message", "escalated"]);
  });

  test("[R20] messages are counted from the session's coming back to the bot", () => {
    const counts: number[] = [];
    const counting = rule({
      action: { kind: "tag", tag: "never" },
      matches: ({ session }) => counts.push(session.messages) < 0,
    });
    given(open())
      .where({ rules: [counting] })
      .and(chat(), chat(), chat("转人工"), takeOver(ANNA), release(ANNA.id), chat());
    expect(counts).toEqual([1, 2, 3, 1]);
  });
});

describe("a bot that says it hands the customer over", () => {
  test("[R10] is taken at its word: the reply is shown, then a person is called", () => {
    const words = "I'll transfer you to a human agent now, please hold on.";
    const { types, events } = given(chat()).when((story) => answers(story.turn, words));
    expect(types).toEqual(["bot_reply", "system_message", "escalated"]);
    expect(only(events, "escalated").data).toMatchObject({ reason: "bot_request", rule: "bot_request" });
    expect(only(events, "bot_reply").data.answered).toBe(true);
  });

  test("[R10] one that only says how to get there is not", () => {
    const words = 'For that you need a person: type "human agent" and we will transfer you.';
    expect(given(chat()).when((story) => answers(story.turn, words)).state.status).toBe("bot_active");
  });
});

describe("going in circles", () => {
  test("[R16] the reply is shown, then a person is called", () => {
    const { types, events } = given(chat()).when((story) => ({ ...answers(story.turn), circling }));
    expect(types).toEqual(["bot_reply", "system_message", "escalated"]);
    expect(only(events, "escalated").data).toMatchObject({ reason: "repeat", rule: "repeat", trigger_seq: 2 });
  });

  test("[R16] a turn that was ended before says nothing of it", () => {
    const late = given(chat()).and(chat("转人工"));
    const { types } = late.when({ ...answers("turn_0"), circling });
    expect(types).toEqual(["bot_reply_discarded"]);
  });
});

test("[R13] after a release the same old words call nobody again", () => {
  const back = given(chat("转人工"), takeOver(ANNA), release(ANNA.id)).later(MINUTE);
  expect(back.when(chat("How far does it go?")).state.status).toBe("bot_active");
});
