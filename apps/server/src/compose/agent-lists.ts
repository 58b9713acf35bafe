import type { App } from "../application/app.ts";
import { listSessions, readLine } from "../application/list-sessions.ts";
import { sessionRef } from "../application/session-ref.ts";
import { presentLine } from "../http/present.ts";
import type { AgentLists } from "../stream/agent-stream.ts";

/** Sessions shown at once in an agent's lists. */
const LIST_LENGTH = 500;

export function agentLists(app: App): AgentLists {
  const lines = async (query: Pick<Parameters<typeof listSessions>[1], "tenant" | "statuses" | "agentId">) => {
    const found = await listSessions(app, { ...query, order: "urgent", offset: 0, limit: LIST_LENGTH });
    return found.lines.map((line) => presentLine(line, app.clock.now()));
  };
  return {
    queue: (tenant) => lines({ tenant, statuses: ["pending_manual"] }),
    mine: (tenant, agentId) => lines({ tenant, statuses: ["manual_live"], agentId }),
    async line(stream) {
      const ref = sessionRef(stream);
      const state = ref === null ? null : await app.sessions.load(ref);
      if (ref === null || state === null || state.status === "absent") return null;
      return {
        item: presentLine(await readLine(app, ref, state), app.clock.now()),
        takenOverSeq: state.status === "manual_live" ? state.owner.seq : null,
      };
    },
  };
}
