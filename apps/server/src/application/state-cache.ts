import type { SessionState } from "../domain/session/state.ts";
import type { Head, StreamKey } from "../ports/journal.ts";

/** Some 1 KB an entry, so at most about 20 MB. */
const CAPACITY = 20_000;

interface Entry {
  head: Head;
  state: SessionState;
}

/**
 * The states of the sessions last touched. An entry may be stale where several instances write: an append on it is
 * refused, and nothing that is decided without an append may rest on it.
 */
export function createStateCache() {
  const entries = new Map<StreamKey, Entry>();
  return {
    get(stream: StreamKey): Entry | undefined {
      return entries.get(stream);
    },
    set(stream: StreamKey, entry: Entry): void {
      // Whoever only reads may have begun before a command and come back after it.
      if ((entries.get(stream)?.head.seq ?? 0) > entry.head.seq) return;
      entries.delete(stream);
      entries.set(stream, entry);
      if (entries.size <= CAPACITY) return;
      const [oldest] = entries.keys();
      if (oldest !== undefined) entries.delete(oldest);
    },
    delete(stream: StreamKey): void {
      entries.delete(stream);
    },
  };
}
