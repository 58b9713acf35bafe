import type { CreateSessionRequest, SessionCreatedResponse } from "@baton/protocol";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { z } from "zod";
import type { Identity, Page, Profile } from "../application/app.ts";
import { openSession, resumeSession, sessionAt } from "../application/open-session.ts";
import { readSession, type SessionRecord } from "../application/read-session.ts";
import { Refusal } from "../application/refusal.ts";
import { type SessionRef, sessionRef } from "../application/session-ref.ts";
import { AccessError } from "../domain/access/access-error.ts";
import type { Caller } from "../domain/access/caller.ts";
import { mayRenewSession } from "../domain/access/renewal.ts";
import { bearerToken, requireSameOrigin, SESSION_COOKIE } from "./caller.ts";
import type { HttpDeps } from "./context.ts";
import { once } from "./idempotent.ts";
import { pageOf } from "./page-of.ts";
import { presentSession } from "./present.ts";
import { languageOfRequest } from "./problem.ts";

type Body = z.infer<typeof CreateSessionRequest>;

/** What the caller brings: null for what they did not say. */
interface Arrival {
  verified: Identity | null;
  page: Page | null;
}

/** Opens a session, or lets its customer back in. */
export async function enterSession(
  deps: HttpDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  body: Body,
): Promise<z.infer<typeof SessionCreatedResponse>> {
  const { app, access } = deps;
  if (body.cookie === true) requireSameOrigin(request);
  const arrival = { verified: await verifiedIdentity(deps, request.tenant, body), page: pageOf(body.profile ?? {}) };
  const returning = await returningTo(deps, request, body.session_name);
  const ref: SessionRef = {
    tenant: request.tenant,
    name: returning ?? body.session_name ?? app.ids.guard("ses"),
  };
  const { record, issuedAtMs } =
    returning === null
      ? await openOrRejoin(deps, request, ref, { ...arrival, name: body.profile?.name ?? null })
      : {
          record: await resume(deps, request, ref, arrival),
          issuedAtMs: app.clock.now(),
        };

  const issued = await access.issueSessionToken({ tenant: ref.tenant, sessionName: record.ref.name, issuedAtMs });
  if (body.cookie === true) {
    void reply.setCookie(SESSION_COOKIE, issued.token, {
      httpOnly: true,
      sameSite: "lax",
      secure: request.protocol === "https",
      path: "/",
      maxAge: issued.expiresInSeconds,
    });
  }
  const holder: Caller = {
    kind: "customer",
    tenant: ref.tenant,
    sessionName: record.ref.name,
    expiresAtMs: issued.expiresAtMs,
  };
  return {
    success: true,
    data: { session: presentSession(record, holder), token: issued.token, expires_in: issued.expiresInSeconds },
  };
}

async function openOrRejoin(
  deps: HttpDeps,
  request: FastifyRequest,
  ref: SessionRef,
  arrival: Arrival & { name: string | null },
): Promise<{ record: SessionRecord; issuedAtMs: number }> {
  const { app } = deps;
  const lang = languageOfRequest(request);
  try {
    const record = await once<SessionRecord>(deps, request, "", {
      first: (call) => openSession(app, { ref, lang, profile: profileOf(arrival) }, call),
      async again(receipt) {
        return sessionAt(app, sessionRef(receipt.stream) ?? ref)(receipt);
      },
    });
    // Counted from when it was opened: a retry gets the same token.
    return { record, issuedAtMs: record.state.createdAt };
  } catch (error) {
    if (!(error instanceof Refusal && error.code === "SESSION_EXISTS") || arrival.verified === null) throw error;
    // A guest's session is nobody's who merely knows its name.
    if (!(await readSession(app, ref)).state.verified) throw error;
    return { record: await resume(deps, request, ref, arrival), issuedAtMs: app.clock.now() };
  }
}

const resume = ({ app }: HttpDeps, request: FastifyRequest, ref: SessionRef, { verified, page }: Arrival) =>
  resumeSession(app, { ref, identity: verified, page }, { requestId: request.id });

/** The session that the caller's own token, perhaps an expired one, opens. Null when there is none to come back to. */
async function returningTo(
  { app, access }: HttpDeps,
  request: FastifyRequest,
  named: string | undefined,
): Promise<string | null> {
  const token = presentedToken(request);
  if (token === null || named === undefined) return null;
  try {
    const { sessionName } = await access.verifySessionToken({
      tenant: request.tenant,
      token,
      expiredForMs: Number.POSITIVE_INFINITY,
    });
    if (sessionName !== named) return null;
    const state = await app.sessions.load({ tenant: request.tenant, name: sessionName });
    if (state.status === "absent") return null;
    const endedAt = state.status === "closed" ? state.closedAt : null;
    return mayRenewSession(endedAt, app.clock.now()) ? sessionName : null;
  } catch (error) {
    if (error instanceof AccessError) return null;
    throw error;
  }
}

function presentedToken(request: FastifyRequest): string | null {
  try {
    const bearer = bearerToken(request);
    if (bearer !== null) return bearer;
    const cookie = request.cookies[SESSION_COOKIE];
    if (cookie !== undefined) requireSameOrigin(request);
    return cookie ?? null;
  } catch (error) {
    if (error instanceof AccessError) return null;
    throw error;
  }
}

async function verifiedIdentity({ access }: HttpDeps, tenant: string, body: Body): Promise<Identity | null> {
  if (body.identity_token === undefined) return null;
  const { customerId, email, name, vip } = await access.verifyIdentityToken({ tenant, token: body.identity_token });
  return { verified: true, vip, customerId, email, name };
}

function profileOf({ verified, page, name }: Arrival & { name: string | null }): Profile | null {
  if (verified === null && page === null && name === null) return null;
  const guest = { verified: false, vip: false, customerId: null, email: null, name };
  return { ...(verified ?? guest), ...(page ?? { pageUrl: null, referrer: null }) };
}
