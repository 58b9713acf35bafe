import type { SessionStatus } from "@baton/protocol";
import { completed, type SessionState } from "../domain/session/state.ts";
import type { FindQuery } from "../ports/journal.ts";
import type { App } from "./app.ts";
import { sessionRef } from "./session-ref.ts";
import { type PresentSession, readTexts, type SessionTexts } from "./session-texts.ts";

/** A session as a line of a list. */
export interface SessionLine extends PresentSession, SessionTexts {}

export interface ListQuery {
  tenant: string;
  statuses?: readonly SessionStatus[];
  agentId?: string;
  keyword?: string;
  order: FindQuery["order"];
  offset: number;
  limit: number;
}

export async function listSessions(app: App, query: ListQuery): Promise<{ lines: SessionLine[]; total: number }> {
  const { streams, total } = await app.journal.find({ ...query, kind: "session" });
  const sessions = streams.flatMap((found): PresentSession[] => {
    const ref = sessionRef(found.stream);
    const state = completed(found.state as unknown as SessionState);
    return ref === null || state.status === "absent" ? [] : [{ ref, state }];
  });
  return { lines: await readLines(app, query.tenant, sessions), total };
}

/** Sessions of one tenant, in the order given. */
export async function readLines(app: App, tenant: string, sessions: readonly PresentSession[]): Promise<SessionLine[]> {
  const texts = await readTexts(app.journal, tenant, sessions);
  return sessions.map((session) => ({ ...session, ...texts(session) }));
}
