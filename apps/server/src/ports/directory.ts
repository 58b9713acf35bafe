import type { AgentRole } from "@baton/protocol";

/** The accounts of a tenant, as read from their streams. */
export interface Directory {
  byUsername(tenant: string, username: string): Promise<Account | null>;
  all(tenant: string): Promise<readonly Account[]>;
}

export interface Account {
  id: string;
  username: string;
  name: string;
  role: AgentRole;
  maxSessions: number;
  avatarUrl: string | null;
  enabled: boolean;
}
