import { sleep } from "./wait.ts";

interface Deps {
  /** Pages that name the same one take turns. */
  lockName: string;
  /** How long a page may be hidden before it lets go. */
  afterMs: number;
  onRest: () => void;
  onTurn: () => void;
}

/**
 * A browser opens six connections to a host over HTTP/1.1, and a stream keeps one for as long as it lives: the seventh
 * page would not even load. So a page that has been hidden for a while rests, unless it holds the one lock that all of
 * them ask for; when its holder is shown or closed, the lock passes to the next. Pages without locks never rest.
 */
export function createBackground({ lockName, afterMs, onRest, onTurn }: Deps) {
  const locks = globalThis.document === undefined ? undefined : globalThis.navigator?.locks;
  let shown: AbortController | undefined;

  async function takeTurn(locks: LockManager, signal: AbortSignal): Promise<void> {
    await sleep(afterMs, signal);
    if (signal.aborted) return;
    const over = new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
    const isOurs = await locks.request(lockName, { ifAvailable: true }, async (lock) => {
      if (lock !== null) await over;
      return lock !== null;
    });
    if (isOurs || signal.aborted) return;
    onRest();
    await locks.request(lockName, { signal }, () => {
      onTurn();
      return over;
    });
  }

  return {
    hidden(): void {
      if (locks === undefined || shown !== undefined) return;
      shown = new AbortController();
      // Shown before its turn; or the browser gives this page no locks, and then it does not rest.
      takeTurn(locks, shown.signal).catch(() => undefined);
    },
    /** Also for a page that wants nothing any more. */
    shown(): void {
      shown?.abort();
      shown = undefined;
    },
  };
}
