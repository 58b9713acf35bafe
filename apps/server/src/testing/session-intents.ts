import fc from "fast-check";
import { verdict } from "../domain/regulator/verdict.ts";
import type { CommandOf } from "../domain/session/cells.ts";
import type { Command, TurnResult } from "../domain/session/commands.ts";
import type { Deadline } from "../domain/session/state.ts";
import {
  ADMIN,
  ANNA,
  BO,
  cancel,
  changeConversation,
  chat,
  close,
  escalate,
  open,
  release,
  STRANGER,
  says,
  setProfile,
  takeOver,
  VIP,
  writesToPerson,
} from "./session-samples.ts";

/**
 * What somebody wants of a session that is not known yet: a command whose turn or deadline is named by age (0 is the
 * newest that was seen), so that it can be drawn before the session is played.
 */
export type Intent =
  | Exclude<Command, { type: "finish_turn" | "abandon_turn" | "pass_deadline" }>
  | (Omit<CommandOf<"finish_turn">, "turn"> & { turnAge: number })
  | (Omit<CommandOf<"abandon_turn">, "turn"> & { turnAge: number })
  | { type: "pass_deadline"; deadlineAge: number; ownerSeenAgoMs: number | null };

/** What was seen of a session, oldest first. */
export interface Seen {
  turns: readonly string[];
  deadlines: readonly Deadline[];
}

export function commandOf(intent: Intent, seen: Seen, now: number): Command {
  switch (intent.type) {
    case "finish_turn": {
      const { turnAge, ...command } = intent;
      return { ...command, turn: seen.turns.at(-1 - turnAge) ?? "turn_unknown" };
    }
    case "abandon_turn":
      return { type: "abandon_turn", turn: seen.turns.at(-1 - intent.turnAge) ?? "turn_unknown" };
    case "pass_deadline": {
      const deadline = seen.deadlines.at(-1 - intent.deadlineAge) ?? { kind: "idle", at: now };
      const ownerSeenAt = intent.ownerSeenAgoMs === null ? null : now - intent.ownerSeenAgoMs;
      return { type: "pass_deadline", ...deadline, ownerSeenAt };
    }
    default:
      return intent;
  }
}

/** In no event's `data` and no state: what a person wrote. */
export const WORDS = "§words";

const agent = fc.constantFrom(ANNA, BO);
const text = fc.constantFrom(`How far? ${WORDS}`, `多远？${WORDS}`, `12 ${WORDS.slice(0, 1)}`);
const asksForPerson = fc.constantFrom("转人工", "I want a real person");
const profile = fc.constantFrom(VIP, { ...VIP, verified: false }, STRANGER);
const result = fc.oneof(
  { weight: 4, arbitrary: fc.constant<TurnResult>({ kind: "answered" }) },
  { weight: 2, arbitrary: fc.constant<TurnResult>({ kind: "unknown" }) },
  { weight: 1, arbitrary: fc.constant<TurnResult>({ kind: "asks_for_person", reason: WORDS }) },
  { weight: 2, arbitrary: fc.constant<TurnResult>({ kind: "failed", failure: "unavailable" }) },
  { weight: 1, arbitrary: fc.constant<TurnResult>({ kind: "broken_off", cause: "server_stopped" }) },
);
const reply = fc.oneof(
  { weight: 5, arbitrary: fc.constant(`About 80 km. ${WORDS}`) },
  { weight: 1, arbitrary: fc.constant("我不知道") },
  { weight: 1, arbitrary: fc.constant("") },
);
const circling = fc.oneof(
  { weight: 9, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.constant(verdict(1, 0.5, [`asked 3 times: ${WORDS}`])) },
);
/** Mostly the newest. */
const age = fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat({ max: 7 }) });

const operator = fc.constantFrom([ANNA.id, false] as const, [BO.id, false] as const, [ADMIN, true] as const);

export const intent: fc.Arbitrary<Intent> = fc.oneof(
  { weight: 1, arbitrary: fc.option(profile).map((known) => open(known, "zh")) },
  { weight: 1, arbitrary: profile.map(setProfile) },
  { weight: 8, arbitrary: text.map((words) => chat(words)) },
  { weight: 2, arbitrary: asksForPerson.map((words) => chat(words)) },
  { weight: 3, arbitrary: text.map(writesToPerson) },
  { weight: 4, arbitrary: fc.tuple(agent, text).map(([who, words]) => says(who, words)) },
  { weight: 4, arbitrary: fc.constant({ ...escalate(), details: WORDS }) },
  { weight: 4, arbitrary: agent.map(takeOver) },
  { weight: 3, arbitrary: operator.map(([id, isAdmin]) => release(id, isAdmin)) },
  { weight: 2, arbitrary: fc.constant(cancel()) },
  { weight: 2, arbitrary: operator.map(([id, isAdmin]) => close(id, isAdmin)) },
  { weight: 2, arbitrary: fc.constantFrom("first", "new", "clear").map((cause) => changeConversation(cause)) },
  {
    weight: 8,
    arbitrary: fc.record({
      type: fc.constant("finish_turn"),
      turnAge: age,
      result,
      text: reply,
      circling,
    }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("abandon_turn"), turnAge: age }) },
  {
    weight: 5,
    arbitrary: fc.record({
      type: fc.constant("pass_deadline"),
      deadlineAge: age,
      ownerSeenAgoMs: fc.constantFrom(null, 0, 60_000, 5 * 60_000),
    }),
  },
);

/** How long nothing happens before the next step; the session's own deadlines come close to these. */
export const pauseMs = fc.oneof(
  { weight: 5, arbitrary: fc.constant(0) },
  { weight: 3, arbitrary: fc.constantFrom(1, 59_999, 60_000, 90_000, 5 * 60_000, 10 * 60_000) },
  { weight: 1, arbitrary: fc.constantFrom(23 * 3_600_000, 24 * 3_600_000) },
);
