import { isDeepStrictEqual } from "node:util";
import type { Lang } from "@baton/protocol";
import type { Receipt } from "../ports/journal.ts";
import type { App, Identity, Page, Profile } from "./app.ts";
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
 * The customer comes back to a session of theirs, with a signed identity that may be newer than ours, or from another
 * page. Null for what they do not say.
 * @throws Refusal SESSION_EXISTS when the identity is another customer's
 */
export async function resumeSession(
  app: App,
  input: { ref: SessionRef; identity: Identity | null; page: Page | null },
  call: Call,
): Promise<SessionRecord> {
  const { ref, identity, page } = input;
  const known = await readSession(app, ref);
  requireSameCustomer(known, identity);
  const before = profileIn(known);
  const profile = { ...before, ...identity, ...page };
  if (isDeepStrictEqual(profile, before)) return known;
  // Without an identity of its own the call repeats the one that it read: it must not undo a newer one.
  const replaces = identity === null ? { replaces: known.state.profileSeq } : {};
  await app.sessions.handle(ref, { type: "set_profile", profile, ...replaces }, { requestId: call.requestId });
  return readSession(app, ref);
}

/** A session that was verified for one customer is not another's, whatever token they bring. */
function requireSameCustomer(known: SessionRecord, identity: Identity | null): void {
  if (identity === null || !known.state.verified) return;
  const { customerId } = identity;
  if (customerId === null || known.profile?.customer_id !== customerId) throw new Refusal("SESSION_EXISTS");
}

export const sessionAt = (app: App, ref: SessionRef) => (receipt: Receipt) => readSessionAt(app, ref, receipt.toSeq);

const profileIn = ({ state, profile }: SessionRecord): Profile => ({
  verified: state.verified,
  vip: state.vip,
  name: profile?.name ?? null,
  customerId: profile?.customer_id ?? null,
  email: profile?.email ?? null,
  pageUrl: profile?.page_url ?? null,
  referrer: profile?.referrer ?? null,
});
