import type { SessionEvent, SessionStatus } from "@baton/protocol";
import { completed, type SessionState } from "../domain/session/state.ts";
import type { FindQuery, FoundStream } from "../ports/journal.ts";
import type { App } from "./app.ts";
import { eventAt, type LiveState, readTexts, type SessionRecord } from "./read-session.ts";
import { type SessionRef, sessionRef } from "./session-ref.ts";

/** A session as a line of a list. */
export interface SessionLine
  extends Pick<SessionRecord, "ref" | "state" | "profile" | "escalationDetails" | "ownerName"> {
  lastMessage: SessionEvent | null;
}

export interface ListQuery {
  tenant: string;
  statuses?: readonly SessionStatus[];
  agentId?: string;
  keyword?: string;
  order: FindQuery["order"];
  offset: number;
  limit: number;
}

/** Each line needs a few short readings: a long list must not stand before everybody else's. */
const LINES_AT_ONCE = 8;

export async function listSessions(app: App, query: ListQuery): Promise<{ lines: SessionLine[]; total: number }> {
  const { streams, total } = await app.journal.find({ ...query, kind: "session" });
  const lines: (SessionLine | null)[] = [];
  for (let begin = 0; begin < streams.length; begin += LINES_AT_ONCE) {
    const some = streams.slice(begin, begin + LINES_AT_ONCE);
    lines.push(...(await Promise.all(some.map((found) => lineOf(app, found)))));
  }
  return { lines: lines.filter((line) => line !== null), total };
}

async function lineOf(app: App, found: FoundStream): Promise<SessionLine | null> {
  const ref = sessionRef(found.stream);
  const state = completed(found.state as unknown as SessionState);
  return ref === null || state.status === "absent" ? null : readLine(app, ref, state);
}

export async function readLine(app: App, ref: SessionRef, state: LiveState): Promise<SessionLine> {
  const [texts, lastMessage] = await Promise.all([
    readTexts(app.journal, ref, state),
    eventAt(app.journal, ref, state.lastMessageSeq),
  ]);
  return { ref, state, ...texts, lastMessage };
}
