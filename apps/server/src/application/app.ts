import type { SessionSettings } from "../domain/session/commands.ts";
import type { Bot } from "../ports/bot.ts";
import type { Bus } from "../ports/bus.ts";
import type { Clock } from "../ports/clock.ts";
import type { Ids } from "../ports/ids.ts";
import type { Journal, StreamKey } from "../ports/journal.ts";
import type { Log } from "../ports/log.ts";
import type { Presence } from "../ports/presence.ts";
import type { SessionHandler } from "./handle.ts";

/** What every verb works with. Made once, by compose. */
export interface App {
  journal: Journal;
  sessions: SessionHandler;
  bus: Bus;
  bot: Bot;
  clock: Clock;
  ids: Ids;
  presence: Presence;
  log: Log;
  settings: SessionSettings;
}

export interface SessionRef {
  tenant: string;
  name: string;
}

export const sessionStream = (ref: SessionRef): StreamKey => `${ref.tenant}/session/${ref.name}`;

export function sessionRef(stream: StreamKey): SessionRef | null {
  const [tenant = "", kind, name = ""] = stream.split("/");
  return kind === "session" ? { tenant, name } : null;
}

/** Who called, for logs and for the scope of idempotency keys. */
export interface Call {
  requestId: string;
  /** Set when the request carried an idempotency key: see idempotency.ts. */
  receipt?: { key: string; request: string; expiresAt: number };
}
