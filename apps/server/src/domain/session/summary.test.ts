import { describe, expect, test } from "vitest";
import { given } from "../../testing/given-when-then.ts";
import {
  ANNA,
  chat,
  close,
  escalate,
  HOUR,
  MINUTE,
  open,
  SETTINGS,
  START,
  says,
  takeOver,
  VIP,
  writesToPerson,
} from "../../testing/session-samples.ts";
import { summarize } from "./summary.ts";

describe("a session's row", () => {
  test("[S42] [S43] with the bot: its deadline, no owner, no priority, nobody waits", () => {
    expect(summarize(given(open()).state)).toEqual({
      status: "bot_active",
      updatedAt: START,
      agentId: null,
      deadlineAt: START + 24 * HOUR,
      priority: 0,
      waitingSince: null,
    });
  });

  test("[S43] waiting: the priority of the escalation, since when", () => {
    const pending = given(chat()).later(MINUTE).and(escalate()).later(MINUTE).and(writesToPerson());
    expect(summarize(pending.state)).toEqual({
      status: "pending_manual",
      updatedAt: START + 2 * MINUTE,
      agentId: null,
      deadlineAt: START + MINUTE + SETTINGS.waitNoticeMs,
      priority: 2,
      waitingSince: START + MINUTE,
    });
  });

  test("[S42] [S43] with a person: the owner, and since when the customer waits", () => {
    const live = given(escalate()).later(MINUTE).and(takeOver(ANNA));
    expect(summarize(live.state)).toMatchObject({
      status: "manual_live",
      agentId: ANNA.id,
      priority: 2,
      waitingSince: START + MINUTE,
    });
    expect(summarize(live.and(says(ANNA)).state)).toMatchObject({ agentId: ANNA.id, waitingSince: null });
  });

  test.each([
    { severity: "low", story: given(open(), takeOver(ANNA)), priority: 1 },
    { severity: "medium", story: given(escalate()), priority: 2 },
    { severity: "high", story: given(open(VIP), chat()), priority: 3 },
  ])("[S43] severity $severity is priority $priority", ({ story, priority }) => {
    expect(summarize(story.state).priority).toBe(priority);
  });

  test("[S42] [S43] closed: no deadline, no owner, no priority", () => {
    const closed = given(escalate(), takeOver(ANNA), close(ANNA.id));
    expect(summarize(closed.state)).toEqual({
      status: "closed",
      updatedAt: START,
      agentId: null,
      deadlineAt: null,
      priority: 0,
      waitingSince: null,
    });
  });

  test("[S42] not there: no status, no deadline", () => {
    expect(summarize(given().state)).toMatchObject({ status: null, deadlineAt: null });
  });
});
