import type { SessionEvent } from "@baton/protocol";
import type { CommandOf, Decision, Row, StateOf } from "./cells.ts";
import type { Env } from "./commands.ts";
import { turnLost } from "./decide-turn.ts";
import { deadlineOf, OWNER_ABSENT_MS, type SessionState } from "./state.ts";
import { accept, escalated, systemMessage, unchanged } from "./steps.ts";

/** What happens when nobody does anything. A ring that names another deadline than the state's is an old one. */
export const timerCells: { pass_deadline: Row<"pass_deadline"> } = {
  pass_deadline: {
    absent: unchanged,
    bot_active: (state, command, env) => {
      if (!rings(state, command, env)) return unchanged();
      return state.turn === null ? accept(idleClosed()) : accept(...turnLost(state, state.turn, "timed_out", env));
    },
    pending_manual: (state, command, env) => {
      if (!rings(state, command, env)) return unchanged();
      return command.kind === "wait_notice"
        ? accept(systemMessage("still_waiting", state.lang, env), { type: "wait_noticed", data: {}, personal: null })
        : accept(systemMessage("nobody_available", state.lang, env), {
            type: "wait_given_up",
            data: {},
            personal: null,
          });
    },
    manual_live: (state, command, env) => {
      if (!rings(state, command, env)) return unchanged();
      return command.kind === "owner_absent" ? ownerAbsent(state, command, env) : accept(idleClosed());
    },
    closed: unchanged,
  },
};

function rings(state: SessionState, command: CommandOf<"pass_deadline">, env: Env): boolean {
  const deadline = deadlineOf(state);
  return deadline !== null && deadline.kind === command.kind && deadline.at === command.at && command.at <= env.now;
}

const idleClosed = (): SessionEvent => ({
  type: "closed",
  data: { operator: "system", reason: "idle" },
  personal: null,
});

/** The agent may have been there all along without a word; only one who was not loses the session. */
function ownerAbsent(state: StateOf<"manual_live">, command: CommandOf<"pass_deadline">, env: Env): Decision {
  const seenAt = Math.max(command.ownerSeenAt ?? 0, state.ownerSeenAt);
  if (seenAt + OWNER_ABSENT_MS > env.now) {
    return accept({ type: "owner_seen", data: { agent_id: state.owner.id, seen_at: seenAt }, personal: null });
  }
  return accept(
    systemMessage("agent_left", state.lang, env),
    escalated(
      {
        reason: "agent_absent",
        requestedAs: "agent_absent",
        severity: "high",
        rule: null,
        triggerSeq: state.lastCustomerSeq,
        operator: "system",
        details: null,
      },
      env,
    ),
  );
}
