import {
  AcceptedResponse,
  LoginRequest,
  LoginResponse,
  LogoutRequest,
  ProfileResponse,
  RefreshRequest,
} from "@baton/protocol";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import type { Issued } from "../../application/accounts/deps.ts";
import { AccessError } from "../../domain/access/access-error.ts";
import { AGENT_COOKIE, REFRESH_COOKIE, requireSameOrigin } from "../caller.ts";
import type { HttpDeps } from "../context.ts";
import { presentAgent } from "../present.ts";

/** Where the refresh cookie is sent, and nowhere else. */
const REFRESH_PATH = "/api/agent";

const REFRESH_SECONDS = 7 * 24 * 3_600;

export const agentRoutes =
  (deps: HttpDeps): FastifyPluginAsyncZod =>
  async (server) => {
    const { access, app, directory } = deps;

    async function answer(request: FastifyRequest, reply: FastifyReply, issued: Issued, cookie: boolean) {
      if (cookie) setCookies(request, reply, issued);
      const online = await app.presence.online();
      return {
        success: true as const,
        token: issued.token,
        ...(cookie ? {} : { refresh_token: issued.refreshToken }),
        expires_in: issued.expiresInSeconds,
        agent: presentAgent(issued.account, online.includes(issued.account.id)),
      };
    }

    server.post(
      "/api/agent/login",
      {
        config: { access: "public" },
        schema: { tags: ["agents"], summary: "Sign in", body: LoginRequest, response: { 200: LoginResponse } },
      },
      async (request, reply) => {
        const { username, password, cookie = false } = request.body;
        if (cookie) requireSameOrigin(request);
        const issued = await access.signIn({ tenant: request.tenant, username, password, address: request.ip });
        return answer(request, reply, issued, cookie);
      },
    );

    server.post(
      "/api/agent/refresh",
      {
        config: { access: "public" },
        schema: {
          tags: ["agents"],
          summary: "A new access token for a refresh token, which is replaced too",
          body: RefreshRequest.nullish(),
          response: { 200: LoginResponse },
        },
      },
      async (request, reply) => {
        const fromBody = request.body?.refresh_token;
        const fromCookie = request.cookies[REFRESH_COOKIE];
        const refreshToken = fromBody ?? fromCookie;
        if (refreshToken === undefined) throw new AccessError("UNAUTHENTICATED");
        // What a cookie brought goes back into a cookie: no script of the page may read it.
        const cookie = fromBody === undefined || request.body?.cookie === true;
        if (cookie) requireSameOrigin(request);
        const issued = await access.refresh({ tenant: request.tenant, refreshToken });
        return answer(request, reply, issued, cookie);
      },
    );

    server.post(
      "/api/agent/logout",
      {
        config: { access: "public" },
        schema: {
          tags: ["agents"],
          summary: "Sign out: the tokens of this sign-in end, and so do its streams",
          body: LogoutRequest.nullish(),
          response: { 200: AcceptedResponse },
        },
      },
      async (request, reply) => {
        const fromCookie = request.cookies[REFRESH_COOKIE];
        if (fromCookie !== undefined) requireSameOrigin(request);
        const refreshToken = request.body?.refresh_token ?? fromCookie;
        await access.signOut({
          tenant: request.tenant,
          ...(request.caller.kind === "agent" ? { caller: request.caller } : {}),
          ...(refreshToken === undefined ? {} : { refreshToken }),
        });
        void reply.clearCookie(AGENT_COOKIE, { path: "/" }).clearCookie(REFRESH_COOKIE, { path: REFRESH_PATH });
        return { success: true as const };
      },
    );

    server.get(
      "/api/agent/profile",
      {
        config: { access: "agent" },
        schema: { tags: ["agents"], summary: "Who is signed in", response: { 200: ProfileResponse } },
      },
      async (request) => {
        const { caller, tenant } = request;
        const account = caller.kind === "agent" ? await directory.byUsername(tenant, caller.username) : null;
        if (account === null) throw new AccessError("UNAUTHENTICATED");
        const online = await app.presence.online();
        return { success: true as const, data: { agent: presentAgent(account, online.includes(account.id)) } };
      },
    );
  };

function setCookies(request: FastifyRequest, reply: FastifyReply, issued: Issued): void {
  const common = { httpOnly: true, sameSite: "strict", secure: request.protocol === "https" } as const;
  void reply
    .setCookie(AGENT_COOKIE, issued.token, { ...common, path: "/", maxAge: issued.expiresInSeconds })
    .setCookie(REFRESH_COOKIE, issued.refreshToken, { ...common, path: REFRESH_PATH, maxAge: REFRESH_SECONDS });
}
