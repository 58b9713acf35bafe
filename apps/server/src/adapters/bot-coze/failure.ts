import type { BotFailureKind } from "@baton/protocol";
import { BotError } from "../../ports/bot.ts";
import { isAboutTheRequest, networkCode, retryAfterMs, wasNeverSent } from "../../ports/engine-failure.ts";

/** A chat brings a customer's words and must not be asked twice; a preparation (token, conversation) does neither. */
export type Purpose = "preparation" | "chat";

/** Its request limit; `4016`: the conversation is still busy with the chat before. */
const TOO_MANY = 4013;
const BUSY = 4016;
const BUSY_RETRY_MS = 1_000;
/** "Authentication is invalid", "access token invalid". */
const TOKEN_CODES: readonly number[] = [4100, 700012006];
/** "Request parameter error", "invalid message". */
const MESSAGE_CODES: readonly number[] = [4000, 4005];
/** "No permission" and "not found". Which of the things that a chat names is meant is said in words only. */
const LOST_CODES: readonly number[] = [4101, 4200];
/** The first three of nine digits: a step of the flow failed, or a check of what goes in and out of it. */
const FLOW_CODES: readonly number[] = [702, 720];

/** Whether Coze refused the access token itself: a new one may be accepted. */
export const refusesToken = (status: number, code: number | null): boolean =>
  status === 401 || (code !== null && TOKEN_CODES.includes(code));

/** An answer with another status than 200. @param retryAfter the header */
export function failureOfStatus(
  status: number,
  code: number | null,
  retryAfter: string | null,
  purpose: Purpose,
): BotError {
  const message = `Coze answered with status ${status}${code === null ? "" : ` and code ${code}`}`;
  if (status === 429 || status >= 500) {
    return new BotError("unavailable", message, { retryAfterMs: retryAfterMs(retryAfter, Date.now()) });
  }
  if (purpose === "preparation" || refusesToken(status, code)) return new BotError("refused", message);
  if (code !== null && LOST_CODES.includes(code)) return new BotError("conversation_lost", message);
  return new BotError(isAboutTheRequest(status) ? "declined" : "refused", message);
}

/** An answer in Coze's own form whose code is not 0: nothing was begun. */
export function failureOfAnswer(code: number, purpose: Purpose): BotError {
  const message = `Coze answered with code ${code}`;
  if (code === BUSY) return new BotError("unavailable", message, { retryAfterMs: BUSY_RETRY_MS });
  const failure = kindOf(code, purpose);
  return failure === "unavailable"
    ? new BotError(failure, message, { retryAfterMs: 0 })
    : new BotError(failure, message);
}

/**
 * A chat that had begun: Coze keeps what the customer asked, so asking again would say it twice.
 *
 * @param said some of the reply has come: then the conversation is known
 */
export function failureOfChat(code: number | null, said: boolean): BotError {
  const failure = code === null ? "crashed" : kindOf(code, "chat");
  const message = `the chat failed with code ${code ?? "none"}`;
  return new BotError(failure === "conversation_lost" && said ? "refused" : failure, message);
}

export function failureOfNetwork(error: unknown, purpose: Purpose): BotError {
  const code = networkCode(error);
  const message = `no answer from Coze: ${code ?? (error instanceof Error ? error.name : "unknown")}`;
  return purpose === "preparation" || wasNeverSent(code)
    ? new BotError("unavailable", message, { retryAfterMs: 0 })
    : new BotError("unavailable", message);
}

function kindOf(code: number, purpose: Purpose): BotFailureKind {
  if (code === TOO_MANY || code === BUSY || (code >= 5_000 && code < 6_000)) return "unavailable";
  if (purpose === "chat") {
    if (LOST_CODES.includes(code)) return "conversation_lost";
    // What these speak of comes from the customer: it must not keep everybody else from the bot.
    if (MESSAGE_CODES.includes(code) || FLOW_CODES.includes(Math.floor(code / 1_000_000))) return "declined";
  }
  if ((code >= 4_000 && code < 5_000) || TOKEN_CODES.includes(code)) return "refused";
  return "crashed";
}
