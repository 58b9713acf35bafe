import {
  CancelRequest,
  CloseRequest,
  CreateSessionRequest,
  ListSessionsQuery,
  MessagesQuery,
  MessagesResponse,
  ReleaseRequest,
  SessionCreatedResponse,
  SessionListResponse,
  SessionParams,
  SessionResponse,
  SessionStateResponse,
  TakeoverRequest,
} from "@baton/protocol";
import type { FastifyRequest } from "fastify";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { cancel } from "../../application/cancel.ts";
import { close, release } from "../../application/end-service.ts";
import { listSessions } from "../../application/list-sessions.ts";
import { sessionAt } from "../../application/open-session.ts";
import { readAuditTrail } from "../../application/read-audit.ts";
import { readMessages } from "../../application/read-messages.ts";
import { readSession, type SessionRecord } from "../../application/read-session.ts";
import type { Call } from "../../application/session-ref.ts";
import { takeOver } from "../../application/take-over.ts";
import type { Receipt } from "../../ports/journal.ts";
import { agentOf, operatorOf } from "../agent-of.ts";
import { requireSession } from "../caller.ts";
import type { HttpDeps } from "../context.ts";
import { enterSession } from "../enter-session.ts";
import { once } from "../idempotent.ts";
import { presentLine, presentMessage, presentSession, seesDetails } from "../present.ts";
import { messageLimit, readLimit, sessionLimit } from "../rate-limits.ts";

type Ref = { tenant: string; name: string };

/** Sessions as things: opened, read, listed, taken over, released, closed. */
export const sessionRoutes =
  (deps: HttpDeps): FastifyPluginAsyncZod =>
  async (server) => {
    const { app } = deps;

    /** A change of a session, answered with the session. */
    const change = async (
      request: FastifyRequest,
      ref: Ref,
      run: (call: Call) => Promise<SessionRecord | { repeated: Receipt }>,
    ) => {
      const record = await once<SessionRecord>(deps, request, ref.name, { first: run, again: sessionAt(app, ref) });
      return { success: true as const, data: presentSession(record, request.caller) };
    };

    server.post(
      "/api/sessions",
      {
        config: { access: "public", ...sessionLimit(deps) },
        schema: {
          tags: ["sessions"],
          summary: "Open a session, or come back to one with its token",
          body: CreateSessionRequest,
          response: { 200: SessionCreatedResponse },
        },
      },
      async (request, reply) => enterSession(deps, request, reply, request.body),
    );

    server.get(
      "/api/sessions/:session_name",
      {
        config: { access: "customer-or-agent", ...readLimit(deps) },
        schema: {
          tags: ["sessions"],
          summary: "A session's state, and for agents its audit trail",
          params: SessionParams,
          response: { 200: SessionResponse },
        },
      },
      async (request) => {
        const ref = requireSession(request, request.params.session_name);
        const record = await readSession(app, ref);
        const session = presentSession(record, request.caller);
        if (!seesDetails(request.caller)) return { success: true as const, data: { session } };
        return {
          success: true as const,
          data: { session, audit_trail: await readAuditTrail(app, ref, record.state.seq) },
        };
      },
    );

    server.get(
      "/api/sessions/:session_name/messages",
      {
        config: { access: "customer-or-agent", ...readLimit(deps) },
        schema: {
          tags: ["sessions"],
          summary: "Older messages, a page at a time, oldest first",
          params: SessionParams,
          querystring: MessagesQuery,
          response: { 200: MessagesResponse },
        },
      },
      async (request) => {
        const ref = requireSession(request, request.params.session_name);
        const { before, limit } = request.query;
        const { messages, hasMore } = await readMessages(app, { ref, beforeSeq: before, limit });
        return {
          success: true as const,
          data: { messages: messages.map(presentMessage).filter((one) => one !== null), has_more: hasMore },
        };
      },
    );

    server.get(
      "/api/sessions",
      {
        config: { access: "agent" },
        schema: {
          tags: ["sessions"],
          summary: "The queue and all other sessions, the most urgent first",
          querystring: ListSessionsQuery,
          response: { 200: SessionListResponse },
        },
      },
      async (request) => {
        const { status, keyword, agent, page, page_size } = request.query;
        const onlyWaiting = status?.length === 1 && status[0] === "pending_manual";
        const { lines, total } = await listSessions(app, {
          tenant: request.tenant,
          order: onlyWaiting ? "urgent" : "recent",
          offset: (page - 1) * page_size,
          limit: page_size,
          ...(status === undefined ? {} : { statuses: status }),
          ...(keyword === undefined || keyword === "" ? {} : { keyword }),
          ...(agent === undefined || agent === "" ? {} : { agentId: agent }),
        });
        const now = app.clock.now();
        return {
          success: true as const,
          data: { sessions: lines.map((line) => presentLine(line, now)), total, page, page_size },
        };
      },
    );

    server.post(
      "/api/sessions/:session_name/takeover",
      {
        config: { access: "agent" },
        schema: {
          tags: ["sessions"],
          summary: "Serve this session in person",
          params: SessionParams,
          body: TakeoverRequest.nullish(),
          response: { 200: SessionStateResponse },
        },
      },
      async (request) => {
        const ref = requireSession(request, request.params.session_name);
        const agent = agentOf(request, request.body ?? {});
        return change(request, ref, (call) => takeOver(app, { ref, agent }, call));
      },
    );

    server.post(
      "/api/sessions/:session_name/release",
      {
        config: { access: "agent" },
        schema: {
          tags: ["sessions"],
          summary: "Give the session back to the bot",
          params: SessionParams,
          body: ReleaseRequest.nullish(),
          response: { 200: SessionStateResponse },
        },
      },
      async (request) => {
        const ref = requireSession(request, request.params.session_name);
        const { reason } = request.body ?? ReleaseRequest.parse({});
        const by = operatorOf(request, agentOf(request, request.body ?? {}).id);
        return change(request, ref, (call) => release(app, { ref, by, reason }, call));
      },
    );

    server.post(
      "/api/sessions/:session_name/close",
      {
        config: { access: "agent" },
        schema: {
          tags: ["sessions"],
          summary: "End the session; the customer may write again and reopens it",
          params: SessionParams,
          body: CloseRequest.nullish(),
          response: { 200: SessionStateResponse },
        },
      },
      async (request) => {
        const ref = requireSession(request, request.params.session_name);
        const by = operatorOf(request, request.body?.agent_id);
        return change(request, ref, (call) => close(app, { ref, by, reason: request.body?.reason ?? "closed" }, call));
      },
    );

    server.post(
      "/api/sessions/:session_name/cancel",
      {
        config: { access: "customer", ...messageLimit(deps) },
        schema: {
          tags: ["sessions"],
          summary: "The customer no longer wants a person",
          params: SessionParams,
          body: CancelRequest.nullish(),
          response: { 200: SessionStateResponse },
        },
      },
      async (request) => {
        const ref = requireSession(request, request.params.session_name);
        return change(request, ref, (call) => cancel(app, { ref, operator: "user" }, call));
      },
    );
  };
