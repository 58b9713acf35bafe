import type { Lang } from "@baton/protocol";
import type { Profile } from "../domain/session/commands.ts";
import type { Receipt } from "../ports/journal.ts";
import type { App } from "./app.ts";
import { readSession, readSessionAt, recordOf, type SessionRecord } from "./read-session.ts";
import type { Call, SessionRef } from "./session-ref.ts";

/** @throws Refusal SESSION_EXISTS */
export async function openSession(
  app: App,
  input: { ref: SessionRef; lang: Lang; profile: Profile | null },
  call: Call,
): Promise<SessionRecord | { repeated: Receipt }> {
  const { ref, lang, profile } = input;
  const handled = await app.sessions.handle(ref, { type: "open", lang, profile }, call);
  return handled.repeated === null ? recordOf(app, ref, handled.state) : { repeated: handled.repeated };
}

/** The customer comes back to a session of theirs, with facts that may be newer than ours. */
export async function resumeSession(
  app: App,
  input: { ref: SessionRef; profile: Profile | null },
  call: Call,
): Promise<SessionRecord> {
  const { ref, profile } = input;
  const known = await readSession(app, ref);
  if (profile === null || isSame(known, profile)) return known;
  await app.sessions.handle(ref, { type: "set_profile", profile }, { requestId: call.requestId });
  return readSession(app, ref);
}

export const sessionAt = (app: App, ref: SessionRef) => (receipt: Receipt) => readSessionAt(app, ref, receipt.toSeq);

const isSame = (known: SessionRecord, profile: Profile): boolean =>
  known.state.verified === profile.verified &&
  known.state.vip === (profile.verified && profile.vip) &&
  known.profile?.name === profile.name &&
  known.profile.customer_id === profile.customerId &&
  known.profile.email === profile.email;
