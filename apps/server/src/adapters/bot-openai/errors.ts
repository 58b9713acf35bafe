import { APIConnectionError, APIConnectionTimeoutError, APIError, OpenAIError } from "openai";
import { BotError } from "../../ports/bot.ts";
import { TooLong } from "./limited-fetch.ts";

/**
 * What the engine's failure means for the turn. Nothing of its text is passed on, nor the error itself as a cause: it
 * quotes what was sent.
 *
 * @param answering the engine has begun to answer: asking again might bring a second reply
 * @param now milliseconds since 1970, for a `Retry-After` that is a date
 */
export function toBotError(error: unknown, answering: boolean, now: number): BotError {
  if (error instanceof TooLong) return new BotError("too_long", `the engine sent ${error.message}`);
  if (error instanceof APIConnectionTimeoutError) return new BotError("timed_out", "the engine did not answer in time");
  if (answering) return brokenOff(error);
  if (error instanceof APIConnectionError)
    return new BotError(
      "unavailable",
      `the engine could not be reached (${codeOf(error)})`,
      NEVER_CONNECTED.has(codeOf(error)) ? { retryAfterMs: 0 } : {},
    );
  if (isApiError(error) && error.status !== undefined) return refusal(error, error.status, now);
  return new BotError("crashed", "the engine's answer could not be read");
}

/** The class is generic, and `instanceof` alone makes `any` of its parts. */
const isApiError = (error: unknown): error is APIError => error instanceof APIError;

function brokenOff(error: unknown): BotError {
  if (isMalformed(error)) return new BotError("crashed", "the engine sent what is no chat completion");
  // In a stream that began well: the engine's own words for a failure.
  if (isApiError(error))
    return isFiltered(error)
      ? new BotError("declined", "the engine's content filter stopped the reply")
      : new BotError("unavailable", "the engine reported an error in the middle of its reply");
  return new BotError("unavailable", `the connection broke in the middle of the reply (${codeOf(error)})`);
}

/**
 * No body, no JSON, or JSON that the SDK stumbles over. The HTTP client's own errors are of the last class too, but have
 * a cause.
 */
const isMalformed = (error: unknown): boolean =>
  error instanceof SyntaxError ||
  (error instanceof OpenAIError && !isApiError(error)) ||
  (error instanceof TypeError && error.cause === undefined);

/** Nothing was sent: asking again does no harm. */
const NEVER_CONNECTED = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

/** Time-out, conflict, too early: it may have begun with the question. */
const PASSING = new Set([408, 409, 425]);

/** They speak of this request, not of us: the next customer's may be welcome. */
const ABOUT_THE_REQUEST = new Set([400, 413, 422]);

function refusal(error: APIError, status: number, now: number): BotError {
  if (isFiltered(error)) return new BotError("declined", "the engine's content filter refused the question");
  if (error.code === "insufficient_quota") return new BotError("refused", "the account's quota is used up (429)");
  if (PASSING.has(status)) return new BotError("unavailable", `the engine answered ${status}`);
  if (ABOUT_THE_REQUEST.has(status)) return new BotError("declined", `the engine answered ${status}`);
  if (status === 429 || status >= 500)
    return new BotError("unavailable", `the engine answered ${status}`, {
      retryAfterMs: retryAfterMs(error.headers, now),
    });
  const hint = HINTS[status];
  return new BotError("refused", `the engine answered ${status}${hint === undefined ? "" : `: ${hint}`}`);
}

const HINTS: Readonly<Record<number, string>> = {
  401: "is the API key right?",
  403: "may this API key use the model?",
  404: "is the model's name right, and the base address (most end in /v1)?",
};

export const isFiltered = ({ code }: Pick<APIError, "code">): boolean => code === "content_filter";

/** @returns at least 0; 0 when the engine names no time */
function retryAfterMs(headers: Headers | undefined, now: number): number {
  const given = headers?.get("retry-after") ?? "";
  const milliseconds = Number(headers?.get("retry-after-ms") ?? Number.NaN);
  if (milliseconds >= 0) return Math.ceil(milliseconds);
  if (/^\s*\d+(\.\d+)?\s*$/.test(given)) return Math.ceil(Number(given) * 1_000);
  const date = Date.parse(given);
  return Number.isNaN(date) ? 0 : Math.max(0, date - now);
}

/** What the operating system or the HTTP client calls it: ECONNREFUSED, ENOTFOUND, UND_ERR_SOCKET … */
function codeOf(error: unknown): string {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    if ("code" in at && typeof at.code === "string" && /^[A-Z][A-Z0-9_]{2,40}$/.test(at.code)) return at.code;
  }
  return "no code";
}
