import type { Lang } from "@baton/protocol";
import type { Profile } from "../domain/session/commands.ts";
import type { Receipt } from "../ports/journal.ts";
import type { App } from "./app.ts";
import { readSession, readSessionAt, recordOf, type SessionRecord } from "./read-session.ts";
import { Refusal } from "./refusal.ts";
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

/**
 * The customer comes back to a session of theirs, with facts that may be newer than ours.
 * @throws Refusal SESSION_EXISTS when the facts are another customer's
 */
export async function resumeSession(
  app: App,
  input: { ref: SessionRef; profile: Profile | null },
  call: Call,
): Promise<SessionRecord> {
  const { ref, profile } = input;
  const known = await readSession(app, ref);
  requireSameCustomer(known, profile);
  if (profile === null || isSame(known, profile)) return known;
  await app.sessions.handle(ref, { type: "set_profile", profile }, { requestId: call.requestId });
  return readSession(app, ref);
}

/** A session that was verified for one customer is not another's, whatever token they bring. */
function requireSameCustomer(known: SessionRecord, profile: Profile | null): void {
  if (profile === null || !known.state.verified) return;
  const { customerId } = profile;
  if (customerId === null || known.profile?.customer_id !== customerId) throw new Refusal("SESSION_EXISTS");
}

export const sessionAt = (app: App, ref: SessionRef) => (receipt: Receipt) => readSessionAt(app, ref, receipt.toSeq);

const isSame = (known: SessionRecord, profile: Profile): boolean =>
  known.state.verified === profile.verified &&
  known.state.vip === (profile.verified && profile.vip) &&
  known.profile?.name === profile.name &&
  known.profile.customer_id === profile.customerId &&
  known.profile.email === profile.email;
