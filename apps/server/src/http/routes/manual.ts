import {
  EscalateRequest,
  type Lang,
  ManualMessageRequest,
  MessagePostedResponse,
  SessionStateResponse,
} from "@baton/protocol";
import type { FastifyRequest } from "fastify";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import type { z } from "zod";
import type { AgentRef } from "../../application/app.ts";
import { escalate } from "../../application/escalate.ts";
import { sessionAt } from "../../application/open-session.ts";
import {
  type ManualMessage,
  manualMessageEarlier,
  type PostedMessage,
  postManualMessage,
} from "../../application/post-manual-message.ts";
import { readSession, type SessionRecord } from "../../application/read-session.ts";
import type { SessionRef } from "../../application/session-ref.ts";
import { agentOf } from "../agent-of.ts";
import { requireSession } from "../caller.ts";
import type { HttpDeps } from "../context.ts";
import { once } from "../idempotent.ts";
import { requireShortText } from "../limits.ts";
import { presentSession } from "../present.ts";
import { languageOfRequest } from "../problem.ts";
import { messageLimit } from "../rate-limits.ts";

/** The way to a person, and the words between people. */
export const manualRoutes =
  (deps: HttpDeps): FastifyPluginAsyncZod =>
  async (server) => {
    const { app } = deps;

    server.post(
      "/api/manual/escalate",
      {
        config: { access: "customer-or-agent", ...messageLimit(deps) },
        schema: {
          tags: ["manual"],
          summary: "Ask for a person",
          body: EscalateRequest,
          response: { 200: SessionStateResponse },
        },
      },
      async (request) => {
        const { session_name, reason: requestedAs } = request.body;
        const ref = requireSession(request, session_name);
        const operator = request.caller.kind === "agent" ? request.caller.id : "user";
        const lang = languageOfRequest(request);
        const record = await once<SessionRecord>(deps, request, ref.name, {
          first: (call) => escalate(app, { ref, requestedAs, lang, operator }, call),
          again: sessionAt(app, ref),
        });
        return { success: true as const, data: presentSession(record, request.caller) };
      },
    );

    server.post(
      "/api/manual/messages",
      {
        config: { access: "customer-or-agent", ...messageLimit(deps) },
        schema: {
          tags: ["manual"],
          summary: "A message between the customer and an agent",
          body: ManualMessageRequest,
          response: { 200: MessagePostedResponse },
        },
      },
      async (request) => {
        const ref = requireSession(request, request.body.session_name);
        const message = await manualMessage(deps, request, ref, request.body);
        const posted = await once<PostedMessage>(deps, request, ref.name, {
          first: (call) => postManualMessage(app, message, call),
          again: (receipt) => manualMessageEarlier(app, ref, receipt),
        });
        return {
          success: true as const,
          data: { message_id: posted.messageId, timestamp: posted.time / 1000, seq: posted.seq },
        };
      },
    );
  };

type Body = z.infer<typeof ManualMessageRequest>;

async function manualMessage(
  deps: HttpDeps,
  request: FastifyRequest,
  ref: SessionRef,
  body: Body,
): Promise<ManualMessage> {
  const text = requireShortText(body.content);
  const { caller } = request;
  const isAgent = caller.kind === "agent" || (caller.kind === "open" && body.role === "agent");
  const clientMessageId = body.client_message_id ?? null;
  return isAgent
    ? { ref, from: "agent", text, agent: await speaker(deps, request, ref, body), clientMessageId }
    : { ref, from: "customer", text, clientMessageId };
}

const NAMELESS_AGENT: Readonly<Record<Lang, string>> = { zh: "客服", en: "Agent", de: "Kundenservice" };

/** Clients of the seed's system may leave out who the agent is: then it is whoever holds the session. */
async function speaker(deps: HttpDeps, request: FastifyRequest, ref: SessionRef, body: Body): Promise<AgentRef> {
  if (request.caller.kind === "open" && body.agent_info === undefined) {
    const { state, ownerName } = await readSession(deps.app, ref);
    return state.status === "manual_live"
      ? { id: state.owner.id, name: ownerName ?? state.owner.id }
      : { id: "agent", name: NAMELESS_AGENT[languageOfRequest(request)] };
  }
  return agentOf(request, body.agent_info ?? {});
}
