import { describe, expect, test } from "vitest";
import { given, only, type Story } from "../../testing/given-when-then.ts";
import {
  ANNA,
  answers,
  cancel,
  chat,
  escalate,
  HOUR,
  MINUTE,
  open,
  release,
  ring,
  SECOND,
  SETTINGS,
  START,
  says,
  takeOver,
  writesToPerson,
} from "../../testing/session-samples.ts";
import { IDLE_CLOSE_MS, OWNER_ABSENT_MS } from "./state.ts";

describe("the waiting ladder", () => {
  const pending = given(chat(), escalate());

  test("[S30] after the notice time the customer is told, once", () => {
    expect(pending.deadline).toEqual({ kind: "wait_notice", at: START + SETTINGS.waitNoticeMs });
    const told = pending.untilDeadline();
    expect(only(told.events, "system_message").data.key).toBe("still_waiting");
    expect(told.state).toMatchObject({ status: "pending_manual", noticeAt: null, waitingSince: START });
  });

  test("[S31] after the give-up time the session is with the bot again, with an apology", () => {
    const told = pending.untilDeadline();
    expect(told.deadline).toEqual({ kind: "wait_give_up", at: START + SETTINGS.waitGiveUpMs });
    const over = told.untilDeadline();
    const { events } = told.later(SETTINGS.waitGiveUpMs).when(ring({ kind: "wait_give_up", at: over.now }));
    expect(only(events, "system_message").data.key).toBe("nobody_available");
    expect(over.state).toMatchObject({ status: "bot_active", escalation: null, turn: null });
    expect(over.when(chat("转人工")).state.status).toBe("pending_manual");
  });

  test("[S32] when the server was away for both, the notice comes first, then the end", () => {
    const late = pending.later(HOUR).untilDeadline();
    expect(late.events.at(-1)?.type).toBe("wait_noticed");
    expect(late.untilDeadline().state.status).toBe("bot_active");
  });

  test("[S32] with one time for both, the customer is told before the end", () => {
    const same = given(chat()).under({ waitNoticeMs: MINUTE, waitGiveUpMs: MINUTE }).and(escalate()).untilDeadline();
    expect(same.events.at(-1)?.type).toBe("wait_noticed");
    expect(same.untilDeadline().events.at(-1)?.type).toBe("wait_given_up");
  });

  test("[S32] with no time for a notice there is none", () => {
    const never = given(chat()).under({ waitNoticeMs: HOUR, waitGiveUpMs: MINUTE }).and(escalate()).untilDeadline();
    expect(never.state.status).toBe("bot_active");
  });

  test("[S32] writing does not move it", () => {
    const wrote = pending.later(30 * SECOND).and(writesToPerson());
    expect(wrote.deadline).toEqual(pending.deadline);
  });

  test("[S33] who asks again begins anew", () => {
    const again = pending.untilDeadline().and(cancel(), escalate());
    expect(again.deadline).toEqual({ kind: "wait_notice", at: again.now + SETTINGS.waitNoticeMs });
  });

  test("[S33] so does a customer whose agent has gone", () => {
    const left = pending.later(MINUTE).and(takeOver(ANNA)).untilDeadline();
    expect(left.state).toMatchObject({ waitingSince: left.now });
    expect(left.deadline).toEqual({ kind: "wait_notice", at: left.now + SETTINGS.waitNoticeMs });
  });
});

describe("rings", () => {
  const stories: { title: string; story: Story }[] = [
    { title: "a turn", story: given(chat()) },
    { title: "the notice", story: given(escalate()) },
    { title: "the end of waiting", story: given(escalate()).untilDeadline() },
    { title: "an absent owner", story: given(escalate(), takeOver(ANNA)) },
    { title: "an idle session with the bot", story: given(open()) },
    { title: "an idle session with a person", story: given(escalate(), says(ANNA)) },
  ];

  test.each(stories)("[S23] $title: too early, nothing", ({ story }) => {
    const { deadline, now } = story;
    if (deadline === null) throw new Error("no deadline");
    const early = story.later(deadline.at - now - 1).when(ring(deadline));
    expect(early.events).toEqual([]);
    expect(early.state).toEqual(story.state);
  });

  test.each(stories)("[S23] $title: on time, something; a second time, nothing", ({ story }) => {
    const { deadline } = story;
    if (deadline === null) throw new Error("no deadline");
    const rung = story.untilDeadline();
    expect(rung.events.length).toBeGreaterThan(story.events.length);
    expect(rung.when(ring(deadline)).events).toEqual([]);
  });
});

describe("an owner who is away", () => {
  const live = given(chat(), escalate(), takeOver(ANNA));

  test("[S35] loses the session 5 minutes after the takeover, and the customer is told", () => {
    expect(OWNER_ABSENT_MS).toBe(5 * MINUTE);
    expect(live.deadline).toEqual({ kind: "owner_absent", at: START + 5 * MINUTE });
    const { events, state } = live.later(5 * MINUTE).when(ring({ kind: "owner_absent", at: START + 5 * MINUTE }));
    expect(only(events, "system_message").data.key).toBe("agent_left");
    expect(only(events, "escalated").data).toMatchObject({
      reason: "agent_absent",
      requested_as: "agent_absent",
      severity: "high",
      operator: "system",
      trigger_seq: 2,
    });
    expect(state).not.toHaveProperty("owner");
  });

  test("[S34] [S37] may be away as long as the customer does not wait", () => {
    const answered = live.and(says(ANNA));
    expect(answered.state).toMatchObject({ customerWaitingSince: null });
    expect(answered.deadline?.kind).toBe("idle");
  });

  test("[S34] the customer waits from the first message since the agent's last one", () => {
    const asked = live.and(says(ANNA)).later(HOUR).and(writesToPerson());
    const more = asked.later(MINUTE).and(writesToPerson());
    expect(more.state).toMatchObject({ customerWaitingSince: asked.now });
    expect(more.deadline).toEqual({ kind: "owner_absent", at: asked.now + 5 * MINUTE });
  });

  test("[S36] keeps it when seen within the 5 minutes, until 5 minutes after that", () => {
    const seenAt = START + MINUTE;
    const kept = live.untilDeadline(seenAt);
    expect(kept.state).toMatchObject({ status: "manual_live", ownerSeenAt: seenAt });
    expect(kept.deadline).toEqual({ kind: "owner_absent", at: seenAt + 5 * MINUTE });
    expect(kept.untilDeadline(seenAt).state.status).toBe("pending_manual");
  });

  test("[S36] loses it when last seen exactly 5 minutes ago, or before the takeover", () => {
    expect(live.untilDeadline(START).state.status).toBe("pending_manual");
    expect(live.untilDeadline(START - HOUR).state.status).toBe("pending_manual");
    expect(live.untilDeadline(START + 1).state.status).toBe("manual_live");
  });
});

describe("an idle session", () => {
  test("[S38] closes 24 hours after the last word", () => {
    expect(IDLE_CLOSE_MS).toBe(24 * HOUR);
    const story = given(chat())
      .later(MINUTE)
      .and((told) => answers(told.turn));
    expect(story.deadline).toEqual({ kind: "idle", at: START + MINUTE + 24 * HOUR });
    const closed = story.untilDeadline();
    expect(closed.events.at(-1)).toMatchObject({ type: "closed", data: { operator: "system", reason: "idle" } });
    expect(closed.deadline).toBeNull();
  });

  const quiet = given(open()).later(23 * HOUR);
  test.each([
    { what: "an escalation that nobody took", story: quiet.and(escalate()).untilDeadline().untilDeadline(), since: 23 },
    { what: "a cancel", story: quiet.and(escalate()).later(MINUTE).and(cancel()), since: 23 + 1 / 60 },
    { what: "a release", story: quiet.and(takeOver(ANNA)).later(MINUTE).and(release(ANNA.id)), since: 23 + 1 / 60 },
  ])("[S38] $what counts", ({ story, since }) => {
    expect(story.deadline).toEqual({ kind: "idle", at: START + since * HOUR + 24 * HOUR });
  });

  test("[S38] a takeover counts: an agent does not lose a quiet session at once", () => {
    const late = quiet.and(takeOver(ANNA)).later(HOUR);
    const there = late.untilDeadline(late.now).later(MINUTE);
    expect(there.untilDeadline(there.now).state.status).toBe("manual_live");
  });

  test("[S38] a session whose owner is there and never writes closes too", () => {
    const late = given(escalate(), takeOver(ANNA)).later(24 * HOUR - MINUTE);
    const there = late.untilDeadline(late.now);
    expect(there.deadline).toEqual({ kind: "idle", at: START + 24 * HOUR });
    expect(there.untilDeadline().state.status).toBe("closed");
  });

  test("[S6] a closed session has no deadline, and a word gives it one", () => {
    const closed = given(open()).untilDeadline();
    expect(closed.deadline).toBeNull();
    expect(closed.and(chat()).deadline?.kind).toBe("turn");
  });
});
