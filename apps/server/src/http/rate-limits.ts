import type { RateLimitOptions } from "@fastify/rate-limit";
import type { FastifyRequest } from "fastify";
import { addressGroup } from "../domain/access/address.ts";
import type { HttpDeps } from "./context.ts";

type Limited = { rateLimit?: RateLimitOptions };

/** One customer's messages; agents are not limited, they are known. */
export function messageLimit({ settings }: HttpDeps): Limited {
  if (settings.messagesPerMinute === 0) return {};
  return {
    rateLimit: {
      max: settings.messagesPerMinute,
      timeWindow: 60_000,
      keyGenerator: customerOf,
      allowList: (request) => request.caller.kind === "agent",
    },
  };
}

/** What a customer reads, and tells live: many times what a person and their tabs need. */
export function readLimit({ settings }: HttpDeps): Limited {
  if (settings.messagesPerMinute === 0) return {};
  return {
    rateLimit: {
      max: READS_PER_MESSAGE * settings.messagesPerMinute,
      timeWindow: 60_000,
      keyGenerator: customerOf,
      allowList: (request) => request.caller.kind === "agent",
    },
  };
}

const READS_PER_MESSAGE = 4;

/** Whoever opens sessions without end fills the disk. */
export function sessionLimit({ settings }: HttpDeps): Limited {
  return settings.sessionsPerMinute === 0
    ? {}
    : {
        rateLimit: {
          max: settings.sessionsPerMinute,
          timeWindow: 60_000,
          keyGenerator: (request) => addressGroup(request.ip),
        },
      };
}

function customerOf(request: FastifyRequest): string {
  const { caller } = request;
  if (caller.kind === "customer") return `customer:${caller.tenant}:${caller.sessionName}`;
  const body = request.body as { user_id?: string; session_id?: string; session_name?: string } | null | undefined;
  return `address:${addressGroup(request.ip)}:${body?.user_id ?? body?.session_id ?? body?.session_name ?? ""}`;
}
