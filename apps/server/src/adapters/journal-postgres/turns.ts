import { JournalUnavailable } from "../../ports/journal.ts";

/** Lets so many in at a time, the others in the order in which they came. */
export class Turns {
  readonly #waitMs: number;
  readonly #waiting = new Set<Waiting>();
  #free: number;

  /** @param waitMs after so long nobody waits any more */
  constructor(size: number, waitMs: number) {
    this.#free = size;
    this.#waitMs = waitMs;
  }

  /**
   * @param limitMs less than what everybody waits, perhaps
   * @throws JournalUnavailable when it was not its turn in time; then there is nothing to leave
   */
  async enter(limitMs: number): Promise<void> {
    if (this.#free > 0) {
      this.#free--;
      return;
    }
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const waiting = { resolve, reject };
    this.#waiting.add(waiting);
    const timer = setTimeout(
      () => {
        this.#waiting.delete(waiting);
        reject(new JournalUnavailable("Nothing was written: every connection to the database is busy."));
      },
      Math.min(limitMs, this.#waitMs),
    );
    try {
      await promise;
    } finally {
      clearTimeout(timer);
    }
  }

  leave(): void {
    const [next] = this.#waiting;
    if (next === undefined) this.#free++;
    else {
      this.#waiting.delete(next);
      next.resolve();
    }
  }

  /** Nobody who waits now will have a turn. */
  refuse(error: Error): void {
    for (const { reject } of this.#waiting) reject(error);
    this.#waiting.clear();
  }
}

interface Waiting {
  resolve(): void;
  reject(error: Error): void;
}
