import type { FastifyRequest } from "fastify";
import type { AgentRef, Operator } from "../application/app.ts";
import { Invalid } from "./problem.ts";

/** The agent who calls: with a token whoever it names; in open mode whoever the body says. */
export function agentOf(
  { caller }: FastifyRequest,
  body: { agent_id?: string | undefined; agent_name?: string | undefined },
): AgentRef {
  if (caller.kind === "agent") return { id: caller.id, name: caller.name };
  if (body.agent_id === undefined) throw new Invalid("agent_id", "must say which agent this is");
  return { id: body.agent_id, name: body.agent_name ?? body.agent_id };
}

/** Open mode has no administrators, but whoever runs the place may end a session without being an agent. */
export function operatorOf({ caller }: FastifyRequest, agentId: string | undefined): Operator {
  if (caller.kind === "agent") return { id: caller.id, isAdmin: caller.role === "admin" };
  return agentId === undefined ? { id: "operator", isAdmin: true } : { id: agentId, isAdmin: false };
}
