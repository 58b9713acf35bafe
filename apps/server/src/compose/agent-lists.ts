import type { App } from "../application/app.ts";
import { listSessions, readLines } from "../application/list-sessions.ts";
import { sessionRef } from "../application/session-ref.ts";
import type { PresentSession } from "../application/session-texts.ts";
import { presentLine } from "../http/present.ts";
import type { StreamKey } from "../ports/journal.ts";
import type { AgentLists } from "../stream/agent-stream.ts";

/** Sessions shown at once in an agent's lists. */
const LIST_LENGTH = 5_000;

export function agentLists(app: App): AgentLists {
  const lines = async (query: Pick<Parameters<typeof listSessions>[1], "tenant" | "statuses" | "agentId">) => {
    const found = await listSessions(app, { ...query, order: "urgent", offset: 0, limit: LIST_LENGTH });
    return { items: found.lines.map((line) => presentLine(line, app.clock.now())), total: found.total };
  };
  return {
    queue: (tenant) => lines({ tenant, statuses: ["pending_manual"] }),
    mine: async (tenant, agentId) => (await lines({ tenant, statuses: ["manual_live"], agentId })).items,
    async lines(tenant, streams) {
      const loaded = await Promise.all(streams.map((stream) => loadPresent(app, stream)));
      const changed = await readLines(
        app,
        tenant,
        loaded.filter((session) => session !== null),
      );
      return changed.map((line) => ({
        item: presentLine(line, app.clock.now()),
        takenOverSeq: line.state.status === "manual_live" ? line.state.owner.seq : null,
      }));
    },
  };
}

async function loadPresent(app: App, stream: StreamKey): Promise<PresentSession | null> {
  const ref = sessionRef(stream);
  const state = ref === null ? null : await app.sessions.load(ref);
  return ref === null || state === null || state.status === "absent" ? null : { ref, state };
}
