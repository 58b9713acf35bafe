import type { AuditEntry, SessionEvent } from "@baton/protocol";
import { evolve } from "../domain/session/evolve.ts";
import { ABSENT, type SessionState } from "../domain/session/state.ts";
import type { App } from "./app.ts";
import { auditName } from "./command-line.ts";
import { asSessionEvent } from "./handle.ts";
import { readUpTo } from "./read-session.ts";
import type { SessionRef } from "./session-ref.ts";

/** What an auditor asks about: who moved the session where, and why. Words are not among it. */
const AUDITED: readonly SessionEvent["type"][] = [
  "session_opened",
  "escalated",
  "taken_over",
  "tagged",
  "priority_set",
  "wait_noticed",
  "wait_given_up",
  "escalation_cancelled",
  "released",
  "closed",
  "reopened",
  "conversation_changed",
  "bot_turn_ended",
  "bot_reply_discarded",
];

/** Oldest first. */
export async function readAuditTrail(app: App, ref: SessionRef, uptoSeq: number): Promise<AuditEntry[]> {
  const stored = await readUpTo(app.journal, ref, uptoSeq, AUDITED);
  let state: SessionState = ABSENT;
  const trail: AuditEntry[] = [];
  for (const { seq, ...event } of stored.map((one) => ({ ...asSessionEvent(one), seq: one.seq }))) {
    const before: SessionState = state;
    state = evolve(state, event);
    if (state.status === "absent") continue;
    trail.push({
      seq,
      event: auditName(event),
      status_from: before.status === "absent" ? null : before.status,
      status_to: state.status,
      operator: operatorOf(event),
      reason: reasonOf(event),
      timestamp: event.time / 1000,
    });
  }
  return trail;
}

function operatorOf(event: SessionEvent): string {
  switch (event.type) {
    case "escalated":
    case "escalation_cancelled":
    case "released":
    case "conversation_changed":
    case "closed":
    case "reopened":
      return event.data.operator;
    case "tagged":
    case "priority_set":
      return "regulator";
    case "taken_over":
      return event.data.agent_id;
    case "session_opened":
      return "user";
    default:
      return "system";
  }
}

function reasonOf(event: SessionEvent): string | null {
  switch (event.type) {
    case "escalated":
      return event.data.requested_as;
    case "released":
    case "closed":
      return event.data.reason;
    case "bot_turn_ended":
    case "bot_reply_discarded":
    case "conversation_changed":
      return event.data.cause;
    case "tagged":
      return `${event.data.tag} (${event.data.rule})`;
    case "priority_set":
      return `${event.data.priority} (${event.data.rule})`;
    default:
      return null;
  }
}
