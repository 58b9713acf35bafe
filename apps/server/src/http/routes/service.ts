import { BotInfoResponse, ConfigResponse, HealthResponse, LIMITS, ShiftStatusResponse } from "@baton/protocol";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import type { HttpDeps } from "../context.ts";
import { languageOfRequest } from "../problem.ts";

/** What a client asks of the service itself. */
export const serviceRoutes =
  (deps: HttpDeps): FastifyPluginAsyncZod =>
  async (server) => {
    const { app, settings } = deps;
    const startedAt = app.clock.now();

    server.get(
      "/api/health",
      {
        config: { access: "public" },
        schema: {
          tags: ["service"],
          summary: "Whether the service can do its work, and which of its parts are down; 503 when it cannot",
          response: { 200: HealthResponse, 503: HealthResponse },
        },
      },
      async (_request, reply) => {
        const parts = await deps.partsHealth();
        const isUp = parts.every(({ part, health }) => health.status === "up" || !part.vital);
        void reply.code(isUp ? 200 : 503);
        return {
          status: isUp ? ("healthy" as const) : ("unhealthy" as const),
          version: settings.version,
          uptime_seconds: (app.clock.now() - startedAt) / 1000,
          parts: Object.fromEntries(parts.map(({ part, health }) => [part.name, health])),
        };
      },
    );

    server.get(
      "/api/bot/info",
      {
        config: { access: "public" },
        schema: { tags: ["service"], summary: "How the bot shows itself", response: { 200: BotInfoResponse } },
      },
      async (request) => ({ success: true as const, bot: app.bot.info(languageOfRequest(request)) }),
    );

    server.get(
      "/api/config",
      {
        config: { access: "public" },
        schema: { tags: ["service"], summary: "What a client needs to know", response: { 200: ConfigResponse } },
      },
      async (request) => ({
        success: true as const,
        data: {
          auth: settings.auth,
          bot: app.bot.info(languageOfRequest(request)),
          languages: ["zh-CN", "en", "de"],
          limits: { message_characters: LIMITS.messageCharacters, body_bytes: LIMITS.bodyBytes },
        },
      }),
    );

    server.get(
      "/api/shift/status",
      {
        config: { access: "public" },
        schema: { tags: ["service"], summary: "Whether agents are there now", response: { 200: ShiftStatusResponse } },
      },
      async () => {
        const online = await app.presence.online();
        return {
          success: true as const,
          data: { is_open: online.length > 0, agents_online: online.length, timestamp: app.clock.now() / 1000 },
        };
      },
    );
  };
