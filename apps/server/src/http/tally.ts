/** How many of something are open, by whose they are. */
export interface Tally<Key> {
  /** One more. @returns what to call when it has ended; a second call does nothing */
  enter(key: Key): () => void;
  count(key: Key): number;
}

export function createTally<Key>(): Tally<Key> {
  const counts = new Map<Key, number>();
  return {
    enter(key) {
      counts.set(key, (counts.get(key) ?? 0) + 1);
      let left = false;
      return () => {
        if (left) return;
        left = true;
        const others = (counts.get(key) ?? 1) - 1;
        if (others === 0) counts.delete(key);
        else counts.set(key, others);
      };
    },
    count: (key) => counts.get(key) ?? 0,
  };
}
