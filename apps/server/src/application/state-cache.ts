import type { SessionState } from "../domain/session/state.ts";
import type { Head, StreamKey } from "../ports/journal.ts";

/** Some 1 KB an entry, so at most about 20 MB. */
const CAPACITY = 20_000;

interface Entry {
  head: Head;
  state: SessionState;
}

/**
 * The states of the sessions last touched. A stale entry does no harm to the journal (the append is refused and the
 * session loaded again); it only costs a round.
 */
export function createStateCache() {
  const entries = new Map<StreamKey, Entry>();
  return {
    get(stream: StreamKey): Entry | undefined {
      return entries.get(stream);
    },
    set(stream: StreamKey, entry: Entry): void {
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
