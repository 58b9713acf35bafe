import type { SessionEvent, SessionEventType } from "@baton/protocol";
import type { Decision } from "../domain/session/cells.ts";
import type { Command, Env, RefusalCode, SessionSettings } from "../domain/session/commands.ts";
import { decide } from "../domain/session/decide.ts";
import { fold } from "../domain/session/evolve.ts";
import { type Deadline, deadlineOf, type SessionState, type TimedEvent } from "../domain/session/state.ts";
import { ring, SAMPLE_RULES, SETTINGS, START } from "./session-samples.ts";

/**
 * A session's story as a test tells it: `given(a, b).later(MINUTE).and(c).when(d)`.
 * A story never changes; each step gives a longer one, so that several tests may go on from the same place.
 */
export interface Story {
  readonly now: number;
  readonly state: SessionState;
  readonly events: readonly TimedEvent[];
  readonly deadline: Deadline | null;
  /** The id of the turn that runs. @throws when none does */
  readonly turn: string;
  /** @throws when the command is refused: what is given must be possible */
  and(...commands: Told[]): Story;
  later(ms: number): Story;
  /** Waits for the session's next deadline and rings it. */
  untilDeadline(ownerSeenAt?: number | null): Story;
  under(settings: Partial<SessionSettings>): Story;
  /** With these rules of the operator's, or a bot that takes no questions. */
  where(world: Partial<World>): Story;
  when(command: Told): Outcome;
}

/** A command, or how to make it from what happened before (to name the turn that runs). */
export type Told = Command | ((story: Story) => Command);

export interface Outcome {
  readonly refused: RefusalCode | null;
  readonly events: readonly SessionEvent[];
  readonly types: readonly SessionEventType[];
  /** The state afterwards: the very same object as before when nothing happened. */
  readonly state: SessionState;
}

export const given = (...commands: Told[]): Story => tell([], START, PLAIN).and(...commands);

type World = Pick<Env, "settings" | "rules" | "botAccepts">;

const PLAIN: World = { settings: SETTINGS, rules: [], botAccepts: true };

function tell(events: readonly TimedEvent[], now: number, world: World): Story {
  const state = fold(events);
  const deadline = deadlineOf(state);
  const outcomeOf = (command: Command) =>
    decide(state, command, { ...envAt(now, world.settings, events.length), ...world });
  const story: Story = {
    now,
    state,
    events,
    deadline,
    get turn() {
      if (state.status !== "bot_active" || state.turn === null) throw new Error(`No turn runs: ${state.status}.`);
      return state.turn.turn;
    },
    and(...commands) {
      const [first, ...rest] = commands;
      if (first === undefined) return story;
      const command = resolve(first, story);
      const decision = outcomeOf(command);
      if ("refused" in decision) throw new Error(`${command.type} in ${state.status}: ${decision.refused}`);
      const told = decision.events.map((event): TimedEvent => ({ ...event, time: now }));
      return tell([...events, ...told], now, world).and(...rest);
    },
    later: (ms) => tell(events, now + ms, world),
    untilDeadline(ownerSeenAt = null) {
      if (deadline === null) throw new Error(`A session that is ${state.status} has no deadline.`);
      return tell(events, Math.max(now, deadline.at), world).and(ring(deadline, ownerSeenAt));
    },
    under: (changed) => tell(events, now, { ...world, settings: { ...world.settings, ...changed } }),
    where: (changed) => tell(events, now, { ...world, ...changed }),
    when: (told) => outcome(state, outcomeOf(resolve(told, story)), now),
  };
  return story;
}

const resolve = (told: Told, story: Story): Command => (typeof told === "function" ? told(story) : told);

function outcome(before: SessionState, decision: Decision, now: number): Outcome {
  if ("refused" in decision) return { refused: decision.refused, events: [], types: [], state: before };
  const { events } = decision;
  const state = fold(
    events.map((event): TimedEvent => ({ ...event, time: now })),
    before,
  );
  return { refused: null, events, types: events.map(({ type }) => type), state };
}

/** The ids are made from the place in the story, so that a story always tells the same. */
export function envAt(now: number, settings: SessionSettings, place: number): Env {
  return {
    now,
    ids: { message: `msg_${place}`, notice: `notice_${place}`, turn: `turn_${place}`, reply: `reply_${place}` },
    settings,
    rules: SAMPLE_RULES,
    botAccepts: true,
  };
}

/** The event of this type. @throws when there is not exactly one */
export function only<Type extends SessionEventType>(
  events: readonly SessionEvent[],
  type: Type,
): Extract<SessionEvent, { type: Type }> {
  const found = events.filter((event): event is Extract<SessionEvent, { type: Type }> => event.type === type);
  const [first] = found;
  if (first === undefined || found.length > 1) throw new Error(`${found.length} events are ${type}, not one.`);
  return first;
}
