import { isDeepStrictEqual } from "node:util";
import type { SessionEvent } from "@baton/protocol";
import { asSessionEvent } from "../../application/handle.ts";
import { fold } from "../../domain/session/evolve.ts";
import { summarize } from "../../domain/session/summary.ts";
import { checkTrail } from "../session-trail.ts";
import type { SessionEvidence } from "./evidence.ts";
import type { Violation } from "./violation.ts";

/** What must hold of every stored session by itself. */
export function checkSessions(sessions: readonly SessionEvidence[]): Violation[] {
  return sessions.flatMap(checkSession);
}

function checkSession({ name, row, events }: SessionEvidence): Violation[] {
  const violations: Violation[] = [];
  const history = events.map(asSessionEvent);
  const state = fold(history);

  if (!isDeepStrictEqual(asStored(state), row.state)) {
    violations.push({ rule: "state", detail: `${name}: the stored state is not the fold of its events` });
  }
  const { updatedAt, status, agentId, deadlineAt, priority, waitingSince, head } = row;
  if (!isDeepStrictEqual(summarize(state), { updatedAt, status, agentId, deadlineAt, priority, waitingSince })) {
    violations.push({ rule: "state", detail: `${name}: the row does not list what its events say` });
  }
  const last = events.at(-1);
  if (head.seq !== (last?.seq ?? 0) || head.hash !== last?.hash) {
    violations.push({ rule: "state", detail: `${name}: the head is ${head.seq}, the last event ${last?.seq}` });
  }
  try {
    checkTrail(events.map(({ seq }, index) => ({ seq, event: history[index] as SessionEvent })));
  } catch (error) {
    violations.push({ rule: "trail", detail: `${name}: ${error instanceof Error ? error.message : String(error)}` });
  }
  if (state.status === "bot_active" && state.turn !== null) {
    violations.push({ rule: "stuck", detail: `${name}: the turn begun for event ${state.turn.uptoSeq} runs on` });
  }
  return violations;
}

/** As JSON keeps it: an absent property and an undefined one are the same. */
const asStored = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
