import type { StoredEvent } from "../ports/journal.ts";
import type { App } from "./app.ts";
import { MESSAGE_TYPES, present } from "./read-session.ts";
import { type SessionRef, sessionStream } from "./session-ref.ts";

/** A page of messages before `beforeSeq`, oldest first. @throws Refusal SESSION_NOT_FOUND */
export async function readMessages(
  app: App,
  input: { ref: SessionRef; beforeSeq?: number | undefined; limit: number },
): Promise<{ messages: StoredEvent[]; hasMore: boolean }> {
  present(await app.sessions.load(input.ref));
  const newest = await app.journal.read(sessionStream(input.ref), {
    types: MESSAGE_TYPES,
    limit: input.limit + 1,
    newestFirst: true,
    ...(input.beforeSeq === undefined ? {} : { beforeSeq: input.beforeSeq }),
  });
  return { messages: newest.slice(0, input.limit).reverse(), hasMore: newest.length > input.limit };
}
