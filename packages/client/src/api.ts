import type {
  AcceptedResponse,
  Agent,
  AuditEntry,
  BotInfo,
  ChatResponse,
  ConfigResponse,
  ConversationResponse,
  HealthResponse,
  LoginResponse,
  MessagePostedResponse,
  MessagesResponse,
  QuickReply,
  QuickReplyDraft,
  QuickReplyScope,
  Session,
  SessionCreatedResponse,
  SessionListResponse,
  SessionStatus,
  ShiftStatusResponse,
} from "@baton/protocol";
import { ApiError, errorFromResponse } from "./errors.ts";
import { randomKey } from "./keys.ts";

/** The type that a schema of the protocol produces, without the schema itself (and zod) reaching a browser bundle. */
type Of<Schema extends { _zod: { output: unknown } }> = Schema["_zod"]["output"];

export type CreatedSession = Of<typeof SessionCreatedResponse>["data"];
export type SessionList = Of<typeof SessionListResponse>["data"];
export type MessagesPage = Of<typeof MessagesResponse>["data"];
export type PostedMessage = Of<typeof MessagePostedResponse>["data"];
export type ChatAnswer = Of<typeof ChatResponse>;
export type Login = Of<typeof LoginResponse>;
export type Health = Of<typeof HealthResponse>;
export type ServiceConfig = Of<typeof ConfigResponse>["data"];
export type ShiftStatus = Of<typeof ShiftStatusResponse>["data"];

export interface ApiOptions {
  /** Where Baton is, without `/api`: `https://chat.example.com`; empty for the page's own origin. */
  baseUrl: string;
  /** Read before every call, so that a refreshed token is used at once. Undefined: no header (cookie or open mode). */
  token?: () => string | undefined;
  /** `Accept-Language` of every call: the language of error sentences and of the bot. */
  lang?: string | (() => string | undefined);
  fetch?: typeof globalThis.fetch;
  /**
   * Called on 401 `UNAUTHENTICATED`, once for all calls that meet it together. Resolves to true when there is a new
   * token: the call is then repeated once. What it rejects with, the call rejects with.
   */
  onUnauthorized?: () => Promise<boolean>;
  /** How long a call may take, in milliseconds (30,000). `/api/chat` waits for the whole reply: four times as long. */
  timeoutMs?: number;
}

export interface CallOptions {
  signal?: AbortSignal;
  /** A repeat with the same key has one effect. Writes get a fresh one by default. */
  idempotencyKey?: string;
}

export interface NewSession {
  session_name?: string;
  identity_token?: string;
  profile?: { name?: string; page_url?: string; referrer?: string };
  cookie?: boolean;
}

export interface SendChat {
  session_name: string;
  message: string;
  client_message_id?: string;
}

export interface SendManual {
  session_name: string;
  content: string;
  role: "user" | "agent";
  client_message_id?: string;
  agent_info?: { agent_id: string; agent_name: string };
}

export interface ListSessions {
  status?: readonly SessionStatus[];
  keyword?: string;
  agent?: string;
  page?: number;
  page_size?: number;
}

export type Api = ReturnType<typeof createApi>;

interface Call extends CallOptions {
  method: "GET" | "POST" | "PUT" | "DELETE";
  path: string;
  body?: unknown;
  /** Absent: the call is not a write, or carries its key in the body. */
  keyed?: boolean;
  timeoutMs?: number;
  /** Sign-in routes answer 401 for their own reasons: no refresh, no token. */
  anonymous?: boolean;
}

/**
 * Typed calls for every route of the contract. Each resolves to the answer's payload or throws `ApiError`.
 * Nothing is retried here, but for one repeat after `onUnauthorized` found a new token.
 */
export function createApi(options: ApiOptions) {
  const base = options.baseUrl.replace(/\/+$/, "");
  const doFetch: typeof fetch = options.fetch ?? ((input, init) => globalThis.fetch(input, init));
  const timeoutMs = options.timeoutMs ?? 30_000;
  const language = () => (typeof options.lang === "function" ? options.lang() : options.lang);
  let refreshing: Promise<boolean> | undefined;

  function refreshOnce(): Promise<boolean> {
    refreshing ??= (options.onUnauthorized?.() ?? Promise.resolve(false)).finally(() => {
      refreshing = undefined;
    });
    return refreshing;
  }

  async function attempt(call: Call, key: string | undefined, token: string | undefined): Promise<Response> {
    const headers = new Headers({ accept: "application/json" });
    const lang = language();
    if (token !== undefined) headers.set("authorization", `Bearer ${token}`);
    if (lang !== undefined) headers.set("accept-language", lang);
    if (key !== undefined) headers.set("idempotency-key", key);
    if (call.body !== undefined) headers.set("content-type", "application/json");
    const timeout = AbortSignal.timeout(call.timeoutMs ?? timeoutMs);
    try {
      return await doFetch(base + call.path, {
        method: call.method,
        headers,
        cache: "no-store",
        credentials: "same-origin",
        signal: call.signal === undefined ? timeout : AbortSignal.any([call.signal, timeout]),
        ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
      });
    } catch (cause) {
      if (call.signal?.aborted === true) throw cause;
      const code = timeout.aborted ? "TIMEOUT" : "NETWORK";
      throw new ApiError({ status: 0, code, message: "The service could not be reached.", cause });
    }
  }

  async function request<Body>(call: Call): Promise<Body> {
    const key = call.idempotencyKey ?? (call.keyed === true ? randomKey() : undefined);
    const token = () => (call.anonymous === true ? undefined : options.token?.());
    const sent = token();
    let response = await attempt(call, key, sent);
    if (response.status === 401 && call.anonymous !== true && options.onUnauthorized !== undefined) {
      // Another one has met it earlier: there is a new token already.
      if (token() !== sent || (await refreshOnce())) response = await attempt(call, key, token());
    }
    if (!response.ok) throw await errorFromResponse(response, Date.now());
    try {
      return (await response.json()) as Body;
    } catch (cause) {
      if (call.signal?.aborted === true) throw cause;
      // The answer was cut off: what it said may have happened, so this is "ask again", not "refused".
      throw new ApiError({ status: 0, code: "NETWORK", message: "The answer was cut off.", cause });
    }
  }

  const get = <Body>(path: string, call: CallOptions = {}) => request<Body>({ ...call, method: "GET", path });
  const post = <Body>(path: string, body: unknown, call: Partial<Call> = {}) =>
    request<Body>({ keyed: true, ...call, method: "POST", path, body });
  const data = <Data>(answer: Promise<{ data: Data }>): Promise<Data> => answer.then((body) => body.data);
  const session = (name: string) => `/api/sessions/${encodeURIComponent(name)}`;
  const quickReply = (scope: QuickReplyScope, id: string) => `/api/quick-replies/${scope}/${encodeURIComponent(id)}`;
  type State = { data: Session };

  return {
    /** A new session, or a new token for an existing one when the call carries that session's token. */
    createSession: (body: NewSession = {}, call: CallOptions = {}): Promise<CreatedSession> =>
      data(post<{ data: CreatedSession }>("/api/sessions", body, call)),
    /** Renews a session's token; never calls `onUnauthorized`, because it is what `onUnauthorized` calls. */
    renewSession: async (
      name: string,
      oldToken: string,
      more: { cookie?: boolean } = {},
      call: CallOptions = {},
    ): Promise<CreatedSession> => {
      const renewing = createApi({ ...withoutRefresh(options), token: () => oldToken });
      return renewing.createSession({ session_name: name, ...more }, call);
    },
    /** A session with its newest 50 messages; for agents its audit trail, too. */
    getSession: (name: string, call?: CallOptions): Promise<{ session: Session; audit_trail?: AuditEntry[] }> =>
      data(get<{ data: { session: Session; audit_trail?: AuditEntry[] } }>(session(name), call)),
    /** @param query.before only messages before this sequence number; newest first page by page, oldest first within */
    messages: (
      name: string,
      query: { before?: number; limit?: number } = {},
      call?: CallOptions,
    ): Promise<MessagesPage> => data(get<{ data: MessagesPage }>(`${session(name)}/messages${search(query)}`, call)),
    /** For agents: the queue and all other sessions, a page at a time. */
    listSessions: (query: ListSessions = {}, call?: CallOptions): Promise<SessionList> =>
      data(
        get<{ data: SessionList }>(
          `/api/sessions${search({ ...query, status: query.status?.join(",") || undefined })}`,
          call,
        ),
      ),

    /** Resolves when the bot's whole reply is there; its pieces come over the session's stream meanwhile. */
    chat: ({ session_name, ...body }: SendChat, call: CallOptions = {}): Promise<ChatAnswer> =>
      post<ChatAnswer>(
        "/api/chat",
        { ...body, user_id: session_name },
        { keyed: body.client_message_id === undefined, timeoutMs: timeoutMs * 4, ...call },
      ),
    /** A message to a person, or a person's to the customer; where it is now in the session. */
    postManualMessage: (body: SendManual, call: CallOptions = {}): Promise<PostedMessage> =>
      data(
        post<{ data: PostedMessage }>("/api/manual/messages", body, {
          keyed: body.client_message_id === undefined,
          ...call,
        }),
      ),
    /** The bot begins a new conversation within the session. */
    newBotConversation: (name: string, call: CallOptions = {}): Promise<Of<typeof ConversationResponse>> =>
      post("/api/conversation/new", { session_id: name }, call),
    /** The bot forgets what was said; the journal does not. */
    clearBotConversation: (name: string, call: CallOptions = {}): Promise<Of<typeof ConversationResponse>> =>
      post("/api/conversation/clear", { session_id: name }, call),

    /** Asks for a person. */
    escalate: (name: string, call: CallOptions = {}): Promise<Session> =>
      data(post<State>("/api/manual/escalate", { session_name: name, reason: "user_request" }, call)),
    /** The customer no longer wants a person. */
    cancel: (name: string, call: CallOptions = {}): Promise<Session> =>
      data(post<State>(`${session(name)}/cancel`, {}, call)),
    /** An agent serves this session in person. `agent` is needed in open mode only; with a token the token decides. */
    takeover: (
      name: string,
      agent: { agent_id?: string; agent_name?: string } = {},
      call: CallOptions = {},
    ): Promise<Session> => data(post<State>(`${session(name)}/takeover`, agent, call)),
    /** Gives the session back to the bot. */
    release: (
      name: string,
      body: { reason?: string; agent_id?: string } = {},
      call: CallOptions = {},
    ): Promise<Session> => data(post<State>(`${session(name)}/release`, body, call)),
    /** Ends the session; its customer's next message opens it again. */
    close: (
      name: string,
      body: { reason?: string; agent_id?: string } = {},
      call: CallOptions = {},
    ): Promise<Session> => data(post<State>(`${session(name)}/close`, body, call)),
    /** Says that the caller is typing. Not journaled; call it at most every few seconds. */
    typing: (name: string, call: CallOptions = {}): Promise<Of<typeof AcceptedResponse>> =>
      post(`${session(name)}/typing`, {}, { keyed: false, ...call }),

    /** An agent signs in. */
    login: (body: { username: string; password: string; cookie?: boolean }, call: CallOptions = {}): Promise<Login> =>
      post("/api/agent/login", body, { ...call, keyed: false, anonymous: true }),
    /** Rotates the pair: the old refresh token must not be used again, or the whole family is revoked. */
    refresh: (body: { refresh_token?: string; cookie?: boolean } = {}, call: CallOptions = {}): Promise<Login> =>
      post("/api/agent/refresh", body, { ...call, keyed: false, anonymous: true }),
    /** Revokes the refresh token. */
    logout: (body: { refresh_token?: string } = {}, call: CallOptions = {}): Promise<Of<typeof AcceptedResponse>> =>
      post("/api/agent/logout", body, { ...call, keyed: false }),
    /** The agent whose token this is. */
    profile: (call?: CallOptions): Promise<Agent> =>
      data(get<{ data: { agent: Agent } }>("/api/agent/profile", call)).then(({ agent }) => agent),

    /** Shared ones and the caller's own. */
    quickReplies: (call?: CallOptions): Promise<QuickReply[]> =>
      data(get<{ data: { quick_replies: QuickReply[] } }>("/api/quick-replies", call)).then(
        ({ quick_replies }) => quick_replies,
      ),
    /** @param draft.version of the one that is replaced; absent for a new one. Shared ones are an administrator's to write. */
    saveQuickReply: (
      scope: QuickReplyScope,
      id: string,
      draft: QuickReplyDraft & { version?: number },
      call: CallOptions = {},
    ): Promise<QuickReply> =>
      data(
        request<{ data: { quick_reply: QuickReply } }>({
          keyed: true,
          ...call,
          method: "PUT",
          path: quickReply(scope, id),
          body: draft,
        }),
      ).then(({ quick_reply }) => quick_reply),
    /** @param query.version of the one that is removed */
    removeQuickReply: async (
      scope: QuickReplyScope,
      id: string,
      query: { version?: number } = {},
      call: CallOptions = {},
    ): Promise<void> => {
      await request({ keyed: true, ...call, method: "DELETE", path: `${quickReply(scope, id)}${search(query)}` });
    },

    /** The bot's name, picture and welcome. */
    botInfo: (call?: CallOptions): Promise<BotInfo> =>
      get<{ bot: BotInfo }>("/api/bot/info", call).then(({ bot }) => bot),
    /** What a page needs to know of the service. */
    config: (call?: CallOptions): Promise<ServiceConfig> => data(get<{ data: ServiceConfig }>("/api/config", call)),
    /** Whether people are on duty. */
    shiftStatus: (call?: CallOptions): Promise<ShiftStatus> =>
      data(get<{ data: ShiftStatus }>("/api/shift/status", call)),
    /** Whether the service works; throws `UNAVAILABLE` when a part of it does not. */
    health: (call?: CallOptions): Promise<Health> => get("/api/health", call),

    /** Addresses for `openStream`. */
    sessionEventsUrl: (name: string): string => `${base}${session(name)}/events`,
    agentEventsUrl: (): string => `${base}/api/agent/events`,
  };
}

function withoutRefresh({ onUnauthorized: _, ...rest }: ApiOptions): ApiOptions {
  return rest;
}

function search(query: Record<string, string | number | undefined>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) parameters.set(name, String(value));
  const text = parameters.toString();
  return text === "" ? "" : `?${text}`;
}
