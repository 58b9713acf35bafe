import {
  AcceptedResponse,
  type QuickReply,
  QuickReplyListResponse,
  QuickReplyParams,
  QuickReplyResponse,
  type QuickReplyScope,
  RemoveQuickReplyQuery,
  SaveQuickReplyRequest,
} from "@baton/protocol";
import type { FastifyRequest } from "fastify";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { listQuickReplies } from "../../application/quick-replies/list-quick-replies.ts";
import { type ScopeRef, savedEarlier } from "../../application/quick-replies/quick-reply-stream.ts";
import { removeQuickReply } from "../../application/quick-replies/remove-quick-reply.ts";
import { saveQuickReply } from "../../application/quick-replies/save-quick-reply.ts";
import { AccessError } from "../../domain/access/access-error.ts";
import { mayCall } from "../../domain/access/may-call.ts";
import type { HttpDeps } from "../context.ts";
import { once } from "../idempotent.ts";

/** What agents write again and again: everybody's, and each one's own. */
export const quickReplyRoutes =
  (deps: HttpDeps): FastifyPluginAsyncZod =>
  async (server) => {
    const { quickReplies } = deps;

    server.get(
      "/api/quick-replies",
      {
        config: { access: "agent" },
        schema: {
          tags: ["quick replies"],
          summary: "The shared ones and the caller's own, by shortcut",
          response: { 200: QuickReplyListResponse },
        },
      },
      async ({ tenant, caller }) => {
        const agentId = caller.kind === "agent" ? caller.id : null;
        const all = await listQuickReplies(quickReplies, { tenant, agentId });
        return { success: true as const, data: { quick_replies: all } };
      },
    );

    server.put(
      "/api/quick-replies/:scope/:id",
      {
        config: { access: "agent" },
        schema: {
          tags: ["quick replies"],
          summary: "Make a quick reply, or replace the version that is named; shared ones: administrators",
          params: QuickReplyParams,
          body: SaveQuickReplyRequest,
          response: { 200: QuickReplyResponse },
        },
      },
      async (request) => {
        const { scope, id } = request.params;
        const { version = null, ...draft } = request.body;
        const ref = scopeToWrite(request, scope);
        const saved = await once<QuickReply>(deps, request, `${scope}/${id}`, {
          first: (call) => saveQuickReply(quickReplies, ref, { id, draft, version }, call),
          again: (receipt) => savedEarlier(quickReplies, ref, receipt),
        });
        return { success: true as const, data: { quick_reply: saved } };
      },
    );

    server.delete(
      "/api/quick-replies/:scope/:id",
      {
        config: { access: "agent" },
        schema: {
          tags: ["quick replies"],
          summary: "Remove a quick reply; with `version`, only if it is still that one",
          params: QuickReplyParams,
          querystring: RemoveQuickReplyQuery,
          response: { 200: AcceptedResponse },
        },
      },
      async (request) => {
        const { scope, id } = request.params;
        const { version = null } = request.query;
        const ref = scopeToWrite(request, scope);
        return once(deps, request, `${scope}/${id}@${version ?? ""}`, {
          async first(call) {
            const { repeated } = await removeQuickReply(quickReplies, ref, { id, version }, call);
            return repeated === null ? REMOVED : { repeated };
          },
          again: async () => REMOVED,
        });
      },
    );
  };

const REMOVED = { success: true as const };

/** One's own are the agent's to write, and nobody else can name them; everybody's are an administrator's. */
function scopeToWrite({ caller, tenant }: FastifyRequest, scope: QuickReplyScope): ScopeRef {
  const may = mayCall(scope === "shared" ? "admin" : "agent", caller);
  if (!may.allowed) throw new AccessError(may.code);
  // Open mode does not know whose its callers' own would be.
  if (caller.kind !== "agent") throw new AccessError("UNAUTHENTICATED");
  return { tenant, scope, agentId: caller.id };
}
