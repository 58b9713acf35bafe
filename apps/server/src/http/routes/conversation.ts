import { ConversationRequest, ConversationResponse } from "@baton/protocol";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { changeConversation, conversationEarlier } from "../../application/change-conversation.ts";
import { requireSession } from "../caller.ts";
import type { HttpDeps } from "../context.ts";
import { once } from "../idempotent.ts";
import { Invalid, languageOfRequest } from "../problem.ts";
import { messageLimit } from "../rate-limits.ts";

const SUMMARIES = {
  new: "Begin a new conversation of the bot engine's own",
  clear: "Let the bot forget; the journal does not",
} as const;

export const conversationRoutes =
  (deps: HttpDeps): FastifyPluginAsyncZod =>
  async (server) => {
    for (const cause of ["new", "clear"] as const) {
      server.post(
        `/api/conversation/${cause}`,
        {
          config: { access: "customer-or-agent", ...messageLimit(deps) },
          schema: {
            tags: ["chat"],
            summary: SUMMARIES[cause],
            body: ConversationRequest,
            response: { 200: ConversationResponse },
          },
        },
        async (request) => {
          const named = request.body.session_id ?? request.body.user_id;
          const own = request.caller.kind === "customer" ? request.caller.sessionName : undefined;
          const name = named ?? own;
          if (name === undefined) throw new Invalid("session_id", "must name the session");
          const ref = requireSession(request, name);
          const operator = request.caller.kind === "agent" ? request.caller.id : "user";
          const lang = languageOfRequest(request);
          const conversationId = await once<string>(deps, request, ref.name, {
            first: (call) => changeConversation(deps.app, { ref, cause, lang, operator }, call),
            again: (receipt) => conversationEarlier(deps.app, ref, receipt),
          });
          return { success: true as const, conversation_id: conversationId };
        },
      );
    }
  };
