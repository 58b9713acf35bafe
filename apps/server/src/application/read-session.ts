import { fold } from "../domain/session/evolve.ts";
import type { SessionState } from "../domain/session/state.ts";
import type { Journal, StoredEvent } from "../ports/journal.ts";
import type { App } from "./app.ts";
import { asSessionEvent } from "./handle.ts";
import { Refusal } from "./refusal.ts";
import { type SessionRef, sessionStream } from "./session-ref.ts";
import { type LiveState, type PresentSession, readTexts, type SessionTexts } from "./session-texts.ts";

/** A session with the texts that its state only points to. */
export interface SessionRecord extends PresentSession, Omit<SessionTexts, "lastMessage"> {
  /** The newest messages, oldest first. */
  messages: StoredEvent[];
}

export const MESSAGE_TYPES = ["customer_message", "bot_reply", "agent_message", "system_message"] as const;

export const HISTORY_LENGTH = 50;

/** @throws Refusal SESSION_NOT_FOUND */
export async function readSession(app: App, ref: SessionRef): Promise<SessionRecord> {
  return record(app.journal, ref, present(await app.sessions.load(ref)));
}

/** The session as it was at event `seq`: the answer to a request that caused the events up to there. */
export async function readSessionAt(app: App, ref: SessionRef, seq: number): Promise<SessionRecord> {
  const events = await readUpTo(app.journal, ref, seq);
  return record(app.journal, ref, present(fold(events.map(asSessionEvent))));
}

export async function recordOf(app: App, ref: SessionRef, state: SessionState): Promise<SessionRecord> {
  return record(app.journal, ref, present(state));
}

export function present(state: SessionState): LiveState {
  if (state.status === "absent") throw new Refusal("SESSION_NOT_FOUND");
  return state;
}

async function record(journal: Journal, ref: SessionRef, state: LiveState): Promise<SessionRecord> {
  const stream = sessionStream(ref);
  const [messages, texts] = await Promise.all([
    journal.read(stream, {
      beforeSeq: state.seq + 1,
      types: MESSAGE_TYPES,
      limit: HISTORY_LENGTH,
      newestFirst: true,
    }),
    readTexts(journal, ref.tenant, [{ ref, state }]),
  ]);
  const { profile, escalationDetails, ownerName } = texts({ ref, state });
  return { ref, state, messages: messages.reverse(), profile, escalationDetails, ownerName };
}

const PAGE = 500;

/** Every event of the session up to `seq`, optionally only some types. */
export async function readUpTo(
  journal: Journal,
  ref: SessionRef,
  seq: number,
  types?: readonly string[],
): Promise<StoredEvent[]> {
  const events: StoredEvent[] = [];
  for (;;) {
    const page = await journal.read(sessionStream(ref), {
      afterSeq: events.at(-1)?.seq ?? 0,
      beforeSeq: seq + 1,
      ...(types === undefined ? {} : { types }),
      limit: PAGE,
    });
    events.push(...page);
    if (page.length < PAGE) return events;
  }
}
