import type { RequestOptions } from "@coze/api";
import { BotError } from "../../ports/bot.ts";
import { failureOfAnswer, failureOfNetwork, failureOfStatus, type Purpose, refusesToken } from "./failure.ts";
import { type Limits, wholeLines } from "./whole-lines.ts";

/** One request of the SDK's, made over `fetch` so that it can be bounded and ended, and so that its failure is known. */
export interface Call {
  /** To be given to the SDK's method. */
  readonly options: RequestOptions;
  /** Why it failed. The SDK's own errors say less, quote what came, and keep silent when a stream breaks. */
  failure(): BotError | null;
  /** Whether Coze took the access token for a wrong or an old one. */
  tokenRefused(): boolean;
  /** Closes the connection if the answer is not all there yet. The SDK's generators do not. */
  end(): void;
}

interface Question {
  url?: string | undefined;
  data?: unknown;
  headers: { toJSON(): object };
  responseType?: string | undefined;
}

/** Bytes of an answer that is no stream: a token, a conversation, an error. */
const MAX_ANSWER = 256 * 1024;
/** A reply of 16,000 letters comes in events of one letter each with 350 bytes around it, and once more as a whole. */
const STREAM: Limits = { line: 1024 * 1024, whole: 16 * 1024 * 1024 };

export function startCall(signal: AbortSignal, purpose: Purpose): Call {
  const connection = new AbortController();
  const stop = AbortSignal.any([signal, connection.signal]);
  let failure: BotError | null = null;
  let tokenRefused = false;

  const fail = (error: BotError): BotError => {
    failure ??= error;
    return error;
  };
  const refuse = (status: number, answer: unknown, retryAfter: string | null): BotError => {
    const code = codeOf(answer);
    tokenRefused = refusesToken(status, code);
    return fail(
      status === 200 && code !== null
        ? failureOfAnswer(code, purpose)
        : failureOfStatus(status, code, retryAfter, purpose),
    );
  };

  async function ask({ url = "", data, headers, responseType }: Question) {
    const response = await fetch(url, {
      method: "POST",
      headers: headers.toJSON() as Record<string, string>,
      body: typeof data === "string" ? data : "{}",
      // A redirect would carry the token to where the operator did not send it.
      redirect: "manual",
      signal: stop,
    }).catch((error: unknown) => {
      throw fail(failureOfNetwork(error, purpose));
    });
    const type = response.headers.get("content-type") ?? "";
    const streams = responseType === "stream" && response.status === 200 && type.includes("text/event-stream");
    const body = streams && response.body !== null ? stream(response.body) : await read(response, type);
    return { data: body, status: response.status, statusText: "", headers: { "content-type": type } };
  }

  async function* stream(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
    try {
      yield* wholeLines(body, STREAM);
    } catch (error) {
      throw fail(error instanceof BotError ? error : failureOfNetwork(error, "chat"));
    }
  }

  async function read(response: Response, type: string): Promise<unknown> {
    const answer = parsed(await text(response));
    const retryAfter = response.headers.get("retry-after");
    if (response.status !== 200 || (codeOf(answer) ?? 0) !== 0) throw refuse(response.status, answer, retryAfter);
    if (answer === null || !type.includes("json")) throw fail(new BotError("crashed", "Coze's answer is not JSON"));
    return answer;
  }

  async function text(response: Response): Promise<string> {
    const chunks: Uint8Array[] = [];
    let length = 0;
    try {
      for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
        length += chunk.length;
        if (length > MAX_ANSWER) throw new BotError("too_long", "Coze's answer is longer than its limit");
        chunks.push(chunk);
      }
    } catch (error) {
      throw fail(error instanceof BotError ? error : failureOfNetwork(error, purpose));
    }
    return Buffer.concat(chunks).toString("utf8");
  }

  return {
    options: { adapter: async (question) => ({ ...(await ask(question)), config: question }) },
    failure: () => failure,
    tokenRefused: () => tokenRefused,
    end: () => connection.abort(),
  };
}

/** @returns null for what is no JSON object */
function parsed(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : null;
  } catch {
    return null;
  }
}

/** @returns null where there is none; Coze writes its codes as numbers, and sometimes as digits */
export function codeOf(answer: unknown): number | null {
  if (typeof answer !== "object" || answer === null || !("code" in answer)) return null;
  const code = Number(answer.code);
  return Number.isSafeInteger(code) ? code : null;
}
