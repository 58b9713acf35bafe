import type { Session, SessionListItem } from "@baton/protocol";

/** A list row made from a whole session, as the answer to a command brings it. */
export function itemOf(session: Session): SessionListItem {
  const newest = session.history.findLast((message) => message.role !== "system") ?? session.history.at(-1);
  const waits = session.status === "pending_manual" ? (session.escalation?.timestamp ?? null) : null;
  return {
    session_name: session.session_name,
    status: session.status,
    escalation: session.escalation,
    assigned_agent: session.assigned_agent,
    customer_name: session.user_profile.name,
    verified: session.user_profile.verified,
    vip: session.user_profile.vip,
    waiting_seconds: waits === null ? null : Math.max(0, Date.now() / 1000 - waits),
    waiting_since: waits,
    // Only the lists say it, and they follow.
    waiting_until: null,
    last_message_preview: newest?.content.slice(0, 120) ?? null,
    last_message_role: newest?.role ?? null,
    tags: session.tags,
    priority: session.priority,
    created_at: session.created_at,
    updated_at: session.updated_at,
    seq: session.seq,
  };
}
