import type { SessionStatus } from "@baton/protocol";
import type { Api } from "./api.ts";
import { CONNECTION_RULES, pause } from "./connection.ts";
import { ApiError } from "./errors.ts";

/** Which of the two routes for customers' messages: each refuses what is the other's. */
export type Route = "bot" | "person";

export interface Delivery {
  key: string;
  content: string;
  /** The route on which an earlier page tried; undefined: not tried yet. */
  route?: Route | undefined;
}

export type Delivered = { message_id: string; seq: number; timestamp: number } | undefined;

export interface DeliveryRules {
  api: Pick<Api, "chat" | "postManualMessage">;
  /** The session it goes to; may have to be made first, which may fail as any call. */
  sessionName: () => Promise<string>;
  /** Asked when the session is known. */
  status: () => SessionStatus;
  /** Told before each attempt on another route than before. */
  onRoute: (route: Route) => void;
  /** True once nothing is left to do: it was seen on the stream, or nobody waits for it any more. */
  isDone: () => boolean;
  /** False once the server may have forgotten the key: another attempt could then arrive a second time. */
  mayRepeat: () => boolean;
  /** Resolves after that many milliseconds, or, unless the server asked for them, when it makes sense to try again. */
  wait: (delayMs: number, asked: boolean) => Promise<void>;
  random: () => number;
  /** While false, a failed attempt says nothing about the service and does not lengthen the wait. */
  isOnline: () => boolean;
}

/** A session may change state between two attempts, but not for ever. */
const MAX_ROUTE_CHANGES = 3;
/** An attempt under way (another tab's, or one whose connection broke) ends with the bot's reply: within two minutes. */
const IN_FLIGHT_RETRY_MS = 1_500;
const MAX_IN_FLIGHT = 100;

/**
 * Delivers one customer message by the route that its session's status asks for. Repeats with the same key when no
 * answer came, so that it arrives once; changes the route only when the refusal says that the status has changed,
 * because a key counts on its own route alone: a message that got through unseen would arrive again on the other.
 * @returns the message's place, when the route tells it (the bot's route does not)
 * @throws ApiError when it was refused
 */
export async function deliver(message: Delivery, rules: DeliveryRules): Promise<Delivered> {
  let { route } = message;
  let attempts = 0;
  let routeChanges = 0;
  let inFlight = 0;
  let failure: ApiError | undefined;
  while (!rules.isDone()) {
    if (failure !== undefined && !rules.mayRepeat()) throw failure;
    try {
      const sessionName = await rules.sessionName();
      if (rules.isDone()) return undefined;
      if (route === undefined) {
        route = routeOf(rules.status());
        rules.onRoute(route);
      }
      return await post(sessionName, message, route, rules.api);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      failure = error;
      if (route !== undefined && asksForOtherRoute(error, route) && routeChanges++ < MAX_ROUTE_CHANGES) {
        route = route === "bot" ? "person" : "bot";
        rules.onRoute(route);
        continue;
      }
      if (error.code === "IDEMPOTENCY_IN_FLIGHT" && inFlight++ < MAX_IN_FLIGHT) {
        await rules.wait(IN_FLIGHT_RETRY_MS * (0.5 + rules.random()), false);
        continue;
      }
      const online = rules.isOnline();
      if (online) attempts++;
      if (!error.isTransient || error.code === "IDEMPOTENCY_IN_FLIGHT") throw error;
      const around = { random: rules.random(), rules: CONNECTION_RULES };
      const { delayMs, asked } = pause(attempts, { online, visible: true }, around, error.retryAfterMs);
      await rules.wait(delayMs, asked);
    }
  }
  return undefined;
}

const routeOf = (status: SessionStatus): Route =>
  status === "pending_manual" || status === "manual_live" ? "person" : "bot";

async function post(
  sessionName: string,
  { key, content }: Delivery,
  route: Route,
  api: DeliveryRules["api"],
): Promise<Delivered> {
  if (route === "person") {
    return api.postManualMessage({ session_name: sessionName, role: "user", content, client_message_id: key });
  }
  await api.chat({ session_name: sessionName, message: content, client_message_id: key });
  return undefined;
}

function asksForOtherRoute(error: ApiError, route: Route): boolean {
  return route === "person"
    ? error.code === "NOT_IN_MANUAL" || error.code === "SESSION_CLOSED"
    : error.code === "SESSION_IN_MANUAL_MODE";
}
