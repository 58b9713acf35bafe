import { randomUUID } from "node:crypto";
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import { readJson, sendJson, startDoubleServer } from "../http-server.ts";
import { type Misbehaviour, type MisbehaviourOptions, play } from "../misbehaviour.ts";
import { apiError, ChatRequest } from "./chat-request.ts";
import { type Reply, sensibleReply } from "./replies.ts";
import { completion, eventsOf, type Script, scriptOf } from "./wire.ts";

export interface OpenaiDoubleOptions {
  /** Any free one unless told. */
  port?: number;
  /** The key that it asks for, `sk-double` unless told; null to ask for none. */
  apiKey?: string | null;
  /** Unless told, `double-1`. */
  model?: string;
  /** What it answers: a reply, or events of another server's dialect, each an object or the text after `data: `. */
  answer?: (request: ChatRequest) => Reply | readonly unknown[];
  /** The words with which it refuses a request, with status 400; null to answer it. */
  refuse?: (request: ChatRequest) => string | null;
  /** Another answer than the API's. */
  respond?: (request: ChatRequest) => {
    status: number;
    headers?: Record<string, string>;
    body?: string;
    error?: object;
  };
  onRequest?: (request: ChatRequest, headers: IncomingHttpHeaders) => void;
}

/** `crosswise`: of two requests each gets the other's reply. */
export type OpenaiMisbehaviour = Misbehaviour | "crosswise";

export interface OpenaiDouble {
  /** For `baseUrl`; ends in `/v1`. */
  readonly url: string;
  readonly apiKey: string | null;
  readonly model: string;
  readonly seen: {
    /** All well-formed requests for a completion, in order. */
    readonly requests: readonly ChatRequest[];
    /** Requests, of whatever kind, that are not answered to their end yet and whose client is still there. */
    underWay(): number;
    /** Connections, also those that wait for another request. */
    connections(): number;
  };
  /** From the next request on, until told otherwise or for so many requests; null to behave, at a pace if told. */
  misbehave(kind: OpenaiMisbehaviour | null, options?: MisbehaviourOptions & { times?: number }): void;
  close(): Promise<void>;
}

/** Speaks OpenAI's chat completions over HTTP, without a model behind it. */
export async function startOpenaiDouble(options: OpenaiDoubleOptions = {}): Promise<OpenaiDouble> {
  const { port = 0, apiKey = "sk-double", model = "double-1", answer = sensibleReply, refuse } = options;
  const requests: ChatRequest[] = [];
  const crossed = createCrossing();
  let underWay = 0;
  let fault: { kind: OpenaiMisbehaviour | null; options: MisbehaviourOptions; left: number } | null = null;

  function nextFault() {
    if (fault === null || fault.left <= 0) return null;
    fault.left--;
    return fault;
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    underWay++;
    response.once("close", () => underWay--);
    const path = (request.url ?? "").split("?")[0];
    if (apiKey !== null && request.headers.authorization !== `Bearer ${apiKey}`) return refuseKey(request, response);
    if (request.method === "GET" && path === "/v1/models") return sendJson(response, 200, modelList(model));
    if (request.method !== "POST" || path !== "/v1/chat/completions") {
      const message = `Unknown request URL: ${request.method} ${path}.`;
      return sendJson(response, 404, apiError(message, "invalid_request_error", "unknown_url"));
    }
    return complete(request, response);
  }

  async function complete(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const read = ChatRequest.safeParse(await readJson(request).catch(() => undefined));
    if (!read.success) {
      const [issue] = read.error.issues;
      const param = issue?.path.join(".") ?? null;
      const message = `Invalid value for '${param}': ${issue?.message}.`;
      return sendJson(response, 400, apiError(message, "invalid_request_error", "invalid_value", param));
    }
    requests.push(read.data);
    options.onRequest?.(read.data, request.headers);
    if (read.data.model !== model) {
      const message = `The model \`${read.data.model}\` does not exist or you do not have access to it.`;
      return sendJson(response, 404, apiError(message, "invalid_request_error", "model_not_found", "model"));
    }
    const refusal = refuse?.(read.data) ?? null;
    if (refusal !== null) return sendJson(response, 400, apiError(refusal, "invalid_request_error", null));
    if (options.respond !== undefined) {
      const { status, headers = {}, error, body = JSON.stringify({ error }) } = options.respond(read.data);
      response.writeHead(status, headers).end(status === 204 ? undefined : body);
      return;
    }
    const found = nextFault();
    const own = answer(read.data);
    const given = found?.kind === "crosswise" ? await crossed(own) : own;
    const misbehaviour = found?.kind === "crosswise" ? null : (found?.kind ?? null);
    if (read.data.stream !== true && misbehaviour === null && "text" in given)
      return sendJson(response, 200, completion(given, model));
    const script: Script = "text" in given ? scriptOf(given, read.data, completionId()) : eventsOf(given);
    return play(response, script, misbehaviour, found?.options);
  }

  const server = await startDoubleServer(handle, port);
  return {
    url: `${server.url}/v1`,
    apiKey,
    model,
    seen: { requests, underWay: () => underWay, connections: server.connections },
    misbehave(kind, { times = Number.POSITIVE_INFINITY, ...more } = {}) {
      fault = { kind, options: more, left: times };
    },
    close: server.close,
  };
}

const completionId = () => `chatcmpl-${randomUUID()}`;

function refuseKey(request: IncomingMessage, response: ServerResponse): void {
  const given = request.headers.authorization !== undefined;
  const message = given ? "Incorrect API key provided." : "You didn't provide an API key.";
  sendJson(response, 401, apiError(message, "invalid_request_error", given ? "invalid_api_key" : null));
}

const modelList = (id: string) => ({
  object: "list",
  data: [{ id, object: "model", created: 1_700_000_000, owned_by: "baton" }],
});

/** One who comes alone gets his own after this long. */
const ALONE_MS = 2_000;

type Given = Reply | readonly unknown[];

/** Gives each of two callers the other's. */
function createCrossing(): (own: Given) => Promise<Given> {
  let waiting: { own: Given; give(other: Given): void } | null = null;
  return (own) => {
    const other = waiting;
    if (other !== null) {
      waiting = null;
      other.give(own);
      return Promise.resolve(other.own);
    }
    return new Promise((resolve) => {
      const alone = setTimeout(() => {
        waiting = null;
        resolve(own);
      }, ALONE_MS);
      waiting = {
        own,
        give(others) {
          clearTimeout(alone);
          resolve(others);
        },
      };
    });
  };
}
