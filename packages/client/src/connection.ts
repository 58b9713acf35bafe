import { isTransientStatus } from "./errors.ts";

/**
 * When to connect, wait, give up or ask for a new token: a pure state machine. It holds no timer, no socket and no
 * clock; `stream.ts` carries out its effects and feeds it what happened.
 *
 *   idle ──start──► connecting ──opened──► open
 *                     ▲   │ │                │
 *        timer,online │   │ │ 401            │ ended, failed, stale, back online
 *                     │   │ ▼                ▼
 *                  waiting◄── refreshing   waiting
 *                         │
 *                         └─ 4xx ─► stopped
 */
export type ConnectionState =
  | { name: "idle" }
  | { name: "connecting"; attempt: number; refreshed: boolean; sinceMs: number }
  | { name: "open"; attempt: number; openedAtMs: number; lastByteAtMs: number }
  /** `asked`: the server named the time (Retry-After), so nothing but the timer ends the wait. */
  | { name: "waiting"; attempt: number; refreshed: boolean; retryAtMs: number; asked: boolean }
  | { name: "refreshing"; attempt: number }
  | { name: "stopped"; reason: StopReason };

/** `closed`: by the caller. `ended`: 204, the server has nothing more. Otherwise the refusal's status. */
export type StopReason =
  | { cause: "closed" }
  | { cause: "ended" }
  | { cause: "unauthenticated" }
  | { cause: "refused"; status: number; code: string | undefined };

export interface Connection {
  state: ConnectionState;
  /** What the browser says; only a hint, since it is wrong on some machines. */
  online: boolean;
}

export type ConnectionInput =
  | { type: "start" }
  | { type: "opened" }
  | { type: "bytes" }
  | { type: "ended" }
  | { type: "failed" }
  | { type: "refused"; status: number; code?: string; retryAfterMs?: number }
  | { type: "refreshed"; ok: boolean }
  /** Nobody could say whether there is a new token: the service is down, not the customer out. */
  | { type: "refresh_failed" }
  | { type: "timer" }
  | { type: "watchdog" }
  | { type: "online" }
  | { type: "offline" }
  | { type: "visible" }
  | { type: "close" };

export type ConnectionEffect =
  | { type: "connect" }
  /** End the connection under way, if any; nothing that it still says counts. */
  | { type: "abort" }
  | { type: "schedule"; delayMs: number }
  | { type: "unschedule" }
  | { type: "refresh" };

export interface ConnectionRules {
  /** Upper bound of the first delay; each further failure doubles it. */
  baseDelayMs: number;
  maxDelayMs: number;
  /** A `Retry-After` longer than this is not believed. */
  maxRetryAfterMs: number;
  /** The server sends a comment every 15 s: three missed ones mean a dead connection. */
  silenceLimitMs: number;
  /** An attempt without an answer for this long has failed. */
  connectTimeoutMs: number;
  /** A connection that lives this long was a good one: the next failure starts from the first delay again. */
  stableAfterMs: number;
}

export const CONNECTION_RULES: ConnectionRules = {
  baseDelayMs: 500,
  maxDelayMs: 30_000,
  maxRetryAfterMs: 300_000,
  silenceLimitMs: 45_000,
  connectTimeoutMs: 20_000,
  stableAfterMs: 5_000,
};

export interface Surroundings {
  nowMs: number;
  /** In [0, 1). */
  random: number;
  rules: ConnectionRules;
}

export interface Step {
  connection: Connection;
  effects: readonly ConnectionEffect[];
}

export function newConnection(online = true): Connection {
  return { state: { name: "idle" }, online };
}

/** Full jitter: anything between nothing and the exponential bound, so that a thousand clients do not return at once. */
export function backoffMs(attempt: number, random: number, rules: ConnectionRules): number {
  return Math.floor(random * Math.min(rules.maxDelayMs, rules.baseDelayMs * 2 ** Math.min(attempt, 30)));
}

export function step(connection: Connection, input: ConnectionInput, around: Surroundings): Step {
  const { state } = connection;
  if (state.name === "stopped") return { connection, effects: [] };
  switch (input.type) {
    case "close":
      return stop(connection, { cause: "closed" });
    case "start":
      return state.name === "idle" ? connect(connection, around, 0, false) : same(connection);
    case "opened":
      if (state.name !== "connecting") return same(connection);
      return to(connection, {
        name: "open",
        attempt: state.attempt,
        openedAtMs: around.nowMs,
        lastByteAtMs: around.nowMs,
      });
    case "bytes":
      return state.name === "open" ? to(connection, { ...state, lastByteAtMs: around.nowMs }) : same(connection);
    case "ended":
    case "failed":
      return isUnderWay(state) ? wait(connection, around) : same(connection);
    case "refused":
      return state.name === "connecting" ? refused(connection, state, input, around) : same(connection);
    case "refreshed":
      if (state.name !== "refreshing") return same(connection);
      return input.ok
        ? connect(connection, around, state.attempt, true)
        : stop(connection, { cause: "unauthenticated" });
    case "refresh_failed":
      return state.name === "refreshing" ? wait(connection, around) : same(connection);
    case "timer":
      if (state.name !== "waiting") return same(connection);
      return connect(connection, around, state.attempt, state.refreshed);
    case "watchdog":
      if (state.name === "connecting" && around.nowMs - state.sinceMs >= around.rules.connectTimeoutMs) {
        return wait(connection, around);
      }
      return isSilent(state, around) ? reconnectNow(connection, around) : same(connection);
    case "offline":
      return { connection: { ...connection, online: false }, effects: [] };
    case "online": {
      const back = { ...connection, online: true };
      if (state.name === "waiting" && !state.asked) return connect(back, around, 0, state.refreshed);
      // A connection from before the gap is usually dead without knowing it; resuming by id makes a new one cheap.
      if (state.name === "open" && !connection.online) return reconnectNow(back, around);
      return same(back);
    }
    case "visible":
      if (state.name === "waiting" && !state.asked) return connect(connection, around, state.attempt, state.refreshed);
      // Timers sleep in a hidden tab and a laptop sleeps whole, so the watchdog may be long overdue.
      return isSilent(state, around) ? reconnectNow(connection, around) : same(connection);
  }
}

function refused(
  connection: Connection,
  state: Extract<ConnectionState, { name: "connecting" }>,
  input: Extract<ConnectionInput, { type: "refused" }>,
  around: Surroundings,
): Step {
  if (input.status === 204) return stop(connection, { cause: "ended" });
  if (input.status === 401) {
    if (state.refreshed) return stop(connection, { cause: "unauthenticated" });
    return to(connection, { name: "refreshing", attempt: state.attempt }, { type: "refresh" });
  }
  if (isTransientStatus(input.status)) return wait(connection, around, input.retryAfterMs);
  return stop(connection, { cause: "refused", status: input.status, code: input.code });
}

function wait(connection: Connection, around: Surroundings, retryAfterMs?: number): Step {
  const { state } = connection;
  const { rules, random, nowMs } = around;
  const stable = state.name === "open" && nowMs - state.openedAtMs >= rules.stableAfterMs;
  const attempt = "attempt" in state && !stable ? state.attempt : 0;
  // While the browser says it is offline, trying often only costs battery; `online` connects at once.
  const jittered = backoffMs(connection.online ? attempt : 30, connection.online ? random : 1, rules);
  const asked = retryAfterMs === undefined ? 0 : Math.min(retryAfterMs, rules.maxRetryAfterMs) + random * 1000;
  const delayMs = Math.max(jittered, Math.ceil(asked));
  const refreshed = state.name === "connecting" && state.refreshed;
  return to(
    connection,
    { name: "waiting", attempt: attempt + 1, refreshed, retryAtMs: nowMs + delayMs, asked: asked > 0 },
    { type: "abort" },
    { type: "schedule", delayMs },
  );
}

function connect(connection: Connection, { nowMs }: Surroundings, attempt: number, refreshed: boolean): Step {
  return to(
    connection,
    { name: "connecting", attempt, refreshed, sinceMs: nowMs },
    { type: "unschedule" },
    { type: "connect" },
  );
}

function reconnectNow(connection: Connection, around: Surroundings): Step {
  const { connection: next, effects } = connect(connection, around, 0, false);
  return { connection: next, effects: [{ type: "abort" }, ...effects] };
}

function stop(connection: Connection, reason: StopReason): Step {
  return to(connection, { name: "stopped", reason }, { type: "abort" }, { type: "unschedule" });
}

function isUnderWay(state: ConnectionState): boolean {
  return state.name === "connecting" || state.name === "open";
}

function isSilent(state: ConnectionState, { nowMs, rules }: Surroundings): boolean {
  return state.name === "open" && nowMs - state.lastByteAtMs >= rules.silenceLimitMs;
}

const same = (connection: Connection): Step => ({ connection, effects: [] });

const to = (connection: Connection, state: ConnectionState, ...effects: ConnectionEffect[]): Step => ({
  connection: { ...connection, state },
  effects,
});
