import { APIConnectionError, APIConnectionTimeoutError, APIError, OpenAIError } from "openai";
import { BotError } from "../../ports/bot.ts";
import { isAboutTheRequest, networkCode, retryAfterMs, wasNeverSent } from "../../ports/engine-failure.ts";
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
      wasNeverSent(networkCode(error)) ? { retryAfterMs: 0 } : {},
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

/** Time-out, conflict, too early: it may have begun with the question. */
const PASSING = new Set([408, 409, 425]);

function refusal(error: APIError, status: number, now: number): BotError {
  if (isFiltered(error)) return new BotError("declined", "the engine's content filter refused the question");
  if (error.code === "insufficient_quota") return new BotError("refused", "the account's quota is used up (429)");
  if (PASSING.has(status)) return new BotError("unavailable", `the engine answered ${status}`);
  if (isAboutTheRequest(status)) return new BotError("declined", `the engine answered ${status}`);
  if (status === 429 || status >= 500)
    return new BotError("unavailable", `the engine answered ${status}`, {
      retryAfterMs: waitOf(error.headers, now),
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

/** Some name the time more exactly in a header of their own. */
function waitOf(headers: Headers | undefined, now: number): number {
  const milliseconds = Number(headers?.get("retry-after-ms") ?? Number.NaN);
  return milliseconds >= 0 ? Math.ceil(milliseconds) : retryAfterMs(headers?.get("retry-after") ?? null, now);
}

/** ECONNREFUSED, ENOTFOUND, UND_ERR_SOCKET … */
const codeOf = (error: unknown): string => networkCode(error) ?? "no code";
