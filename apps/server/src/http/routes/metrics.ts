import { createHash, timingSafeEqual } from "node:crypto";
import type { FastifyPluginAsync, FastifyRequest } from "fastify";
import { AccessError } from "../../domain/access/access-error.ts";
import { mayCall } from "../../domain/access/may-call.ts";
import type { Metrics } from "../../ports/metrics.ts";
import type { PartsHealth } from "../parts-health.ts";

export interface MetricsRouteOptions {
  metrics: Metrics;
  /** What a scraper shows as a bearer token; null when only administrators may look. */
  token: string | null;
  partsHealth: PartsHealth;
  openStreams: { readonly size: number };
}

/** For Prometheus: not below /api, and not in the documents of the API. */
export const metricsRoutes =
  ({ metrics, token, partsHealth, openStreams }: MetricsRouteOptions): FastifyPluginAsync =>
  async (server) => {
    metrics.gauge("baton_open_streams", "Streams of customers and agents that are open.", () => openStreams.size);
    metrics.gauges("baton_part_up", "Whether a part of the service works.", "part", async () => {
      const checked = await partsHealth();
      return new Map(checked.map(({ part, health }) => [part.name, health.status === "up" ? 1 : 0]));
    });

    server.get(
      "/metrics",
      {
        // A scraper's token is no caller's token, so nobody is turned away before it was looked at.
        config: { access: "public" },
        schema: { hide: true },
      },
      async (request, reply) => {
        if (token === null || !carries(request, token)) requireAdmin(request);
        const { contentType, text } = await metrics.scrape();
        return reply.header("cache-control", "no-store").type(contentType).send(text);
      },
    );
  };

/** Compares digests, which are equally long, in a time that tells nothing. */
function carries(request: FastifyRequest, token: string): boolean {
  const shown = /^bearer (.+)$/i.exec(request.headers.authorization ?? "")?.[1] ?? "";
  return timingSafeEqual(digest(shown), digest(token));
}

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

function requireAdmin({ caller, otherCaller }: FastifyRequest): void {
  const verdicts = [caller, ...(otherCaller === null ? [] : [otherCaller])].map((one) => mayCall("admin", one));
  if (verdicts.some(({ allowed }) => allowed)) return;
  const [first] = verdicts;
  throw new AccessError(first?.allowed === false ? first.code : "UNAUTHENTICATED");
}
