/** What the tabs of one agent in one browser say to each other. */
export type TabMessage =
  | { type: "claim"; keys: readonly string[]; rank: number }
  | { type: "done"; keys: readonly string[] }
  | { type: "reading"; tab: string; sessions: readonly string[] };

export interface TabsOptions {
  tab: string;
  post: (message: TabMessage) => void;
  wait: (delayMs: number) => Promise<void>;
  nowMs: () => number;
}

/** Long enough for a message between tabs, short enough not to be noticed. */
const CLAIM_MS = 150;
/** A tab says again what it reads; one that crashed does not, and must not keep others silent. */
export const READING_REPEAT_MS = 5_000;
const READING_HOLDS_MS = 12_000;
const REMEMBERED_KEYS = 1_000;

/**
 * Lets one of several tabs notify of an occasion ([N4]): each says that it would, and the best placed of those who
 * said so does. No tab is in charge, so none that the browser has frozen can keep the others from notifying; whoever
 * comes late is told that it is done.
 */
export function createTabs({ tab, post, wait, nowMs }: TabsOptions) {
  const done = new Set<string>();
  const rivals = new Map<string, number>();
  const readers = new Map<string, { sessions: readonly string[]; atMs: number }>();

  function remember(keys: readonly string[]): void {
    for (const key of keys) done.add(key);
    for (const key of done) {
      if (done.size <= REMEMBERED_KEYS) break;
      done.delete(key);
    }
  }

  return {
    /**
     * @param rank lower is better placed; never the same in two tabs
     * @returns those of the keys of which this tab is to notify
     */
    async claim(keys: readonly string[], rank: number): Promise<string[]> {
      const open = keys.filter((key) => !done.has(key));
      if (open.length === 0) return [];
      post({ type: "claim", keys: open, rank });
      await wait(CLAIM_MS);
      const won = open.filter((key) => !done.has(key) && (rivals.get(key) ?? Number.POSITIVE_INFINITY) > rank);
      for (const key of open) rivals.delete(key);
      if (won.length > 0) post({ type: "done", keys: won });
      remember(won);
      return won;
    },
    say(sessions: readonly string[]): void {
      // A copy: what the page's state is made of cannot be sent.
      post({ type: "reading", tab, sessions: [...sessions] });
    },
    hear(message: TabMessage): void {
      switch (message.type) {
        case "claim": {
          const late = message.keys.filter((key) => done.has(key));
          if (late.length > 0) post({ type: "done", keys: late });
          for (const key of message.keys) {
            if (!done.has(key)) rivals.set(key, Math.min(message.rank, rivals.get(key) ?? message.rank));
          }
          break;
        }
        case "done":
          remember(message.keys);
          for (const key of message.keys) rivals.delete(key);
          break;
        case "reading":
          readers.set(message.tab, { sessions: message.sessions, atMs: nowMs() });
          break;
      }
    },
    /** What is on a visible screen in another tab. */
    readElsewhere(): string[] {
      return [...readers.values()].flatMap(({ sessions, atMs }) => (nowMs() - atMs > READING_HOLDS_MS ? [] : sessions));
    },
  };
}

export type Tabs = ReturnType<typeof createTabs>;
