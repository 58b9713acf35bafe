import type { SessionStatus } from "@baton/protocol";
import type { Api } from "./api.ts";
import { backoffMs, CONNECTION_RULES } from "./connection.ts";
import { ApiError } from "./errors.ts";

export interface Delivery {
  sessionName: string;
  key: string;
  content: string;
}

export type Delivered = { message_id: string; seq: number; timestamp: number } | undefined;

export interface DeliveryRules {
  api: Pick<Api, "chat" | "postManualMessage">;
  status: () => SessionStatus;
  /** Resolves after that many milliseconds, or earlier when it makes sense to try again. */
  wait: (delayMs: number) => Promise<void>;
  random: () => number;
  /** While false, a failed attempt says nothing about the service and does not count. */
  isOnline: () => boolean;
  /** Attempts that end without an answer, after which the message counts as failed. */
  maxAttempts?: number;
}

/** The two routes refuse each other's states; a session may change state between two attempts, but not for ever. */
const MAX_ROUTE_CHANGES = 3;
/** What the browser says of the network may be wrong. */
const OFFLINE_RETRY_MS = 15_000;

/**
 * Delivers one customer message by the route that its session's status asks for. Repeats with the same key when no
 * answer came, so that it arrives once; changes the route when the refusal says that the status has changed.
 * @returns the message's place, when the route tells it (the bot's route does not)
 * @throws ApiError when it was refused, or still undelivered after the last attempt
 */
export async function deliver(message: Delivery, rules: DeliveryRules): Promise<Delivered> {
  const status = rules.status();
  let toPerson = status === "pending_manual" || status === "manual_live";
  let routeChanges = 0;
  for (let attempt = 0; ; ) {
    try {
      return await post(message, toPerson, rules.api);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const other = asksForOtherRoute(error, toPerson);
      if (other && routeChanges < MAX_ROUTE_CHANGES) {
        toPerson = !toPerson;
        routeChanges++;
        continue;
      }
      if (rules.isOnline()) attempt++;
      if (!error.isTransient || attempt >= (rules.maxAttempts ?? 8)) throw error;
      const delayMs = rules.isOnline() ? backoffMs(attempt, rules.random(), CONNECTION_RULES) : OFFLINE_RETRY_MS;
      await rules.wait(Math.max(delayMs, error.retryAfterMs ?? 0));
    }
  }
}

async function post(
  { sessionName, key, content }: Delivery,
  toPerson: boolean,
  api: DeliveryRules["api"],
): Promise<Delivered> {
  if (toPerson) {
    return api.postManualMessage({ session_name: sessionName, role: "user", content, client_message_id: key });
  }
  await api.chat({ session_name: sessionName, message: content, client_message_id: key });
  return undefined;
}

function asksForOtherRoute(error: ApiError, toPerson: boolean): boolean {
  return toPerson
    ? error.code === "NOT_IN_MANUAL" || error.code === "SESSION_CLOSED"
    : error.code === "SESSION_IN_MANUAL_MODE";
}
