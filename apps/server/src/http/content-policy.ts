import type { FastifyReply } from "fastify";
import type { HttpSettings } from "./context.ts";

type Apply = (reply: FastifyReply, settings: HttpSettings) => FastifyReply;

const policy = (reply: FastifyReply, directives: readonly string[]): FastifyReply =>
  reply.header("content-security-policy", directives.join("; ")).header("cache-control", "no-cache");

const OWN = ["default-src 'self'", "base-uri 'none'", "object-src 'none'", "form-action 'self'"];

/** Text becomes markup through what is named here only: Vue's own templates, and the bot's text once it has been cleaned. */
const markupBy = (...makers: string[]) => ["require-trusted-types-for 'script'", `trusted-types ${makers.join(" ")}`];

/** What each page may do, and who may frame it. Everything else keeps the strict headers that every answer has. */
export const pagePolicy: Record<"shop" | "console" | "frame" | "script" | "asset", Apply> = {
  shop: (reply) => policy(reply, [...OWN, ...markupBy("vue"), "frame-ancestors 'none'"]),
  /** Naive UI writes its styles into the page; scripts stay strict. */
  console: (reply) =>
    policy(reply, [
      ...OWN,
      ...markupBy("vue", "dompurify"),
      "style-src 'self' 'unsafe-inline'",
      "frame-ancestors 'none'",
    ]),
  /** The chat inside a host's page: framed by whoever the operator names, and by our own shop page. */
  frame: (reply, { embedOrigins }) =>
    policy(reply, [...OWN, ...markupBy("vue", "dompurify"), `frame-ancestors ${["'self'", ...embedOrigins].join(" ")}`])
      .removeHeader("x-frame-options")
      .header("cross-origin-resource-policy", "cross-origin"),
  /** The host's page loads it: any origin may. */
  script: (reply) => reply.header("cross-origin-resource-policy", "cross-origin").header("cache-control", "no-cache"),
  asset: (reply) => reply,
};
