import { ERRORS, type ErrorCode, type Problem } from "@baton/protocol";
import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { hasZodFastifySchemaValidationErrors } from "fastify-type-provider-zod";
import { Refusal } from "../application/refusal.ts";
import { AccessError } from "../domain/access/access-error.ts";
import { BotError } from "../ports/bot.ts";
import { JournalUnavailable } from "../ports/journal.ts";
import { PasswordsBusy } from "../ports/passwords.ts";

interface Fault {
  code: ErrorCode;
  /** As `detail` and `code` carry it: the code, or `SESSION_IN_MANUAL_MODE: <status>`. */
  detail: string;
  errors?: { path: string; message: string }[];
  retryAfterSeconds?: number;
}

/** Too many requests of one caller; whole seconds. */
export class RateLimited extends Error {
  override name = "RateLimited";
  readonly retryAfterSeconds: number;

  constructor(retryAfterSeconds: number) {
    super("RATE_LIMITED");
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** The server takes nothing new. */
export class Stopping extends Error {
  override name = "Stopping";
}

/** A request that no schema catches. */
export class Invalid extends Error {
  override name = "Invalid";
  readonly path: string;

  constructor(path: string, message: string) {
    super(message);
    this.path = path;
  }
}

const BOT_RETRY_SECONDS = 5;

/** Every error becomes one of the contract's, here and nowhere else. */
function faultOf(error: unknown): Fault {
  if (error instanceof Refusal) return { code: error.code, detail: refusalDetail(error) };
  if (error instanceof AccessError) {
    return error.retryAfterSeconds === null
      ? plain(error.code)
      : { ...plain(error.code), retryAfterSeconds: error.retryAfterSeconds };
  }
  if (error instanceof RateLimited) return { ...plain("RATE_LIMITED"), retryAfterSeconds: error.retryAfterSeconds };
  if (error instanceof PasswordsBusy) return { ...plain("RATE_LIMITED"), retryAfterSeconds: 5 };
  // A bot that cannot answer is none of these: its customer gets a sentence. This one could not make a conversation.
  if (error instanceof BotError) return { ...plain("UNAVAILABLE"), retryAfterSeconds: BOT_RETRY_SECONDS };
  if (error instanceof JournalUnavailable || error instanceof Stopping)
    return { ...plain("UNAVAILABLE"), retryAfterSeconds: 1 };
  if (error instanceof Invalid) {
    return { ...plain("VALIDATION"), errors: [{ path: error.path, message: error.message }] };
  }
  if (hasZodFastifySchemaValidationErrors(error)) {
    const errors = error.validation.map((issue) => ({
      path: issue.instancePath.replaceAll("/", ".").replace(/^\./, ""),
      message: issue.message ?? "is not valid",
    }));
    return { ...plain("VALIDATION"), errors };
  }
  return plain(codeOfStatus((error as FastifyError | null)?.statusCode));
}

export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const fault = faultOf(error);
  if (fault.code === "INTERNAL") {
    // The stack stays here; the caller gets the request's id only. The message may quote what a customer wrote.
    request.log.error({ event: "internal_error", request_id: request.id, stack: stackOf(error) });
  }
  if (fault.retryAfterSeconds !== undefined) void reply.header("retry-after", fault.retryAfterSeconds);
  const { status } = ERRORS[fault.code];
  return reply
    .code(status)
    .type("application/problem+json")
    .send(JSON.stringify(problemOf(fault, request)));
}

function problemOf(fault: Fault, request: FastifyRequest): Problem {
  const { status, en, zh } = ERRORS[fault.code];
  const prefersChinese = languageOfRequest(request) === "zh";
  return {
    type: `urn:baton:error:${fault.code.toLowerCase()}`,
    title: en,
    status,
    detail: fault.detail,
    code: fault.detail,
    success: false,
    error: prefersChinese ? zh : en,
    instance: `urn:baton:request:${request.id}`,
    ...(fault.errors === undefined ? {} : { errors: fault.errors }),
  };
}

/** By Accept-Language: whichever of Chinese and English comes first; English when neither does. */
export function languageOfRequest(request: FastifyRequest): "zh" | "en" {
  const wanted = request.headers["accept-language"] ?? "";
  const ranked = wanted
    .split(",")
    .map((part) => {
      const [tag = "", ...parameters] = part.trim().toLowerCase().split(";");
      const quality = parameters.map((one) => /^\s*q=([\d.]+)$/.exec(one)?.[1]).find((one) => one !== undefined);
      return { tag, quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ tag, quality }) => quality > 0 && (tag.startsWith("zh") || tag.startsWith("en")))
    .toSorted((one, other) => other.quality - one.quality);
  return ranked[0]?.tag.startsWith("zh") ? "zh" : "en";
}

const plain = (code: ErrorCode): Fault => ({ code, detail: code });

export const refusalDetail = (refusal: Refusal): string =>
  refusal.code === "SESSION_IN_MANUAL_MODE" ? `${refusal.code}: ${refusal.status ?? "unknown"}` : refusal.code;

function codeOfStatus(status: number | undefined): ErrorCode {
  switch (status) {
    case 400:
      return "VALIDATION";
    case 401:
      return "UNAUTHENTICATED";
    case 403:
      return "FORBIDDEN";
    case 404:
    case 405:
      return "NOT_FOUND";
    case 413:
      return "TOO_LARGE";
    case 414:
    case 431:
      return "TOO_LARGE";
    case 415:
      return "UNSUPPORTED_MEDIA_TYPE";
    case 429:
      return "RATE_LIMITED";
    case 503:
      return "UNAVAILABLE";
    default:
      return "INTERNAL";
  }
}

/** Without its first line: the message may hold a customer's words. */
const stackOf = (error: unknown): string =>
  error instanceof Error ? `${error.name}\n${(error.stack ?? "").split("\n").slice(1).join("\n")}` : typeof error;
