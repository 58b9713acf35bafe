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
 *
 * A page that rests lets what is open go and is idle, until it is its turn or it is shown.
 */
export type ConnectionState =
  | { name: "idle" }
  /** `refreshed`: with a token that was got for this attempt. */
  | { name: "connecting"; attempt: number; refreshed: boolean; sinceMs: number }
  | { name: "open"; attempt: number; openedAtMs: number; lastByteAtMs: number }
  /** `asked`: the server named the time (Retry-After), so nothing but the timer ends the wait. */
  | { name: "waiting"; attempt: number; retryAtMs: number; asked: boolean }
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
  /** Whether anybody can see the page; true where there is none. */
  visible: boolean;
  /** Hidden for so long that another page keeps its connection instead: `background.ts` says when. */
  resting: boolean;
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
  | { type: "hidden" }
  | { type: "rest" }
  /** It rested, and may be connected again although it is hidden. */
  | { type: "turn" }
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
  /**
   * Nobody looks at a hidden page: its waits are this many times as long, so that a service that comes back meets those
   * first who do look. Nothing is lost by it, since it resumes by id, and being shown again ends the wait at once. A page
   * that notifies somebody while hidden wants 1.
   */
  hiddenFactor: number;
  /** After this long out of sight a page lets its stream go, if others of its browser want theirs, too. */
  restAfterMs: number;
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
  hiddenFactor: 4,
  restAfterMs: 60_000,
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

export function newConnection(online = true, visible = true): Connection {
  return { state: { name: "idle" }, online, visible, resting: false };
}

/** Full jitter: anything between nothing and the exponential bound, so that a thousand clients do not return at once. */
export function backoffMs(attempt: number, random: number, rules: ConnectionRules): number {
  return Math.floor(random * Math.min(rules.maxDelayMs, rules.baseDelayMs * 2 ** Math.min(attempt, 30)));
}

/** How long to wait before another attempt, and whether the server named the time: then nothing else ends the wait. */
export function pause(
  attempt: number,
  { online, visible }: Pick<Connection, "online" | "visible">,
  { random, rules }: Pick<Surroundings, "random" | "rules">,
  retryAfterMs?: number,
): { delayMs: number; asked: boolean } {
  // While the browser says it is offline, trying often only costs battery; `online` ends the wait.
  const bound = backoffMs(online ? attempt : 30, online ? random : 1, rules);
  const jittered = visible ? bound : Math.floor(bound * rules.hiddenFactor);
  const askedMs = retryAfterMs === undefined ? 0 : Math.min(retryAfterMs, rules.maxRetryAfterMs) + random * 1000;
  return { delayMs: Math.max(jittered, Math.ceil(askedMs)), asked: askedMs > 0 };
}

export function step(connection: Connection, input: ConnectionInput, around: Surroundings): Step {
  const { state } = connection;
  if (state.name === "stopped") return { connection, effects: [] };
  switch (input.type) {
    case "close":
      return stop(connection, { cause: "closed" });
    case "start":
      return state.name === "idle" ? connect(connection, around, 0) : same(connection);
    case "opened":
      if (state.name !== "connecting") return same(connection);
      if (connection.resting) return to(connection, { name: "idle" }, { type: "abort" });
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
      return state.name === "waiting" ? connect(connection, around, state.attempt) : same(connection);
    case "watchdog":
      if (state.name === "connecting" && isOver(state.sinceMs, around.rules.connectTimeoutMs, around)) {
        return wait(connection, around);
      }
      return isSilent(state, around) ? reconnectNow(connection, around) : same(connection);
    case "offline":
      return { connection: { ...connection, online: false }, effects: [] };
    case "online": {
      const back = { ...connection, online: true };
      if (state.name === "waiting" && !state.asked) return connect(back, around, 0);
      // A connection from before the gap is usually dead without knowing it; resuming by id makes a new one cheap.
      if (state.name === "open" && !connection.online) return reconnectNow(back, around);
      return same(back);
    }
    case "hidden":
      // What is open stays open: the page may have an unread badge or a title to keep right.
      return { connection: { ...connection, visible: false }, effects: [] };
    case "rest": {
      const resting = { ...connection, resting: true };
      // What is not open takes no place for long, and gives it up when it opens.
      return state.name === "open" ? to(resting, { name: "idle" }, { type: "abort" }) : same(resting);
    }
    case "turn": {
      const awake = { ...connection, resting: false };
      return connection.resting && state.name === "idle" ? connect(awake, around, 0) : same(awake);
    }
    case "visible": {
      const shown = { ...connection, visible: true, resting: false };
      if (connection.resting && state.name === "idle") return connect(shown, around, 0);
      if (state.name === "waiting" && !state.asked) return connect(shown, around, state.attempt);
      // Timers sleep in a hidden tab and a laptop sleeps whole, so the watchdog may be long overdue.
      return isSilent(state, around) ? reconnectNow(shown, around) : same(shown);
    }
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
    if (!state.refreshed) return to(connection, { name: "refreshing", attempt: state.attempt }, { type: "refresh" });
    if (input.code === "UNAUTHENTICATED") return stop(connection, { cause: "unauthenticated" });
  }
  // A 401 that is not Baton's, but a gateway's, says nothing about the token.
  if (input.status === 401 || isTransientStatus(input.status)) return wait(connection, around, input.retryAfterMs);
  return stop(connection, { cause: "refused", status: input.status, code: input.code });
}

function wait(connection: Connection, around: Surroundings, retryAfterMs?: number): Step {
  const { state } = connection;
  const { rules, nowMs } = around;
  const stable = state.name === "open" && nowMs - state.openedAtMs >= rules.stableAfterMs;
  const attempt = "attempt" in state && !stable ? state.attempt : 0;
  const { delayMs, asked } = pause(attempt, connection, around, retryAfterMs);
  return to(
    connection,
    { name: "waiting", attempt: attempt + 1, retryAtMs: nowMs + delayMs, asked },
    { type: "abort" },
    { type: "schedule", delayMs },
  );
}

function connect(connection: Connection, { nowMs }: Surroundings, attempt: number, refreshed = false): Step {
  return to(
    connection,
    { name: "connecting", attempt, refreshed, sinceMs: nowMs },
    { type: "unschedule" },
    { type: "connect" },
  );
}

function reconnectNow(connection: Connection, around: Surroundings): Step {
  const { connection: next, effects } = connect(connection, around, 0);
  return { connection: next, effects: [{ type: "abort" }, ...effects] };
}

function stop(connection: Connection, reason: StopReason): Step {
  return to(connection, { name: "stopped", reason }, { type: "abort" }, { type: "unschedule" });
}

function isUnderWay(state: ConnectionState): boolean {
  return state.name === "connecting" || state.name === "open";
}

function isSilent(state: ConnectionState, around: Surroundings): boolean {
  return state.name === "open" && isOver(state.lastByteAtMs, around.rules.silenceLimitMs, around);
}

/** A clock that was put back tells nothing, and would not for as long as it was put back: then it counts as over. */
const isOver = (sinceMs: number, limitMs: number, { nowMs }: Surroundings): boolean =>
  nowMs < sinceMs || nowMs - sinceMs >= limitMs;

const same = (connection: Connection): Step => ({ connection, effects: [] });

const to = (connection: Connection, state: ConnectionState, ...effects: ConnectionEffect[]): Step => ({
  connection: { ...connection, state },
  effects,
});
