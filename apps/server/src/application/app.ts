import type { SessionSettings } from "../domain/session/commands.ts";
import type { Bot } from "../ports/bot.ts";
import type { Bus } from "../ports/bus.ts";
import type { Clock } from "../ports/clock.ts";
import type { Ids } from "../ports/ids.ts";
import type { Journal } from "../ports/journal.ts";
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

/** What the edge must know of the domain to fill in a command. */
export type { AgentRef, Identity, Operator, Page, Profile } from "../domain/session/commands.ts";
