import type { Lang } from "@baton/protocol";
import type { Receipt } from "../ports/journal.ts";
import type { App } from "./app.ts";
import { recordOf, type SessionRecord } from "./read-session.ts";
import type { Call, SessionRef } from "./session-ref.ts";

/** What the request's word is stored as, and how urgent it is. */
const STORED_AS = {
  user_request: { reason: "manual", severity: "medium" },
  regulator_triggered: { reason: "rule", severity: "medium" },
} as const;

/** @throws Refusal MANUAL_IN_PROGRESS */
export async function escalate(
  app: App,
  input: { ref: SessionRef; requestedAs: keyof typeof STORED_AS; lang: Lang; operator: string },
  call: Call,
): Promise<SessionRecord | { repeated: Receipt }> {
  const { ref, requestedAs, lang, operator } = input;
  const handled = await app.sessions.handle(
    ref,
    { type: "escalate", ...STORED_AS[requestedAs], requestedAs, details: null, lang, operator },
    call,
  );
  return handled.repeated === null ? recordOf(app, ref, handled.state) : { repeated: handled.repeated };
}
