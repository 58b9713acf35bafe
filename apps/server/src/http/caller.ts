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
    request.tenant = DEFAULT_TENANT;
    const access = request.routeOptions.config.access;
    // What no route matches is answered 404, to anybody.
    if (access === undefined) return;
    request.caller = await callerOf(request, deps).catch((error: unknown) => {
      // A token that has expired must not close the doors that are open to everybody: signing in again is one.
      if (access === "public" && error instanceof AccessError) return ANONYMOUS;
      throw error;
    });
    const verdict = mayCall(access, request.caller);
    if (!verdict.allowed) throw new AccessError(verdict.code);
    if (request.caller.kind === "agent") deps.app.presence.seen(request.caller.id, deps.app.clock.now());
  });
}

async function callerOf(request: FastifyRequest, deps: HttpDeps): Promise<Caller> {
  const { tenant } = request;
  const bearer = bearerToken(request);
  if (bearer !== null) return deps.access.authenticate({ tenant, token: bearer });
  const cookie = cookieToken(request);
  if (cookie !== null) {
    requireSameOrigin(request);
    return deps.access.authenticate({ tenant, token: cookie });
  }
  return deps.settings.auth === "open" ? { kind: "open", tenant } : ANONYMOUS;
}

export function bearerToken(request: FastifyRequest): string | null {
  const header = request.headers.authorization;
  if (header === undefined) return null;
  const [scheme = "", token = ""] = header.split(" ");
  if (scheme.toLowerCase() !== "bearer" || token === "") throw new AccessError("UNAUTHENTICATED");
  return token;
}

/** The console's calls and the customer page's calls carry different cookies; an agent's own routes want the agent's. */
function cookieToken(request: FastifyRequest): string | null {
  const { cookies } = request;
  const access = request.routeOptions.config.access;
  const agent = cookies[AGENT_COOKIE];
  const session = cookies[SESSION_COOKIE];
  const ordered = access === "customer" ? [session, agent] : [agent, session];
  return ordered.find((token) => token !== undefined && token !== "") ?? null;
}

/** A cookie goes along with any page's request: a write is only believed when the page is ours. */
export function requireSameOrigin(request: FastifyRequest): void {
  if (READING.has(request.method)) return;
  if (request.headers.origin !== `${request.protocol}://${request.host}`) throw new AccessError("FORBIDDEN");
}

/** @throws Refusal SESSION_NOT_FOUND when the session is not the caller's to touch, as if it did not exist */
export function requireSession(request: FastifyRequest, sessionName: string): { tenant: string; name: string } {
  if (!mayTouchSession(request.caller, request.tenant, sessionName)) throw new Refusal("SESSION_NOT_FOUND");
  return { tenant: request.tenant, name: sessionName };
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
