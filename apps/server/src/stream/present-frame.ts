import type { SessionEvent, SessionFrame } from "@baton/protocol";
import type { LiveSignal } from "../ports/feed.ts";
import type { StoredEvent } from "../ports/journal.ts";

/** Shown where a person's words have been erased. */
const ERASED = "";

/**
 * What a journal event shows on a stream; null for what is nobody's business outside. One event, one frame: the
 * frame's id is the event's number.
 */
export function presentFrame(stored: StoredEvent): SessionFrame | null {
  const event = { type: stored.type, data: stored.data, personal: stored.personal } as unknown as SessionEvent;
  const timestamp = stored.time / 1000;
  switch (event.type) {
    case "customer_message":
      return {
        type: "user_message",
        role: "user",
        content: event.personal?.content ?? ERASED,
        timestamp,
        message_id: event.data.message_id,
        ...clientKey(event.data),
      };
    case "bot_reply":
      return {
        type: "bot_message",
        content: event.personal?.content ?? ERASED,
        reply_id: event.data.reply_id,
        message_id: event.data.message_id,
        timestamp,
      };
    case "bot_turn_ended":
      return { type: "reply_discarded", reply_id: event.data.reply_id };
    case "agent_message":
      return {
        type: "manual_message",
        role: "agent",
        content: event.personal?.content ?? ERASED,
        timestamp,
        message_id: event.data.message_id,
        ...clientKey(event.data),
        agent_id: event.data.agent_id,
        agent_name: event.personal?.agent_name ?? ERASED,
      };
    case "system_message":
      return {
        type: "manual_message",
        role: "system",
        content: event.personal?.content ?? ERASED,
        timestamp,
        message_id: event.data.message_id,
      };
    case "escalated":
      return { type: "status_change", status: "pending_manual", reason: event.data.requested_as, timestamp };
    case "taken_over":
      return {
        type: "status_change",
        status: "manual_live",
        reason: "agent_takeover",
        timestamp,
        agent_info: { agent_id: event.data.agent_id, agent_name: event.personal?.agent_name ?? ERASED },
      };
    case "released":
      return { type: "status_change", status: "bot_active", reason: "released", timestamp };
    case "wait_given_up":
      return { type: "status_change", status: "bot_active", reason: "nobody_available", timestamp };
    case "escalation_cancelled":
      return { type: "status_change", status: "bot_active", reason: "cancelled", timestamp };
    case "closed":
      return { type: "status_change", status: "closed", reason: closedBecause(event.data.reason), timestamp };
    case "reopened":
      return { type: "status_change", status: "bot_active", reason: "reopened", timestamp };
    case "session_opened":
    case "profile_set":
    case "bot_turn_started":
    case "bot_reply_discarded":
    case "wait_noticed":
    case "tagged":
    case "priority_set":
    case "owner_seen":
    case "conversation_changed":
      return null;
    default:
      return ofNewerCode(event);
  }
}

/** An instance that was upgraded first may write what this one does not know yet: nothing to show. */
const ofNewerCode = (_event: never): null => null;

export function presentLive(signal: LiveSignal): SessionFrame {
  if (signal.kind === "piece") {
    return { type: "message", content: signal.text, reply_id: signal.replyId, offset: signal.offset };
  }
  return {
    type: "typing",
    role: signal.role,
    ...(signal.agentId === undefined ? {} : { agent_id: signal.agentId }),
    ...(signal.agentName === undefined ? {} : { agent_name: signal.agentName }),
  };
}

/** An agent's own words about why are for the audit trail. */
const closedBecause = (reason: string): string => (reason === "idle" ? reason : "closed");

const clientKey = ({ client_message_id }: { client_message_id?: string | undefined }) =>
  client_message_id === undefined ? {} : { client_message_id };
