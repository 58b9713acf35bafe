import { safeStorage } from "@baton/client";

/** A place in a conversation that the tabs of one browser share, and that a reload keeps. */
export interface SessionMark {
  /** Undefined when there is none in this conversation. */
  get(session: string | undefined): number | undefined;
  set(session: string, seq: number): void;
  /** @returns ends it */
  onOtherTab(session: () => string | undefined, changed: () => void): () => void;
}

/** Nobody comes back to a conversation that was left so long ago. */
const KEPT_MS = 30 * 24 * 3_600_000;

/** One entry a conversation: a tab that still stands in an older one neither loses its mark nor takes another's away. */
export function createSessionMark(name: string): SessionMark {
  const storage = safeStorage(() => globalThis.localStorage);
  const keyOf = (session: string | undefined) => `${name} ${session}`;
  const read = (key: string) => {
    const [seq = Number.NaN, atMs = 0] = storage.getItem(key)?.split(" ").map(Number) ?? [];
    return { seq, atMs };
  };
  for (const key of keysOf(name)) if (read(key).atMs < Date.now() - KEPT_MS) storage.removeItem(key);
  return {
    get(session) {
      const { seq } = read(keyOf(session));
      return Number.isInteger(seq) ? seq : undefined;
    },
    set: (session, seq) => storage.setItem(keyOf(session), `${seq} ${Date.now()}`),
    onOtherTab(session, changed) {
      const listen = (event: StorageEvent) => event.key === keyOf(session()) && changed();
      addEventListener("storage", listen);
      return () => removeEventListener("storage", listen);
    },
  };
}

function keysOf(name: string): string[] {
  try {
    return Object.keys(globalThis.localStorage).filter((key) => key.startsWith(name));
  } catch {
    return [];
  }
}
