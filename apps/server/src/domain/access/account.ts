import type { AccountEvent, AgentRole } from "@baton/protocol";

/** The fold of an account's stream. Holds no name: that is a person's, and is read from the event that carries it. */
export interface AccountState {
  id: string;
  username: string;
  role: AgentRole;
  maxSessions: number;
  enabled: boolean;
}

export type AccountCommand =
  | {
      type: "create";
      id: string;
      username: string;
      name: string;
      role: AgentRole;
      maxSessions: number;
      avatarUrl: string | null;
    }
  | { type: "disable"; operator: string }
  | { type: "enable"; operator: string }
  | { type: "change_password"; operator: string };

export type AccountRefusal = "ACCOUNT_EXISTS" | "ACCOUNT_NOT_FOUND";
export type AccountDecision = { events: AccountEvent[] } | { refused: AccountRefusal };

/** @param state null for an account that does not exist */
export function decideAccount(state: AccountState | null, command: AccountCommand): AccountDecision {
  if (command.type === "create") return state === null ? { events: [created(command)] } : { refused: "ACCOUNT_EXISTS" };
  if (state === null) return { refused: "ACCOUNT_NOT_FOUND" };
  const { operator } = command;
  switch (command.type) {
    case "disable":
      return { events: state.enabled ? [{ type: "account_disabled", data: { operator }, personal: null }] : [] };
    case "enable":
      return { events: state.enabled ? [] : [{ type: "account_enabled", data: { operator }, personal: null }] };
    case "change_password":
      return { events: [{ type: "password_changed", data: { operator }, personal: null }] };
  }
}

/** @throws when an event other than `account_created` comes first: the stream is damaged */
export function evolveAccount(state: AccountState | null, event: AccountEvent): AccountState {
  if (event.type === "account_created") {
    const { account_id: id, username, role, max_sessions: maxSessions } = event.data;
    return { id, username, role, maxSessions, enabled: true };
  }
  if (state === null) throw new Error(`an account's stream begins with ${event.type}`);
  switch (event.type) {
    case "account_disabled":
      return { ...state, enabled: false };
    case "account_enabled":
      return { ...state, enabled: true };
    case "password_changed":
      return state;
  }
}

function created(command: Extract<AccountCommand, { type: "create" }>): AccountEvent {
  const { id, username, role, maxSessions, name, avatarUrl } = command;
  return {
    type: "account_created",
    data: { account_id: id, username, role, max_sessions: maxSessions },
    personal: { name, avatar_url: avatarUrl },
  };
}
