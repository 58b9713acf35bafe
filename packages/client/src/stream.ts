import { createBackground } from "./background.ts";
import {
  CONNECTION_RULES,
  type Connection,
  type ConnectionEffect,
  type ConnectionInput,
  type ConnectionRules,
  type ConnectionState,
  newConnection,
  step,
} from "./connection.ts";
import { ApiError, errorFromResponse } from "./errors.ts";
import { createSseParser } from "./sse.ts";
import { tell } from "./tell.ts";

export interface StreamOptions<Frame> {
  url: string;
  token?: () => string | undefined;
  lang?: string | undefined;
  /** Resume after this id. Sent again, as it advances, on every reconnect. */
  lastEventId?: string;
  /** @param id where the frame is in the journal; undefined for a live frame */
  onFrame: (frame: Frame, id: string | undefined) => void;
  onState?: (state: ConnectionState, online: boolean) => void;
  /**
   * Called on 401, once for an attempt; if Baton refuses the new token at once, the stream stops. True: there is a new
   * token. False: there will be none, the stream stops. Rejecting: could not find out, the stream waits and tries again.
   */
  onUnauthorized?: () => Promise<boolean>;
  /** `eventsource` authenticates by cookie only: the page is of Baton's own origin. Default `fetch`. */
  mode?: "fetch" | "eventsource";
  /**
   * The name of a Web Lock: of all hidden pages that name the same one, only its holder keeps its stream; the others are
   * `idle`, and resume when they are shown. Not by `eventsource`.
   */
  backgroundLock?: string | undefined;
  fetch?: typeof globalThis.fetch;
  rules?: Partial<ConnectionRules>;
  now?: () => number;
  random?: () => number;
}

export interface Stream {
  readonly state: ConnectionState;
  close(): void;
}

const WATCHDOG_AGAIN_MS = 20;

interface Transport {
  abort(): void;
}

/**
 * Keeps one subscription alive: connects, resumes by id, waits and reconnects as `connection.ts` decides, until it is
 * closed or refused for good. A frame that is no JSON object with a `type` is skipped.
 */
export function openStream<Frame extends { type: string }>(options: StreamOptions<Frame>): Stream {
  const rules: ConnectionRules = { ...CONNECTION_RULES, ...options.rules };
  const now = options.now ?? Date.now;
  const random = options.random ?? Math.random;
  let connection: Connection = newConnection(
    globalThis.navigator?.onLine !== false,
    globalThis.document?.visibilityState !== "hidden",
  );
  let lastEventId = options.lastEventId;
  let sentToken: string | undefined;
  /** Since the stream was open last. */
  let hasRefreshed = false;
  let transport: Transport | undefined;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let watchdogTimer: ReturnType<typeof setTimeout> | undefined;

  function feed(input: ConnectionInput): void {
    const before = connection;
    const result = step(connection, input, { nowMs: now(), random: random(), rules });
    connection = result.connection;
    for (const effect of result.effects) carryOut(effect);
    if (connection.state.name === "stopped" && before.state.name !== "stopped") release();
    if (connection.state.name !== before.state.name || connection.online !== before.online) {
      const { state, online } = connection;
      tell(() => options.onState?.(state, online));
    }
  }

  function carryOut(effect: ConnectionEffect): void {
    switch (effect.type) {
      case "connect":
        armWatchdog(rules.connectTimeoutMs);
        transport = options.mode === "eventsource" ? connectEventSource() : connectFetch();
        break;
      case "abort":
        transport?.abort();
        transport = undefined;
        clearTimeout(watchdogTimer);
        break;
      case "schedule":
        retryTimer = setTimeout(() => feed({ type: "timer" }), effect.delayMs);
        break;
      case "unschedule":
        clearTimeout(retryTimer);
        break;
      case "refresh":
        hasRefreshed = true;
        void newToken().then(
          (ok) => feed({ type: "refreshed", ok }),
          () => feed({ type: "refresh_failed" }),
        );
        break;
    }
  }

  function newToken(): Promise<boolean> {
    // A call of the same page has met it earlier. A cookie is nobody's to compare.
    if (options.mode !== "eventsource" && options.token?.() !== sentToken) return Promise.resolve(true);
    return options.onUnauthorized?.() ?? Promise.resolve(false);
  }

  function deliver(data: string, id: string | undefined): void {
    const frame = parseFrame<Frame>(data);
    if (id !== undefined) lastEventId = id === "" ? undefined : id;
    if (frame !== undefined) tell(() => options.onFrame(frame, id === "" ? undefined : id));
  }

  function armWatchdog(delayMs: number): void {
    clearTimeout(watchdogTimer);
    watchdogTimer = setTimeout(() => {
      const before = connection;
      feed({ type: "watchdog" });
      // A timer may ring a millisecond before the clock agrees; a watchdog that then falls asleep guards nothing.
      if (connection === before) armWatchdog(WATCHDOG_AGAIN_MS);
    }, delayMs);
  }

  function connectFetch(): Transport {
    const controller = new AbortController();
    const { signal } = controller;
    const say = (input: ConnectionInput) => {
      if (!signal.aborted) feed(input);
    };
    void readFetch(signal, say).then(
      () => say({ type: "ended" }),
      (error: unknown) => say(inputOf(error)),
    );
    return { abort: () => controller.abort() };
  }

  /** @throws ApiError when it is refused, TypeError when the answer is no event stream */
  async function ask(signal: AbortSignal): Promise<Response & { body: NonNullable<Response["body"]> }> {
    const headers = new Headers({ accept: "text/event-stream" });
    const token = options.token?.();
    sentToken = token;
    if (token !== undefined) headers.set("authorization", `Bearer ${token}`);
    if (options.lang !== undefined) headers.set("accept-language", options.lang);
    if (lastEventId !== undefined) headers.set("last-event-id", lastEventId);
    const doFetch: typeof fetch = options.fetch ?? ((input, init) => globalThis.fetch(input, init));
    const response = await doFetch(options.url, { headers, cache: "no-store", credentials: "same-origin", signal });
    if (!response.ok || response.status === 204) throw await errorFromResponse(response, now());
    // A hotel's sign-in page is also 200: not our stream, and worth another try.
    if (response.headers.get("content-type")?.startsWith("text/event-stream") !== true || response.body === null) {
      throw new TypeError("the answer is no event stream");
    }
    return response as Response & { body: NonNullable<Response["body"]> };
  }

  async function readFetch(signal: AbortSignal, say: (input: ConnectionInput) => void): Promise<void> {
    const { body } = await ask(signal);
    say({ type: "opened" });
    // Whoever heard of it may have closed it.
    if (signal.aborted) return;
    armWatchdog(rules.silenceLimitMs);
    const parser = createSseParser();
    const reader = body.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done || signal.aborted) return;
      say({ type: "bytes" });
      armWatchdog(rules.silenceLimitMs);
      for (const event of parser.push(value)) {
        if (signal.aborted) return;
        deliver(event.data, event.id);
      }
    }
  }

  /**
   * Reconnecting stays ours: the browser's own retry neither backs off nor stops. The server's comments are invisible, so
   * silence alone means nothing and no watchdog waits for it; a connection is only doubted when the user comes back.
   */
  function connectEventSource(): Transport {
    const url = new URL(options.url, globalThis.location?.href);
    if (lastEventId !== undefined) url.searchParams.set("last_event_id", lastEventId);
    const source = new EventSource(url, { withCredentials: true });
    let previousId = "";
    source.onopen = () => {
      hasRefreshed = false;
      clearTimeout(watchdogTimer);
      feed({ type: "opened" });
    };
    source.onmessage = (event: MessageEvent<string>) => {
      feed({ type: "bytes" });
      // The browser repeats the last id on events that carry none.
      const own = event.lastEventId !== previousId ? event.lastEventId : undefined;
      previousId = event.lastEventId;
      deliver(event.data, own);
    };
    const asking = new AbortController();
    source.onerror = () => {
      const isRefused = source.readyState === EventSource.CLOSED;
      source.close();
      if (isRefused) void askWhy(asking.signal);
      else feed({ type: "failed" });
    };
    return {
      abort() {
        asking.abort();
        source.onopen = source.onmessage = source.onerror = null;
        source.close();
      },
    };
  }

  /** `EventSource` does not say why it was refused: the same question by fetch, with the token, does. */
  async function askWhy(signal: AbortSignal): Promise<void> {
    const input = await ask(signal).then(
      (response): ConnectionInput => {
        void response.body?.cancel();
        // With the token the door is open, so it was the cookie: it has ended, or is another session's by now.
        const isCookie = !hasRefreshed && options.onUnauthorized !== undefined;
        return isCookie ? { type: "refused", status: 401, code: "UNAUTHENTICATED" } : { type: "failed" };
      },
      (error: unknown): ConnectionInput => inputOf(error),
    );
    if (!signal.aborted) feed(input);
  }

  const onOnline = () => feed({ type: "online" });
  const onOffline = () => feed({ type: "offline" });
  const background =
    options.backgroundLock === undefined || options.mode === "eventsource"
      ? undefined
      : createBackground({
          lockName: options.backgroundLock,
          afterMs: rules.restAfterMs,
          onRest: () => feed({ type: "rest" }),
          onTurn: () => feed({ type: "turn" }),
        });
  const onVisibility = () => {
    const type = globalThis.document?.visibilityState === "hidden" ? "hidden" : "visible";
    if (type === "hidden") background?.hidden();
    else background?.shown();
    feed({ type });
  };
  const target: Partial<EventTarget> = globalThis;
  target.addEventListener?.("online", onOnline);
  target.addEventListener?.("offline", onOffline);
  target.addEventListener?.("pageshow", onVisibility);
  globalThis.document?.addEventListener("visibilitychange", onVisibility);

  function release(): void {
    clearTimeout(watchdogTimer);
    background?.shown();
    target.removeEventListener?.("online", onOnline);
    target.removeEventListener?.("offline", onOffline);
    target.removeEventListener?.("pageshow", onVisibility);
    globalThis.document?.removeEventListener("visibilitychange", onVisibility);
  }

  if (!connection.visible) background?.hidden();
  feed({ type: "start" });
  return {
    get state() {
      return connection.state;
    },
    close: () => feed({ type: "close" }),
  };
}

function inputOf(error: unknown): ConnectionInput {
  if (!(error instanceof ApiError)) return { type: "failed" };
  const { status, code, retryAfterMs } = error;
  return { type: "refused", status, code, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
}

function parseFrame<Frame extends { type: string }>(data: string): Frame | undefined {
  try {
    const value: unknown = JSON.parse(data);
    const isFrame = typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
    return isFrame ? (value as Frame) : undefined;
  } catch {
    return undefined;
  }
}
