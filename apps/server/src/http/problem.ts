import { ERRORS, type ErrorCode, Lang, type Problem } from "@baton/protocol";
import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { hasZodFastifySchemaValidationErrors } from "fastify-type-provider-zod";
import { InvalidInput } from "../application/invalid-input.ts";
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
function faultOf(error: unknown, lang: "zh" | "en"): Fault {
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
  if (error instanceof InvalidInput) {
    return { ...plain("VALIDATION"), errors: [{ path: error.path, message: error[lang] }] };
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
  const lang = languageOfProblems(request);
  const fault = faultOf(error, lang);
  if (fault.code === "INTERNAL") {
    // The stack stays here; the caller gets the request's id only. The message may quote what a customer wrote.
    request.log.error({ event: "internal_error", request_id: request.id, stack: stackOf(error) });
  }
  if (fault.retryAfterSeconds !== undefined) void reply.header("retry-after", fault.retryAfterSeconds);
  const { status } = ERRORS[fault.code];
  return reply
    .code(status)
    .type("application/problem+json")
    .send(JSON.stringify(problemOf(fault, lang, request.id)));
}

function problemOf(fault: Fault, lang: "zh" | "en", requestId: string): Problem {
  const { status, ...sentences } = ERRORS[fault.code];
  return {
    type: `urn:baton:error:${fault.code.toLowerCase()}`,
    title: sentences.en,
    status,
    detail: fault.detail,
    code: fault.detail,
    success: false,
    error: sentences[lang],
    instance: `urn:baton:request:${requestId}`,
    ...(fault.errors === undefined ? {} : { errors: fault.errors }),
  };
}

/** What a customer's page asks for by Accept-Language: Chinese, English or German, whichever comes first; else English. */
export const languageOfRequest = (request: FastifyRequest): Lang => preferred(request, Lang.options);

/** What a problem is told in: Chinese or English, as the wire contract says. */
export const languageOfProblems = (request: FastifyRequest): "zh" | "en" => preferred(request, ["zh", "en"]);

function preferred<Offered extends Lang>(request: FastifyRequest, offered: readonly Offered[]): Offered | "en" {
  const ranked = (request.headers["accept-language"] ?? "")
    .split(",")
    .map((part) => {
      const [tag = "", ...parameters] = part.trim().toLowerCase().split(";");
      const quality = parameters.map((one) => /^\s*q=([\d.]+)$/.exec(one)?.[1]).find((one) => one !== undefined);
      return {
        lang: offered.find((lang) => tag.startsWith(lang)),
        quality: quality === undefined ? 1 : Number(quality),
      };
    })
    .filter(({ lang, quality }) => quality > 0 && lang !== undefined)
    .toSorted((one, other) => other.quality - one.quality);
  return ranked[0]?.lang ?? "en";
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
