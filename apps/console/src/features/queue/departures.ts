import type { SessionListItem } from "@baton/protocol";
import { shallowReactive } from "vue";
import { api } from "../../shared/account.ts";

/** What became of a session that has left a list; null as long as it is not known. */
export type Departure = Pick<SessionListItem, "status" | "assigned_agent"> | null;

/** The stream says that a session has left, not where to. That is asked for rows that somebody looks at, once each. */
export function useDepartures() {
  const known = shallowReactive(new Map<string, Departure>());

  async function ask(name: string): Promise<void> {
    if (known.has(name)) return;
    known.set(name, null);
    try {
      const { session } = await api.getSession(name);
      known.set(name, session);
    } catch {
      // The row says that it has left; only where to is missing.
    }
  }
  return { known, ask, forget: () => known.clear() };
}
