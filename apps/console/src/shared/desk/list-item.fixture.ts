import type { SessionListItem } from "@baton/protocol";

type Sample = Partial<Omit<SessionListItem, "session_name">>;

/** A row for tests: a customer who has waited since 100, unless told otherwise. */
export function listItem(name: string, sample: Sample = {}): SessionListItem {
  return {
    session_name: name as SessionListItem["session_name"],
    status: "pending_manual",
    escalation: { reason: "manual", details: null, severity: "low", timestamp: 100, trigger_at: null },
    assigned_agent: null,
    customer_name: null,
    verified: false,
    vip: false,
    waiting_seconds: 0,
    waiting_since: 100,
    waiting_until: 700,
    last_message_preview: "hello",
    last_message_role: "user",
    tags: [],
    priority: null,
    created_at: 100,
    updated_at: 100,
    seq: 5,
    ...sample,
  };
}

/** The same, served by `agentId`. */
export function ownedItem(name: string, agentId: string, sample: Sample = {}): SessionListItem {
  return listItem(name, {
    status: "manual_live",
    assigned_agent: { id: agentId, name: agentId },
    waiting_since: null,
    waiting_seconds: null,
    waiting_until: null,
    ...sample,
  });
}
