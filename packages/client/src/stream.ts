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
   * Called on 401, once until the stream has opened again. True: there is a new token. False: there will be none, the
   * stream stops. Rejecting: could not find out, the stream waits and tries again.
   */
  onUnauthorized?: () => Promise<boolean>;
  /** `eventsource` authenticates by cookie only, and cannot tell why it was refused. Default `fetch`. */
  mode?: "fetch" | "eventsource";
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
  const rules: ConnectionRules = {
    ...CONNECTION_RULES,
    // EventSource does not show comments, so its silence means nothing.
    ...(options.mode === "eventsource" ? { silenceLimitMs: Number.POSITIVE_INFINITY } : {}),
    ...options.rules,
  };
  const now = options.now ?? Date.now;
  const random = options.random ?? Math.random;
  let connection: Connection = newConnection(globalThis.navigator?.onLine !== false);
  let lastEventId = options.lastEventId;
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
      options.onState?.(connection.state, connection.online);
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
        void (options.onUnauthorized?.() ?? Promise.resolve(false)).then(
          (ok) => feed({ type: "refreshed", ok }),
          () => feed({ type: "refresh_failed" }),
        );
        break;
    }
  }

  function deliver(data: string, id: string | undefined): void {
    const frame = parseFrame<Frame>(data);
    if (id !== undefined) lastEventId = id === "" ? undefined : id;
    if (frame === undefined) return;
    try {
      options.onFrame(frame, id === "" ? undefined : id);
    } catch (error) {
      // The caller's mistake is the caller's to see; treated as a broken connection it would come back for ever.
      queueMicrotask(() => {
        throw error;
      });
    }
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
      (error: unknown) => {
        if (error instanceof ApiError) {
          say({
            type: "refused",
            status: error.status,
            code: error.code,
            ...(error.retryAfterMs === undefined ? {} : { retryAfterMs: error.retryAfterMs }),
          });
        } else {
          say({ type: "failed" });
        }
      },
    );
    return { abort: () => controller.abort() };
  }

  async function readFetch(signal: AbortSignal, say: (input: ConnectionInput) => void): Promise<void> {
    const headers = new Headers({ accept: "text/event-stream" });
    const token = options.token?.();
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
    say({ type: "opened" });
    armWatchdog(rules.silenceLimitMs);
    const parser = createSseParser();
    const reader = response.body.getReader();
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

  /** Reconnecting stays ours: the browser's own retry neither backs off nor stops. Comments are invisible: no watchdog. */
  function connectEventSource(): Transport {
    const url = new URL(options.url, globalThis.location?.href);
    if (lastEventId !== undefined) url.searchParams.set("last_event_id", lastEventId);
    const source = new EventSource(url, { withCredentials: true });
    let previousId = "";
    source.onopen = () => {
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
    source.onerror = () => feed({ type: "failed" });
    return {
      abort() {
        source.onopen = source.onmessage = source.onerror = null;
        source.close();
      },
    };
  }

  const onOnline = () => feed({ type: "online" });
  const onOffline = () => feed({ type: "offline" });
  const onVisible = () => {
    if (globalThis.document?.visibilityState === "visible") feed({ type: "visible" });
  };
  const target: Partial<EventTarget> = globalThis;
  target.addEventListener?.("online", onOnline);
  target.addEventListener?.("offline", onOffline);
  target.addEventListener?.("pageshow", onVisible);
  globalThis.document?.addEventListener("visibilitychange", onVisible);

  function release(): void {
    clearTimeout(watchdogTimer);
    target.removeEventListener?.("online", onOnline);
    target.removeEventListener?.("offline", onOffline);
    target.removeEventListener?.("pageshow", onVisible);
    globalThis.document?.removeEventListener("visibilitychange", onVisible);
  }

  feed({ type: "start" });
  return {
    get state() {
      return connection.state;
    },
    close: () => feed({ type: "close" }),
  };
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
