import type { Script as PlayedScript } from "../misbehaviour.ts";
import { apiError, type ChatRequest } from "./chat-request.ts";
import type { Reply } from "./replies.ts";

export type Script = PlayedScript;

const event = (data: unknown): string => `data: ${typeof data === "string" ? data : JSON.stringify(data)}\n\n`;

const CREATED = 1_700_000_000;

/** A reply as OpenAI streams it. */
export function scriptOf(reply: Reply, { model, stream_options: options }: ChatRequest, id: string): Script {
  const { text, call, finish = call === undefined ? "stop" : "tool_calls" } = reply;
  const base = { id, object: "chat.completion.chunk", created: CREATED, model };
  const withUsage = options?.include_usage === true;
  const chunk = (delta: object, finishReason: string | null = null): string =>
    event({
      ...base,
      choices: [{ index: 0, delta, logprobs: null, finish_reason: finishReason }],
      ...(withUsage ? { usage: null } : {}),
    });
  const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };
  return {
    opening: [chunk({ role: "assistant", content: "", refusal: null })],
    pieces: [
      ...piecesOf(text).map((content) => chunk({ content })),
      ...(call === undefined ? [] : callInPieces(call).map((one) => chunk({ tool_calls: [one] }))),
    ],
    ending: [chunk({}, finish), ...(withUsage ? [event({ ...base, choices: [], usage })] : []), event("[DONE]")],
    piece: (content) => chunk({ content }),
    errorBody,
  };
}

/** Events of another server's dialect, played as they are: what ends them is theirs too. */
export function eventsOf(events: readonly unknown[]): Script {
  return { opening: [], pieces: events.map(event), ending: [], piece: event, errorBody };
}

/** The answer to a request that wants no stream. */
export function completion({ text, call, finish }: Reply, model: string) {
  const calls = call === undefined ? [] : [{ id: CALL_ID, type: "function", function: call }];
  const message = { role: "assistant", content: text === "" ? null : text, refusal: null };
  return {
    id: "chatcmpl-double",
    object: "chat.completion",
    created: CREATED,
    model,
    choices: [
      {
        index: 0,
        message: { ...message, ...(calls.length === 0 ? {} : { tool_calls: calls }) },
        logprobs: null,
        finish_reason: finish ?? (calls.length === 0 ? "stop" : "tool_calls"),
      },
    ],
    usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
  };
}

const CALL_ID = "call_double";

function callInPieces({ name, arguments: json }: { name: string; arguments: string }): object[] {
  const half = Math.ceil(json.length / 2);
  return [
    { index: 0, id: CALL_ID, type: "function", function: { name, arguments: "" } },
    { index: 0, function: { arguments: json.slice(0, half) } },
    { index: 0, function: { arguments: json.slice(half) } },
  ];
}

/** About as a model's tokens: words with the space before them, or two characters where there are no spaces. */
const piecesOf = (text: string): string[] => text.match(/\s*[\p{Script=Latin}\d]+|[\s\S]{1,2}/gu) ?? [];

function errorBody(status: number): unknown {
  if (status === 401) return apiError("Incorrect API key provided.", "invalid_request_error", "invalid_api_key");
  if (status === 429) return apiError("Rate limit reached.", "requests", "rate_limit_exceeded");
  return apiError("The server had an error while processing your request.", "server_error", null);
}
