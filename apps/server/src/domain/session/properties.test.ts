import { isDeepStrictEqual } from "node:util";
import { SessionEvent } from "@baton/protocol";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { envAt } from "../../testing/given-when-then.ts";
import { commandOf, intent, pauseMs, WORDS } from "../../testing/session-intents.ts";
import { ADMIN, ANNA, HOUR, ring, SETTINGS, START, VIP } from "../../testing/session-samples.ts";
import { checkTrail } from "../../testing/session-trail.ts";
import type { Decision } from "./cells.ts";
import type { Command } from "./commands.ts";
import { decide } from "./decide.ts";
import { evolve, fold } from "./evolve.ts";
import { ABSENT, type Deadline, deadlineOf, type SessionState, type TimedEvent } from "./state.ts";
import { summarize } from "./summary.ts";

const RUNS = 400;

const EVERY_TYPE = new Set<string>(SessionEvent.options.map(({ shape }) => shape.type.value));

interface Step {
  now: number;
  before: SessionState;
  command: Command;
  decision: Decision;
  after: SessionState;
}

const steps = fc.array(fc.record({ pause: pauseMs, intent }), { maxLength: 40, size: "max" });

type Steps = typeof steps extends fc.Arbitrary<infer Value> ? Value : never;

/** Plays a session from nothing; what is refused stands in the story too. */
function play(wanted: Steps): { steps: Step[]; events: TimedEvent[] } {
  const told: Step[] = [];
  const events: TimedEvent[] = [];
  const turns: string[] = [];
  const deadlines: Deadline[] = [];
  let state: SessionState = ABSENT;
  let now = START;
  for (const [place, { pause, intent: next }] of wanted.entries()) {
    now += pause;
    const command = commandOf(next, { turns, deadlines }, now);
    const before = freeze(state);
    const decision = decide(before, freeze(command), envAt(now, SETTINGS, place));
    for (const event of "refused" in decision ? [] : decision.events) {
      const timed = { ...event, time: now };
      events.push(timed);
      state = evolve(state, timed);
      if (event.type === "bot_turn_started") turns.push(event.data.turn);
    }
    const deadline = deadlineOf(state);
    if (deadline !== null) deadlines.push(deadline);
    told.push({ now, before, command, decision, after: state });
  }
  return { steps: told, events };
}

function freeze<Value>(value: Value): Value {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(freeze);
  }
  return value;
}

const forEveryStory = (check: (story: ReturnType<typeof play>) => void) =>
  fc.assert(
    fc.property(steps, (wanted) => check(play(wanted))),
    { numRuns: RUNS },
  );

const forEveryStep = (check: (step: Step) => void) => forEveryStory((story) => story.steps.forEach(check));

describe("any story", () => {
  test("[S1] has one answer to each command: the same again, and refusals that nothing changes", () => {
    forEveryStory(({ steps: told }) => {
      for (const [place, { before, command, decision, after, now }] of told.entries()) {
        expect(decide(before, command, envAt(now, SETTINGS, place))).toEqual(decision);
        if ("refused" in decision || decision.events.length === 0) expect(after).toBe(before);
      }
    });
  });

  test("[S2] [S3] is the fold of its events, numbered from 1 without a gap", () => {
    forEveryStory(({ steps: told, events }) => {
      const last = told.at(-1)?.after ?? ABSENT;
      expect(fold(events)).toEqual(last);
      expect(last.seq).toBe(events.length);
    });
  });

  test("comes to every state and writes every event, or these tests would prove little", () => {
    const statuses = new Set<string>();
    const types = new Set<string>();
    forEveryStory(({ steps: told, events }) => {
      for (const { after } of told) statuses.add(after.status);
      for (const { type } of events) types.add(type);
    });
    expect(statuses.size).toBe(5);
    expect(types).toEqual(EVERY_TYPE);
  });

  test("[S3] is made of events as the protocol has them", () => {
    forEveryStory(({ events }) => {
      for (const { time: _, ...event } of events) expect(SessionEvent.parse(event)).toEqual(event);
    });
  });

  test("[S4] folds to plain JSON without anybody's words", () => {
    forEveryStep(({ after }) => {
      const json = JSON.stringify(after);
      expect(isDeepStrictEqual(JSON.parse(json), after)).toBe(true);
      expect(isDeepStrictEqual(structuredClone(after), after)).toBe(true);
      for (const words of [WORDS, ANNA.name, VIP.email, VIP.name, VIP.customerId]) expect(json).not.toContain(words);
    });
  });

  test("[S4] keeps people's words out of what is never erased", () => {
    forEveryStory(({ events }) => {
      const kept = JSON.stringify(events.map(({ data }) => data));
      for (const words of [WORDS, ANNA.name, VIP.email, VIP.name, VIP.customerId]) expect(kept).not.toContain(words);
    });
  });

  test("[S5] [S20] [S24] [S25] has one owner and one turn at a time, and forgets no question", () => {
    forEveryStory(({ events }) => checkTrail(events.map((event, index) => ({ seq: index + 1, event }))));
  });

  test("[S5] has an owner and a turn only where they belong", () => {
    forEveryStep(({ after }) => {
      expect("owner" in after).toBe(after.status === "manual_live");
      expect("turn" in after).toBe(after.status === "bot_active");
      const escalated = after.status === "pending_manual" || after.status === "manual_live";
      if (after.status !== "absent") expect(after.escalation !== null).toBe(escalated);
    });
  });

  test("[S6] [S42] always has a deadline, but for a closed session, and its row says so", () => {
    forEveryStep(({ after }) => {
      const deadline = deadlineOf(after);
      expect(deadline === null).toBe(after.status === "absent" || after.status === "closed");
      expect(summarize(after).deadlineAt).toBe(deadline?.at ?? null);
    });
  });

  test("[S6] a waiting session has an end of waiting, at most the setting away", () => {
    forEveryStep(({ after }) => {
      if (after.status === "pending_manual") expect(after.giveUpAt - after.waitingSince).toBe(SETTINGS.waitGiveUpMs);
    });
  });

  test("[S23] a deadline that is passed twice changes nothing the second time", () => {
    forEveryStep(({ after }) => {
      const deadline = deadlineOf(after);
      if (deadline === null) return;
      for (const ownerSeenAt of [null, deadline.at, deadline.at - HOUR]) {
        const command = ring(deadline, ownerSeenAt);
        const first = decide(after, command, envAt(deadline.at, SETTINGS, 1_000));
        const events = "refused" in first ? [] : first.events;
        expect(events.length).toBeGreaterThan(0);
        const passed = fold(
          events.map((event) => ({ ...event, time: deadline.at })),
          after,
        );
        expect(decide(passed, command, envAt(deadline.at, SETTINGS, 1_001))).toEqual({ events: [] });
      }
    });
  });

  test("[S23] [S38] left alone it closes: every chain of deadlines ends", () => {
    forEveryStory(({ steps: told }) => {
      let state = told.at(-1)?.after ?? ABSENT;
      let rings = 0;
      for (let next = deadlineOf(state); next !== null; next = deadlineOf(state)) {
        const { at } = next;
        const decision = decide(state, ring(next), envAt(at, SETTINGS, 2_000 + rings));
        const events = "refused" in decision ? [] : decision.events;
        state = fold(
          events.map((event) => ({ ...event, time: at })),
          state,
        );
        rings += 1;
        expect(rings).toBeLessThan(15);
      }
      expect(["absent", "closed"]).toContain(state.status);
    });
  });
});

describe("any events", () => {
  const id = fc.constantFrom("turn_1", "turn_2", ANNA.id, ADMIN);
  const number = fc.nat({ max: 2 ** 40 });
  const words = fc.string();
  const lang = fc.constantFrom("zh" as const, "en" as const);
  const cause = fc.constantFrom("escalated" as const, "failed" as const, "timed_out" as const, "abandoned" as const);
  const turn = { turn: id, reply_id: id };
  const content = fc.option(fc.record({ content: words }));

  /** Every type, whether or not `decide` would have written it here. */
  const event: fc.Arbitrary<SessionEvent> = fc.oneof(
    fc.record({ type: fc.constant("session_opened"), data: fc.record({ lang }), personal: fc.constant(null) }),
    fc.record({
      type: fc.constant("profile_set"),
      data: fc.record({ verified: fc.boolean(), vip: fc.boolean() }),
      personal: fc.option(fc.record({ name: words, customer_id: words, email: words })),
    }),
    fc.record({
      type: fc.constant("customer_message"),
      data: fc.record({ message_id: id, channel: fc.constantFrom("bot" as const, "manual" as const), lang }),
      personal: content,
    }),
    fc.record({
      type: fc.constant("bot_turn_started"),
      data: fc.record({ ...turn, after_seq: number, upto_seq: number, deadline: number, attempt: fc.nat({ max: 3 }) }),
      personal: fc.constant(null),
    }),
    fc.record({
      type: fc.constant("bot_reply"),
      data: fc.record({ ...turn, message_id: id, answered: fc.boolean() }),
      personal: content,
    }),
    fc.record({
      type: fc.constant("bot_turn_ended"),
      data: fc.record({ ...turn, cause }),
      personal: fc.constant(null),
    }),
    fc.record({ type: fc.constant("bot_reply_discarded"), data: fc.record({ ...turn, cause }), personal: content }),
    fc.record({
      type: fc.constant("escalated"),
      data: fc.record({
        reason: fc.constantFrom("vip" as const, "manual" as const, "agent_absent" as const),
        requested_as: words,
        severity: fc.constantFrom("low" as const, "high" as const),
        rule: fc.option(words),
        trigger_seq: fc.option(number),
        operator: id,
        notice_at: number,
        give_up_at: number,
      }),
      personal: fc.option(fc.record({ details: fc.option(words) })),
    }),
    fc.record({
      type: fc.constant("tagged"),
      data: fc.record({ tag: words, rule: words, rule_version: number }),
      personal: fc.constant(null),
    }),
    fc.record({
      type: fc.constant("priority_set"),
      data: fc.record({
        priority: fc.constantFrom("low" as const, "urgent" as const),
        rule: words,
        rule_version: number,
      }),
      personal: fc.constant(null),
    }),
    fc.record({
      type: fc.constantFrom("wait_noticed" as const, "wait_given_up" as const),
      data: fc.constant({}),
      personal: fc.constant(null),
    }),
    fc.record({
      type: fc.constantFrom("escalation_cancelled" as const, "reopened" as const),
      data: fc.record({ operator: id }),
      personal: fc.constant(null),
    }),
    fc.record({
      type: fc.constant("taken_over"),
      data: fc.record({ agent_id: id }),
      personal: fc.option(fc.record({ agent_name: words })),
    }),
    fc.record({
      type: fc.constant("agent_message"),
      data: fc.record({ message_id: id, agent_id: id }),
      personal: fc.option(fc.record({ content: words, agent_name: words })),
    }),
    fc.record({
      type: fc.constant("owner_seen"),
      data: fc.record({ agent_id: id, seen_at: number }),
      personal: fc.constant(null),
    }),
    fc.record({
      type: fc.constantFrom("released" as const, "closed" as const),
      data: fc.record({ operator: id, reason: words }),
      personal: fc.constant(null),
    }),
    fc.record({
      type: fc.constant("system_message"),
      data: fc.record({ message_id: id, key: fc.constantFrom("released" as const, "closed" as const) }),
      personal: content,
    }),
    fc.record({
      type: fc.constant("conversation_changed"),
      data: fc.record({
        conversation_id: id,
        cause: fc.constantFrom("first" as const, "new" as const, "clear" as const),
        operator: id,
      }),
      personal: fc.constant(null),
    }),
  );
  const timed = fc.tuple(event, number).map(([one, time]): TimedEvent => ({ ...one, time }));

  test("[S3] [S4] [S6] give a state, in any order: numbered, plain JSON, with a deadline", () => {
    const seenTypes = new Set<string>();
    const seenStatuses = new Set<string>();
    fc.assert(
      fc.property(fc.array(timed, { maxLength: 30, size: "max" }), (events) => {
        let state: SessionState = ABSENT;
        for (const one of events) {
          const before = freeze(state);
          state = evolve(before, freeze(one));
          seenTypes.add(one.type);
          seenStatuses.add(state.status);
          const begins = before.status !== "absent" || one.type === "session_opened";
          expect(state.seq).toBe(begins ? before.seq + 1 : 0);
          expect(isDeepStrictEqual(JSON.parse(JSON.stringify(state)), state)).toBe(true);
          const hasDeadline = state.status !== "absent" && state.status !== "closed";
          expect(deadlineOf(state) !== null).toBe(hasDeadline);
        }
      }),
      { numRuns: RUNS },
    );
    expect(seenTypes).toEqual(EVERY_TYPE);
    expect(seenStatuses.size).toBe(5);
  });
});
