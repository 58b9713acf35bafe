import type { RuleDraft } from "@baton/protocol";
import type { Rule } from "../../domain/regulator/rules.ts";
import type { TimedEvent } from "../../domain/session/state.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Expressions } from "../../ports/expressions.ts";
import type { Journal, StreamKey } from "../../ports/journal.ts";
import { asSessionEvent } from "../handle.ts";
import { InvalidInput } from "../invalid-input.ts";
import { sessionRef } from "../session-ref.ts";
import { type Firing, replay } from "./replay.ts";

export interface TryDeps {
  journal: Pick<Journal, "find" | "read">;
  expressions: Expressions;
  clock: Clock;
  /** The shop's, as IANA names it. */
  timeZone: string;
}

export interface Trial {
  sessionsRead: number;
  /** False when it was given up, or a session was too long to be read whole. */
  isComplete: boolean;
  sessions: FiredIn[];
}

export interface FiredIn {
  sessionName: string;
  first: Firing;
  times: number;
  /** A person was called at that moment or later, without this rule. */
  escalatedAnyway: boolean;
}

const SESSIONS_A_PAGE = 50;
/** Of one session, from its beginning. */
const MOST_EVENTS = 2_000;
const MOST_MS = 20_000;

/**
 * Asks a rule at every moment of past conversations, the newest sessions first. Reads only, one session at a time, and
 * ends early when told to or when the time is over.
 * @throws InvalidInput, JournalUnavailable
 */
export async function tryRule(
  deps: TryDeps,
  request: { tenant: string; draft: RuleDraft; limit: number },
  signal: AbortSignal,
): Promise<Trial> {
  const { journal, clock } = deps;
  const rule = compiled(deps.expressions, request.draft);
  const endAt = clock.now() + MOST_MS;
  const trial: Trial = { sessionsRead: 0, isComplete: true, sessions: [] };
  for await (const stream of newestSessions(journal, request.tenant, request.limit)) {
    if (signal.aborted || clock.now() >= endAt) return { ...trial, isComplete: false };
    const stored = await journal.read(stream, { limit: MOST_EVENTS });
    trial.sessionsRead += 1;
    trial.isComplete &&= stored.length < MOST_EVENTS;
    const events = stored.map((event) => ({ ...asSessionEvent(event), seq: event.seq }));
    const firings = replay(events, rule, deps.timeZone);
    const first = firings[0];
    if (first === undefined) continue;
    const sessionName = sessionRef(stream)?.name ?? "";
    trial.sessions.push({ sessionName, first, times: firings.length, escalatedAnyway: isEscalated(events, first) });
  }
  return trial;
}

function compiled(expressions: Expressions, draft: RuleDraft): Rule {
  const condition = expressions.compile(draft.expression);
  if (!condition.ok) throw new InvalidInput("rule.expression", condition.problems[0]);
  return {
    id: "trial",
    version: 1,
    priority: draft.priority,
    action: draft.action,
    coolDownMs: draft.cool_down_seconds * 1000,
    matches: condition.matches,
  };
}

async function* newestSessions(journal: TryDeps["journal"], tenant: string, limit: number): AsyncGenerator<StreamKey> {
  for (let offset = 0; offset < limit; offset += SESSIONS_A_PAGE) {
    const wanted = Math.min(SESSIONS_A_PAGE, limit - offset);
    const { streams } = await journal.find({ tenant, kind: "session", order: "recent", offset, limit: wanted });
    for (const { stream } of streams) yield stream;
    if (streams.length < wanted) return;
  }
}

const isEscalated = (events: readonly (TimedEvent & { seq: number })[], { seq }: Firing): boolean =>
  events.some((event) => event.type === "escalated" && event.seq > seq);
