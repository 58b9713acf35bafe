/** Where a client keeps what must survive a reload: a subset of the Web's `Storage`. */
export interface KeyValueStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

export function memoryStorage(): KeyValueStorage {
  const values = new Map<string, string>();
  return {
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
    removeItem: (key) => void values.delete(key),
  };
}

/**
 * The browser's storage, or memory where there is none: in a third-party frame with storage blocked, the very access
 * throws; with a full disk, writing does. The conversation then lasts as long as the page.
 * @param open e.g. `() => window.localStorage`
 */
export function safeStorage(open: () => KeyValueStorage | undefined): KeyValueStorage {
  const memory = memoryStorage();
  let real: KeyValueStorage | undefined;
  try {
    real = open();
  } catch {
    real = undefined;
  }
  return {
    getItem(key) {
      try {
        return memory.getItem(key) ?? real?.getItem(key) ?? null;
      } catch {
        return null;
      }
    },
    setItem(key, value) {
      try {
        if (real === undefined) return memory.setItem(key, value);
        real.setItem(key, value);
        memory.removeItem(key);
      } catch {
        memory.setItem(key, value);
      }
    },
    removeItem(key) {
      memory.removeItem(key);
      try {
        real?.removeItem(key);
      } catch {
        // Nothing was readable there either.
      }
    },
  };
}
