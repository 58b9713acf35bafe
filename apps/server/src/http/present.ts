import type { Agent, Escalation, Message, Session, SessionListItem, SessionName, UserProfile } from "@baton/protocol";
import { asSessionEvent } from "../application/handle.ts";
import type { SessionLine } from "../application/list-sessions.ts";
import type { SessionRecord } from "../application/read-session.ts";
import type { LiveState } from "../application/session-texts.ts";
import type { Caller } from "../domain/access/caller.ts";
import type { Account } from "../ports/directory.ts";
import type { StoredEvent } from "../ports/journal.ts";

/** What may leave the server, field by field. What is not named here stays inside. */

const PREVIEW_CHARACTERS = 120;

const seconds = (ms: number): number => ms / 1000;
const secondsOrNull = (ms: number | null): number | null => (ms === null ? null : ms / 1000);

/** A customer sees their own conversation, but not why a rule fired. */
export const seesDetails = (caller: Caller): boolean => caller.kind === "agent" || caller.kind === "open";

export function presentSession(record: SessionRecord, caller: Caller): Session {
  const { ref, state, messages, profile, escalationDetails, ownerName } = record;
  return {
    session_name: ref.name as SessionName,
    status: state.status,
    conversation_id: state.conversationId,
    user_profile: presentProfile(state, profile),
    history: messages.map(presentMessage).filter((message) => message !== null),
    escalation: presentEscalation(state, seesDetails(caller) ? escalationDetails : null),
    assigned_agent: presentOwner(state, ownerName),
    ai_fail_count: state.failCount,
    tags: seesDetails(caller) ? [...state.tags] : [],
    priority: seesDetails(caller) ? state.priority : null,
    created_at: seconds(state.createdAt),
    updated_at: seconds(state.updatedAt),
    manual_start_at: secondsOrNull(state.manualStartAt),
    last_manual_end_at: secondsOrNull(state.lastManualEndAt),
    seq: state.seq,
  };
}

/** @param now milliseconds since 1970 */
export function presentLine(line: SessionLine, now: number): SessionListItem {
  const { ref, state, profile, escalationDetails, ownerName, lastMessage } = line;
  const waitingSince = waitingSinceOf(state);
  const personal = lastMessage?.personal ?? null;
  const preview = personal !== null && "content" in personal ? personal.content : null;
  return {
    session_name: ref.name as SessionName,
    status: state.status,
    escalation: presentEscalation(state, escalationDetails),
    assigned_agent: presentOwner(state, ownerName),
    customer_name: profile?.name ?? null,
    verified: state.verified,
    vip: state.vip,
    waiting_seconds: waitingSince === null ? null : Math.max(0, now - waitingSince) / 1000,
    waiting_since: secondsOrNull(waitingSince),
    waiting_until: state.status === "pending_manual" ? seconds(state.giveUpAt) : null,
    last_message_preview: preview === null ? null : shorten(preview),
    last_message_role: lastMessage === null ? null : roleOf(lastMessage.type),
    tags: [...state.tags],
    priority: state.priority,
    created_at: seconds(state.createdAt),
    updated_at: seconds(state.updatedAt),
    seq: state.seq,
  };
}

export function presentMessage(stored: StoredEvent): Message | null {
  const event = asSessionEvent(stored);
  const role = roleOf(event.type);
  if (role === null || !("message_id" in event.data)) return null;
  const content = event.personal !== null && "content" in event.personal ? event.personal.content : "";
  return {
    id: event.data.message_id,
    seq: stored.seq,
    role,
    content,
    timestamp: seconds(stored.time),
    ...(event.type === "agent_message"
      ? { agent_id: event.data.agent_id, agent_name: event.personal?.agent_name ?? "" }
      : {}),
    ...("client_message_id" in event.data && event.data.client_message_id !== undefined
      ? { client_message_id: event.data.client_message_id }
      : {}),
  };
}

export const presentAgent = (account: Account, isOnline: boolean): Agent => ({
  id: account.id,
  username: account.username,
  name: account.name,
  role: account.role,
  status: isOnline ? "online" : "offline",
  max_sessions: account.maxSessions,
  avatar_url: account.avatarUrl,
});

function presentProfile(state: LiveState, profile: SessionRecord["profile"]): UserProfile {
  return {
    name: profile?.name ?? null,
    verified: state.verified,
    customer_id: profile?.customer_id ?? null,
    email: profile?.email ?? null,
    vip: state.vip,
    page_url: profile?.page_url ?? null,
    referrer: profile?.referrer ?? null,
  };
}

function presentEscalation(state: LiveState, details: string | null): Escalation | null {
  const { escalation } = state;
  return (
    escalation && {
      reason: escalation.reason,
      details,
      severity: escalation.severity,
      timestamp: seconds(escalation.at),
      trigger_at: escalation.triggerSeq,
    }
  );
}

const presentOwner = (state: LiveState, name: string | null): { id: string; name: string } | null =>
  state.status === "manual_live" ? { id: state.owner.id, name: name ?? "" } : null;

function waitingSinceOf(state: LiveState): number | null {
  if (state.status === "pending_manual") return state.waitingSince;
  return state.status === "manual_live" ? state.customerWaitingSince : null;
}

function roleOf(type: string): Message["role"] | null {
  switch (type) {
    case "customer_message":
      return "user";
    case "bot_reply":
      return "assistant";
    case "agent_message":
      return "agent";
    case "system_message":
      return "system";
    default:
      return null;
  }
}

/** Cut between characters, not inside one. */
const shorten = (text: string): string => {
  const line = text.replace(/\s+/g, " ");
  return line.length <= PREVIEW_CHARACTERS ? line : `${[...line].slice(0, PREVIEW_CHARACTERS).join("")}…`;
};
