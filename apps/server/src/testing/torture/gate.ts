/** Tells clients when a server listens: a client that hammers a dead port only wastes the load's time. */
export interface Gate {
  passed(): Promise<void>;
  open(): void;
  shut(): void;
}

export function createGate(): Gate {
  let isOpen = false;
  let waiting: (() => void)[] = [];
  return {
    passed: () => (isOpen ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
    open() {
      isOpen = true;
      for (const go of waiting) go();
      waiting = [];
    },
    shut() {
      isOpen = false;
    },
  };
}
