import { AcceptedResponse, EventsQuery, SessionParams, TypingRequest } from "@baton/protocol";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { present } from "../../application/read-session.ts";
import { sessionStream } from "../../application/session-ref.ts";
import type { Caller } from "../../domain/access/caller.ts";
import { resumePoint, streamSession } from "../../stream/session-stream.ts";
import { agentOf } from "../agent-of.ts";
import { requireSession } from "../caller.ts";
import type { HttpDeps } from "../context.ts";
import { readLimit } from "../rate-limits.ts";
import { revocable } from "../revocable.ts";
import { openEventStream } from "../sse.ts";

/** What happens in a session, as it happens. */
export const eventRoutes =
  (deps: HttpDeps): FastifyPluginAsyncZod =>
  async (server) => {
    const { app, feed, heartbeat } = deps;

    server.get(
      "/api/sessions/:session_name/events",
      {
        config: { access: "customer-or-agent", ...readLimit(deps) },
        exposeHeadRoute: false,
        schema: {
          tags: ["streams"],
          summary: "The session's events, from an id on or from now on",
          params: SessionParams,
          querystring: EventsOrOpenAgentQuery,
        },
      },
      async (request, reply) => {
        const ref = requireSession(request, request.params.session_name);
        // Looked at before the client sees the stream open: what it does after that must be shown.
        const { seq: head, status } = present(await app.sessions.load(ref));
        const stream = sessionStream(ref);
        // The header is what a browser sends by itself on a reconnect: it is newer than the address.
        const lastEventId = request.headers["last-event-id"] ?? request.query.last_event_id;
        const from = lastEventId === undefined ? (request.query.from === "start" ? 0 : head) : undefined;
        const after = from ?? resumePoint(String(lastEventId), head);
        const { caller } = request;
        const agent = watchingAgent(caller, request.query);
        const leave = deps.streamLimit.take(caller);
        const open = () => {
          const sink = revocable(deps, caller, openEventStream(reply, deps.openStreams));
          sink.onClose(leave);
          if (agent === null) sink.onClose(deps.readers.enter(stream));
          return sink;
        };
        await streamSession({
          feed,
          heartbeat,
          stream,
          after: after ?? head,
          ...(after === null ? { first: { type: "reset" } } : {}),
          open,
          expiresAtMs: "expiresAtMs" in caller ? caller.expiresAtMs : null,
          now: app.clock.now,
          beside:
            agent === null
              ? deps.sidelights.customer(stream, status === "pending_manual")
              : deps.sidelights.agent(stream, agent),
        }).catch((error: unknown) => {
          leave();
          throw error;
        });
        return reply;
      },
    );

    server.post(
      "/api/sessions/:session_name/typing",
      {
        config: { access: "customer-or-agent", ...readLimit(deps) },
        schema: {
          tags: ["streams"],
          summary: "Somebody is typing: live only",
          params: SessionParams,
          body: TypingRequest.nullish(),
          response: { 200: AcceptedResponse },
        },
      },
      async (request) => {
        const ref = requireSession(request, request.params.session_name);
        present(await app.sessions.load(ref));
        const { caller, body } = request;
        const isAgent = caller.kind === "agent" || (caller.kind === "open" && body?.role === "agent");
        const agent = isAgent ? agentOf(request, body?.agent_info ?? {}) : null;
        app.bus.publish({
          kind: "typing",
          stream: sessionStream(ref),
          role: agent === null ? "user" : "agent",
          ...(agent === null ? {} : { agentId: agent.id, agentName: agent.name }),
        });
        return { success: true as const };
      },
    );

    server.get(
      "/api/agent/events",
      {
        config: { access: "agent" },
        exposeHeadRoute: false,
        schema: { tags: ["streams"], summary: "The queue and the agent's own sessions, as they change" },
      },
      async (request, reply) => {
        const { caller } = request;
        const id = caller.kind === "agent" ? caller.id : openAgentId(request.query);
        const sink = revocable(deps, caller, openEventStream(reply, deps.openStreams));
        app.presence.streamOpened(id);
        sink.onClose(() => app.presence.streamClosed(id, app.clock.now()));
        const expiresAtMs = "expiresAtMs" in caller ? caller.expiresAtMs : null;
        await deps.agentStreams.open({ tenant: request.tenant, id, expiresAtMs }, sink);
        return reply;
      },
    );
  };

/** Open mode has no token to tell who watches: whoever says no name there is the customer. */
const EventsOrOpenAgentQuery = EventsQuery.extend({
  agent_id: z.string().min(1).max(128).optional(),
  agent_name: z.string().max(200).optional(),
});

function watchingAgent(
  caller: Caller,
  { agent_id, agent_name }: z.infer<typeof EventsOrOpenAgentQuery>,
): { id: string; name: string } | null {
  if (caller.kind === "agent") return { id: caller.id, name: caller.name };
  return caller.kind === "open" && agent_id !== undefined ? { id: agent_id, name: agent_name ?? agent_id } : null;
}

/** Open mode has no token to tell who watches: the address may. */
function openAgentId(query: unknown): string {
  const given = (query as { agent_id?: unknown }).agent_id;
  return typeof given === "string" && given !== "" ? given.slice(0, 128) : "agent";
}
