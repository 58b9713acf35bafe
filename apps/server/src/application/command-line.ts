import type { SessionEvent } from "@baton/protocol";
import type { Command } from "../domain/session/commands.ts";
import type { SessionState } from "../domain/session/state.ts";
import type { SessionRef } from "./session-ref.ts";

export interface CommandLineInput {
  ref: SessionRef;
  command: Command;
  before: SessionState;
  state: SessionState;
  events: readonly SessionEvent[];
  now: number;
  requestId: string;
}

/** The log line of an accepted command (contract, section 7). Takes no texts: a line cannot leak what it never sees. */
export function commandLine({ ref, command, before, state, events, now, requestId }: CommandLineInput): object {
  const escalation = events.find((event) => event.type === "escalated");
  return {
    event: eventName(command, events),
    session_name: ref.name,
    status: state.status,
    timestamp: now / 1000,
    status_from: before.status === "absent" ? null : before.status,
    status_to: state.status,
    operator: operatorOf(command),
    reason: escalation?.data.requested_as ?? reasonOf(command),
    seq: state.seq,
    request_id: requestId,
    tenant: ref.tenant,
  };
}

/** The name of a journal event in logs and audit trails: the seed's where it had one. */
export function auditName(event: SessionEvent): string {
  switch (event.type) {
    case "escalated":
      return event.data.rule === null && event.data.operator !== "system" ? "manual_escalate" : "escalation_triggered";
    case "taken_over":
      return "agent_takeover";
    case "agent_message":
      return "manual_message";
    case "released":
      return "session_released";
    case "closed":
      return "session_closed";
    case "reopened":
      return "session_reopened";
    default:
      return event.type;
  }
}

function eventName(command: Command, events: readonly SessionEvent[]): string {
  const escalation = events.find((event) => event.type === "escalated");
  switch (command.type) {
    case "open":
      return "session_opened";
    case "set_profile":
      return "profile_set";
    case "customer_chat":
      return escalation === undefined ? "customer_message" : "escalation_triggered";
    case "customer_manual":
    case "agent_message":
      return "manual_message";
    case "escalate":
      return "manual_escalate";
    case "take_over":
      return "agent_takeover";
    case "release":
      return "session_released";
    case "cancel":
      return "escalation_cancelled";
    case "close":
      return "session_closed";
    case "change_conversation":
      return "conversation_changed";
    case "finish_turn":
    case "abandon_turn":
    case "pass_deadline": {
      if (escalation !== undefined) return "escalation_triggered";
      const told = events.find((event) => event.type !== "system_message");
      return told === undefined ? command.type : auditName(told);
    }
  }
}

function operatorOf(command: Command): string {
  switch (command.type) {
    case "open":
    case "set_profile":
    case "customer_chat":
    case "customer_manual":
      return "user";
    case "agent_message":
    case "take_over":
      return command.agent.id;
    case "release":
    case "close":
      return command.by.id;
    case "escalate":
    case "cancel":
    case "change_conversation":
      return command.operator;
    case "finish_turn":
      return "bot";
    case "abandon_turn":
    case "pass_deadline":
      return "system";
  }
}

function reasonOf(command: Command): string | null {
  switch (command.type) {
    case "escalate":
      return command.requestedAs;
    case "release":
    case "close":
      return command.reason;
    case "change_conversation":
      return command.cause;
    case "pass_deadline":
      return command.kind;
    case "finish_turn":
      return command.result.kind;
    default:
      return null;
  }
}
