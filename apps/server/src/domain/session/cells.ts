import type { SessionEvent } from "@baton/protocol";
import type { Command, CommandType, Env, RefusalCode } from "./commands.ts";
import type { SessionState, Status } from "./state.ts";

/** Events to append (none: accepted, and nothing changes), or the reason why not. */
export type Decision = { events: SessionEvent[] } | { refused: RefusalCode };

export type StateOf<S extends Status> = Extract<SessionState, { status: S }>;
export type CommandOf<C extends CommandType> = Extract<Command, { type: C }>;
export type Cell<C extends CommandType, S extends Status> = (
  state: StateOf<S>,
  command: CommandOf<C>,
  env: Env,
) => Decision;
export type Row<C extends CommandType> = { [S in Status]: Cell<C, S> };
