import type { SessionEvent } from "@baton/protocol";
import type { CommandOf, Row } from "./cells.ts";
import type { Env } from "./commands.ts";
import {
  accept,
  agentMessage,
  endTurn,
  escalated,
  isOwner,
  opened,
  refuse,
  refusing,
  reopened,
  systemMessage,
  takenOver,
  unchanged,
} from "./steps.ts";

/** The way to a person and back. */
export const manualCells: {
  escalate: Row<"escalate">;
  take_over: Row<"take_over">;
  agent_message: Row<"agent_message">;
  release: Row<"release">;
} = {
  escalate: {
    absent: (_state, command, env) => accept(opened(command.lang), asked(command, null, env)),
    bot_active: (state, command, env) =>
      accept(...endTurn(state, "escalated"), asked(command, state.lastCustomerSeq, env)),
    pending_manual: unchanged,
    manual_live: refusing("MANUAL_IN_PROGRESS"),
    closed: (state, command, env) => accept(reopened(command.operator), asked(command, state.lastCustomerSeq, env)),
  },
  take_over: {
    absent: refusing("SESSION_NOT_FOUND"),
    bot_active: (state, command, env) =>
      accept(
        ...endTurn(state, "taken_over"),
        escalated(
          {
            reason: "agent_initiated",
            requestedAs: "agent_initiated",
            severity: "low",
            rule: null,
            triggerSeq: state.lastCustomerSeq,
            operator: command.agent.id,
            details: null,
          },
          env,
        ),
        takenOver(command.agent),
      ),
    pending_manual: (_state, command) => accept(takenOver(command.agent)),
    manual_live: (state, command) => (isOwner(state, command.agent.id) ? unchanged() : refuse("ALREADY_TAKEN")),
    closed: refusing("SESSION_CLOSED"),
  },
  agent_message: {
    absent: refusing("SESSION_NOT_FOUND"),
    bot_active: refusing("NOT_IN_MANUAL"),
    pending_manual: (_state, command, env) => accept(takenOver(command.agent), agentMessage(command, env)),
    manual_live: (state, command, env) =>
      isOwner(state, command.agent.id) ? accept(agentMessage(command, env)) : refuse("ALREADY_TAKEN"),
    closed: refusing("SESSION_CLOSED"),
  },
  release: {
    absent: refusing("SESSION_NOT_FOUND"),
    bot_active: refusing("NOT_IN_MANUAL"),
    pending_manual: refusing("NOT_IN_MANUAL"),
    manual_live: (state, command, env) =>
      isOwner(state, command.by.id) || command.by.isAdmin
        ? accept(systemMessage("released", state.lang, env), {
            type: "released",
            data: { operator: command.by.id, reason: command.reason },
            personal: null,
          })
        : refuse("ALREADY_TAKEN"),
    closed: refusing("SESSION_CLOSED"),
  },
};

const asked = (command: CommandOf<"escalate">, triggerSeq: number | null, env: Env): SessionEvent =>
  escalated(
    {
      reason: command.reason,
      requestedAs: command.requestedAs,
      severity: command.severity,
      rule: null,
      triggerSeq,
      operator: command.operator,
      details: command.details,
    },
    env,
  );
