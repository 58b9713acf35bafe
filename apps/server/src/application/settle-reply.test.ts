import { describe, expect, test } from "vitest";
import type { TimedEvent } from "../domain/session/state.ts";
import { settleReply } from "./settle-reply.ts";

type Numbered = TimedEvent & { seq: number };

/** Only what settling looks at. */
const events = (...parts: { type: string; data?: object; content?: string }[]): Numbered[] =>
  parts.map(({ type, data = {}, content }, index) => {
    const personal = content === undefined ? null : { content };
    return { type, data, personal, time: 0, seq: index + 2 } as unknown as Numbered;
  });

const QUESTION = { type: "customer_message", content: "How long?" };
const TURN = { type: "bot_turn_started", data: { turn: "t1", upto_seq: 2 } };
const REPLY = { type: "bot_reply", data: { turn: "t1" }, content: "Five hours." };
const TRANSFER = { type: "system_message", data: { key: "transferring" }, content: "A person will come." };
const escalated = (rule: string | null, trigger: number | null) => ({
  type: "escalated",
  data: { rule, trigger_seq: trigger },
});

const settle = (...parts: Parameters<typeof events>) => settleReply(events(...parts), "en", (key) => key)?.text ?? null;

describe("what became of a message", () => {
  test("is not known before the reply", () => {
    expect(settle(QUESTION, TURN)).toBeNull();
  });

  test("is the same, however much of what follows is read at once", () => {
    const whole = [QUESTION, TURN, REPLY, TRANSFER, escalated(null, 2)];
    for (let end = 3; end <= whole.length; end++) {
      if (end === 4) continue; // No reading ends within an append.
      expect(settle(...whole.slice(0, end))).toBe("Five hours.");
    }
  });

  test("is the transfer when the reply itself led to a person", () => {
    expect(settle(QUESTION, TURN, REPLY, TRANSFER, escalated("fail_loop", 2))).toBe("A person will come.");
  });

  test("is the reply when another rule calls a person for a later message", () => {
    expect(settle(QUESTION, TURN, REPLY, TRANSFER, escalated("keyword", 9))).toBe("Five hours.");
  });

  test("is the transfer when somebody asked for a person before the reply", () => {
    expect(settle(QUESTION, TURN, TRANSFER, escalated(null, 2))).toBe("A person will come.");
  });
});
