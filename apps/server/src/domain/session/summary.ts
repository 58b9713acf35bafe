import type { Priority, Severity } from "@baton/protocol";
import { deadlineOf, type SessionState } from "./state.ts";

/** The row that lists, queues and timers see. Times are milliseconds since 1970. */
export interface SessionSummary {
  updatedAt: number;
  status: string | null;
  agentId: string | null;
  deadlineAt: number | null;
  priority: number;
  waitingSince: number | null;
}

const PRIORITY: Record<Severity | Priority, number> = { low: 1, medium: 2, high: 3, urgent: 4 };

export function summarize(state: SessionState): SessionSummary {
  const row = { deadlineAt: deadlineOf(state)?.at ?? null, agentId: null, priority: 0, waitingSince: null };
  switch (state.status) {
    case "absent":
      return { ...row, updatedAt: 0, status: null };
    case "bot_active":
    case "closed":
      return { ...row, updatedAt: state.updatedAt, status: state.status };
    case "pending_manual":
      return {
        ...row,
        updatedAt: state.updatedAt,
        status: state.status,
        priority: PRIORITY[state.priority ?? state.escalation.severity],
        waitingSince: state.waitingSince,
      };
    case "manual_live":
      return {
        ...row,
        updatedAt: state.updatedAt,
        status: state.status,
        agentId: state.owner.id,
        priority: PRIORITY[state.priority ?? state.escalation.severity],
        waitingSince: state.customerWaitingSince,
      };
  }
}
