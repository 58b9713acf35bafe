interface Ending {
  target: Partial<EventTarget>;
  event: string;
  /** Whether the event ends the wait; always by default. */
  counts?: () => boolean;
}

/** Resolves after that time, or with the first of the events. */
function waitFor(delayMs: number, endings: readonly Ending[]): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      for (const { target, event, hear } of heard) target.removeEventListener?.(event, hear);
      resolve();
    };
    const heard = endings.map(({ target, event, counts }) => ({
      target,
      event,
      hear: () => {
        if (counts?.() !== false) done();
      },
    }));
    const timer = setTimeout(done, Math.max(0, delayMs));
    for (const { target, event, hear } of heard) target.addEventListener?.(event, hear);
  });
}

/** @param signal aborted once nobody waits any more */
export function sleep(delayMs: number, signal: AbortSignal): Promise<void> {
  return signal.aborted ? Promise.resolve() : waitFor(delayMs, [{ target: signal, event: "abort" }]);
}

/** Sleeps, but no longer than until the browser is online or the page is looked at again. */
export function sleepUntilBack(delayMs: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  const page = globalThis.document;
  return waitFor(delayMs, [
    { target: signal, event: "abort" },
    { target: globalThis, event: "online" },
    { target: page ?? {}, event: "visibilitychange", counts: () => page?.visibilityState !== "hidden" },
  ]);
}
