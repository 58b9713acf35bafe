import "@fastify/cookie";
import { DEFAULT_TENANT } from "@baton/protocol";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { Refusal } from "../application/refusal.ts";
import { AccessError } from "../domain/access/access-error.ts";
import { ANONYMOUS, type Caller } from "../domain/access/caller.ts";
import { mayCall, mayTouchSession } from "../domain/access/may-call.ts";
import type { HttpDeps } from "./context.ts";

export const SESSION_COOKIE = "baton_session";
export const AGENT_COOKIE = "baton_agent";
export const REFRESH_COOKIE = "baton_refresh";

export const DOCS_PATH = "/docs";

const READING = new Set(["GET", "HEAD", "OPTIONS"]);

/** Finds out who calls, and refuses whoever may not; both before the body is read. */
export function guardRoutes(server: FastifyInstance, deps: HttpDeps): void {
  server.decorateRequest("caller");
  server.decorateRequest("otherCaller");
  server.decorateRequest("tenant");

  server.addHook("onRoute", (route) => {
    // The library that serves them has no place to say it.
    if (route.url === DOCS_PATH || route.url.startsWith(`${DOCS_PATH}/`)) {
      route.config = { ...route.config, access: "public" };
    }
    if (route.config?.access === undefined) {
      throw new Error(`the route ${String(route.method)} ${route.url} does not say who may call it`);
    }
  });

  server.addHook("onRequest", async (request) => {
    request.caller = ANONYMOUS;
    request.otherCaller = null;
    request.tenant = DEFAULT_TENANT;
    const access = request.routeOptions.config.access;
    // What no route matches is answered 404, to anybody.
    if (access === undefined) return;
    const callers = await callersOf(request, deps).catch((error: unknown) => {
      // A token that has expired must not close the doors that are open to everybody: signing in again is one.
      if (access === "public" && error instanceof AccessError) return [ANONYMOUS];
      throw error;
    });
    const verdicts = callers.map((caller) => ({ caller, verdict: mayCall(access, caller) }));
    const [first, second] = verdicts.filter(({ verdict }) => verdict.allowed);
    if (first === undefined) {
      const [refused] = verdicts;
      throw new AccessError(
        refused !== undefined && !refused.verdict.allowed ? refused.verdict.code : "UNAUTHENTICATED",
      );
    }
    request.caller = first.caller;
    request.otherCaller = second?.caller ?? null;
    if (request.caller.kind === "agent") deps.app.presence.seen(request.caller.id, deps.app.clock.now());
  });
}

/** At least one. Two only where one browser carries the cookies of a customer's page and of the console. */
async function callersOf(request: FastifyRequest, deps: HttpDeps): Promise<Caller[]> {
  const { tenant } = request;
  const bearer = bearerToken(request);
  if (bearer !== null) return [await deps.access.authenticate({ tenant, token: bearer })];
  const cookies = [request.cookies[SESSION_COOKIE], request.cookies[AGENT_COOKIE]];
  const tokens = cookies.flatMap((token) => (token === undefined || token === "" ? [] : [token]));
  if (tokens.length > 0) {
    requireSameOrigin(request);
    const tried = await Promise.allSettled(tokens.map((token) => deps.access.authenticate({ tenant, token })));
    // One that has ended must not shut out the other.
    const good = tried.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
    const [failed] = tried.flatMap((one) => (one.status === "rejected" ? [one.reason as unknown] : []));
    if (good.length === 0) throw failed;
    return good;
  }
  if (deps.settings.auth !== "open") return [ANONYMOUS];
  requireTrustedPage(request, deps.settings);
  return [{ kind: "open", tenant }];
}

/**
 * Open mode trusts whoever reaches the server, but a page of somebody else's in a trusted browser reaches it too: by a
 * request of its own (it shows in `Origin` and `Sec-Fetch-Site`), or by a name that it points to this address.
 */
function requireTrustedPage(request: FastifyRequest, { corsOrigins, loopbackOnly }: HttpDeps["settings"]): void {
  const { origin } = request.headers;
  const isOwn = origin === undefined || origin === `${request.protocol}://${request.host}`;
  const isTrusted = isOwn || corsOrigins.includes(origin);
  const isForeign = request.headers["sec-fetch-site"] === "cross-site" && !corsOrigins.includes(origin ?? "");
  const isOurName = !loopbackOnly || /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(request.hostname);
  if (!isTrusted || isForeign || !isOurName) throw new AccessError("FORBIDDEN");
}

export function bearerToken(request: FastifyRequest): string | null {
  const header = request.headers.authorization;
  if (header === undefined) return null;
  const [scheme = "", token = ""] = header.split(" ");
  if (scheme.toLowerCase() !== "bearer" || token === "") throw new AccessError("UNAUTHENTICATED");
  return token;
}

/** A cookie goes along with any page's request: a write is only believed when the page is ours. */
export function requireSameOrigin(request: FastifyRequest): void {
  if (READING.has(request.method)) return;
  if (request.headers.origin !== `${request.protocol}://${request.host}`) throw new AccessError("FORBIDDEN");
}

/** @throws Refusal SESSION_NOT_FOUND when the session is not the caller's to touch, as if it did not exist */
export function requireSession(request: FastifyRequest, sessionName: string): { tenant: string; name: string } {
  const { tenant } = request;
  const callers = [request.caller, ...(request.otherCaller === null ? [] : [request.otherCaller])];
  const caller = callers.find((one) => mayTouchSession(one, tenant, sessionName));
  if (caller === undefined) throw new Refusal("SESSION_NOT_FOUND");
  request.caller = caller;
  return { tenant, name: sessionName };
}

/** The scope of idempotency keys. */
export function callerKey(caller: Caller): string {
  switch (caller.kind) {
    case "anonymous":
      return "anonymous";
    case "open":
      return "open";
    case "customer":
      return `customer:${caller.sessionName}`;
    case "agent":
      return `agent:${caller.id}`;
  }
}
