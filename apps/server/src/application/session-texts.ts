import type { SessionEvent } from "@baton/protocol";
import type { Absent, SessionState } from "../domain/session/state.ts";
import type { EventPlace, Journal } from "../ports/journal.ts";
import { asSessionEvent } from "./handle.ts";
import { type SessionRef, sessionStream } from "./session-ref.ts";

export type LiveState = Exclude<SessionState, Absent>;

/** What a session's state only points to. */
export interface SessionTexts {
  profile: Extract<SessionEvent, { type: "profile_set" }>["personal"];
  escalationDetails: string | null;
  ownerName: string | null;
  lastMessage: SessionEvent | null;
}

export interface PresentSession {
  ref: SessionRef;
  state: LiveState;
}

/** What one reading may ask for: it must not stand before everybody else's. */
const PLACES_AT_ONCE = 1_000;

/**
 * The texts of sessions of one tenant, however many, in few readings.
 * @returns the texts of any one of them
 */
export async function readTexts(
  journal: Journal,
  tenant: string,
  sessions: readonly PresentSession[],
): Promise<(session: PresentSession) => SessionTexts> {
  const places = sessions.flatMap(({ ref, state }) =>
    [state.profileSeq, state.escalation?.seq, ownerSeq(state), state.lastMessageSeq]
      .filter((seq) => typeof seq === "number")
      .map((seq): EventPlace => ({ stream: sessionStream(ref), seq })),
  );
  const events = new Map<string, SessionEvent>();
  for (let begin = 0; begin < places.length; begin += PLACES_AT_ONCE) {
    for (const stored of await journal.readAt(tenant, places.slice(begin, begin + PLACES_AT_ONCE))) {
      events.set(`${stored.stream} ${stored.seq}`, asSessionEvent(stored));
    }
  }
  return ({ ref, state }) => {
    const at = (seq: number | null) => events.get(`${sessionStream(ref)} ${seq}`) ?? null;
    const [profile, escalation, owner] = [at(state.profileSeq), at(state.escalation?.seq ?? null), at(ownerSeq(state))];
    return {
      profile: profile?.type === "profile_set" ? profile.personal : null,
      escalationDetails: escalation?.type === "escalated" ? (escalation.personal?.details ?? null) : null,
      ownerName: owner?.type === "taken_over" ? (owner.personal?.agent_name ?? null) : null,
      lastMessage: at(state.lastMessageSeq),
    };
  };
}

const ownerSeq = (state: LiveState): number | null => (state.status === "manual_live" ? state.owner.seq : null);
