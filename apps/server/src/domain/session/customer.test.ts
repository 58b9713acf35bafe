import { describe, expect, test } from "vitest";
import { given, only } from "../../testing/given-when-then.ts";
import {
  ANNA,
  BO,
  cancel,
  chat,
  close,
  escalate,
  HOUR,
  MINUTE,
  open,
  release,
  SETTINGS,
  START,
  STRANGER,
  says,
  setProfile,
  takeOver,
  VIP,
  writesToPerson,
} from "../../testing/session-samples.ts";
import type { Closed, PendingManual } from "./state.ts";

describe("a customer's message", () => {
  test("[S12] is an event with its language, its key and the caller's parameters", () => {
    const message = { ...chat("你好"), clientMessageId: "key-1", parameters: { page: "/range" } };
    expect(only(given(open()).when(message).events, "customer_message")).toEqual({
      type: "customer_message",
      data: { message_id: "msg_1", channel: "bot", lang: "zh", client_message_id: "key-1" },
      personal: { content: "你好", parameters: { page: "/range" } },
    });
  });

  test("[S13] to a person is marked so, even when it asks for one", () => {
    const { events, state } = given(open(), escalate()).when(writesToPerson("转人工"));
    expect(only(events, "customer_message").data.channel).toBe("manual");
    expect(state.status).toBe("pending_manual");
  });

  test("[S12] that calls for a person tells the customer, in their language, before the status changes", () => {
    const { events, state } = given(open()).when(chat("我要转人工"));
    expect(only(events, "system_message").data.key).toBe("transferring");
    expect(only(events, "system_message").personal?.content).toContain("人工客服");
    expect(only(events, "escalated")).toMatchObject({
      data: {
        reason: "keyword",
        requested_as: "keyword",
        severity: "medium",
        rule: "keyword",
        trigger_seq: 2,
        operator: "regulator",
      },
      personal: { details: "keyword: “转人工”" },
    });
    expect(state.status === "pending_manual" && state.escalation.triggerSeq).toBe(2);
  });
});

describe("a VIP", () => {
  test("[S11] [R3] only a verified one counts", () => {
    const unverified = given(open({ ...VIP, verified: false })).and(chat());
    expect(unverified.state.status).toBe("bot_active");
    expect(unverified.state).toMatchObject({ vip: false, verified: false });
    expect(given(open(VIP), chat()).state.status).toBe("pending_manual");
  });

  test("[S11] a profile that comes later counts from then on", () => {
    const story = given(open(), setProfile(VIP));
    expect(only(story.when(chat()).events, "escalated").data).toMatchObject({ reason: "vip", severity: "high" });
  });

  test("[S45] a profile made from an older one does not replace a newer one", () => {
    const guest = given(open(STRANGER));
    const elsewhere = { ...setProfile({ ...STRANGER, pageUrl: "https://shop.example/cart" }), replaces: 2 };
    expect(only(guest.when(elsewhere).events, "profile_set").personal?.page_url).toBe("https://shop.example/cart");
    expect(guest.and(setProfile(VIP)).when(elsewhere).events).toEqual([]);
    expect(given(open()).when({ ...elsewhere, replaces: null }).events).toHaveLength(1);
  });

  test("[R4] is passed on once in 24 hours, across cancelling, closing and coming back", () => {
    const first = given(open(VIP), chat(), cancel());
    const closed = first.later(24 * HOUR - 1).and(chat(), takeOver(ANNA), close(ANNA.id));
    expect(closed.when(chat()).state.status).toBe("bot_active");
    expect(only(closed.later(1).when(chat()).events, "escalated").data.reason).toBe("vip");
  });
});

describe("an escalation", () => {
  test("[S15] carries what the agent and the ladder need", () => {
    const story = given(open(), chat()).later(MINUTE);
    const { events, state } = story.when({ ...escalate("rule", "regulator_triggered"), details: "angry" });
    expect(only(events, "escalated")).toEqual({
      type: "escalated",
      data: {
        reason: "rule",
        requested_as: "regulator_triggered",
        severity: "medium",
        rule: null,
        trigger_seq: 2,
        operator: "user",
        notice_at: story.now + SETTINGS.waitNoticeMs,
        give_up_at: story.now + SETTINGS.waitGiveUpMs,
      },
      personal: { details: "angry" },
    });
    expect((state as PendingManual).escalation).toEqual({
      reason: "rule",
      severity: "medium",
      at: story.now,
      seq: story.events.length + 2,
      triggerSeq: 2,
    });
  });

  test("[S15] asked for twice keeps the first reason and the first waiting time", () => {
    const story = given(escalate()).later(MINUTE / 2);
    const again = story.when({ ...escalate("rule"), severity: "high" });
    expect(again.events).toEqual([]);
    expect(again.state).toMatchObject({ waitingSince: START, escalation: { reason: "manual", severity: "medium" } });
  });

  test("[S16] by an agent who steps in has reason agent_initiated and severity low", () => {
    expect(only(given(chat()).when(takeOver(ANNA)).events, "escalated").data).toMatchObject({
      reason: "agent_initiated",
      severity: "low",
      operator: ANNA.id,
      trigger_seq: 2,
    });
  });
});

describe("a person's part", () => {
  const live = given(chat(), escalate(), takeOver(ANNA));

  test("[S5] has one owner, by whom it was taken", () => {
    expect(live.state).toMatchObject({ status: "manual_live", owner: { id: ANNA.id, seq: live.events.length } });
    expect(live.when(takeOver(BO)).refused).toBe("ALREADY_TAKEN");
  });

  test("[S5] goes to the next only after the first has gone", () => {
    const next = live.and(release(ANNA.id), takeOver(BO));
    expect(next.state).toMatchObject({ owner: { id: BO.id } });
    expect(next.when(says(ANNA)).refused).toBe("ALREADY_TAKEN");
  });

  test("[S14] an agent's first word is theirs, by name", () => {
    const { events } = given(escalate()).when(says(BO, "您好"));
    expect(only(events, "taken_over")).toMatchObject({ data: { agent_id: BO.id }, personal: { agent_name: "小波" } });
    expect(only(events, "agent_message").personal).toEqual({ content: "您好", agent_name: "小波" });
  });

  test("[S17] ends with a sentence before the status, and leaves no turn for what was said meanwhile", () => {
    const { types, events, state } = live.and(writesToPerson("And brakes?")).later(MINUTE).when(release(ANNA.id));
    expect(types).toEqual(["system_message", "released"]);
    expect(only(events, "system_message").data.key).toBe("released");
    expect(only(events, "released").data).toEqual({ operator: ANNA.id, reason: "resolved" });
    expect(state).toMatchObject({ turn: null, escalation: null, failCount: 0, lastManualEndAt: START + MINUTE });
  });

  test("[S18] that nobody wants any more ends with a sentence before the status", () => {
    const { types, events } = given(escalate()).when(cancel());
    expect(types).toEqual(["system_message", "escalation_cancelled"]);
    expect(only(events, "system_message").data.key).toBe("cancelled");
  });

  test("[S19] a closed session keeps neither owner, nor escalation, nor turn", () => {
    const closed = live.and(close(ANNA.id)).state as Closed;
    expect(closed.escalation).toBeNull();
    expect(Object.keys(closed)).not.toContain("owner");
    expect(Object.keys(given(chat(), close("agent_admin", true)).state)).not.toContain("turn");
  });

  test.each([
    { how: "released", end: [release(ANNA.id)] },
    { how: "closed", end: [close(ANNA.id)] },
  ])("[S39] that is $how ends then", ({ end }) => {
    const ended = live.later(MINUTE).and(...end);
    expect(ended.state).toMatchObject({ manualStartAt: START, lastManualEndAt: START + MINUTE });
    // What follows without a person moves neither.
    expect(ended.later(MINUTE).and(chat(), escalate()).state).toMatchObject({
      manualStartAt: START,
      lastManualEndAt: START + MINUTE,
    });
  });

  test("[S39] that an absent owner lost ends then", () => {
    const lost = live.untilDeadline();
    expect(lost.state).toMatchObject({ status: "pending_manual", manualStartAt: START, lastManualEndAt: lost.now });
    expect(lost.now).toBeGreaterThan(START);
  });
});
