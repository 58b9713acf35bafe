export const sleep = (delayMs: number) => new Promise<void>((resolve) => setTimeout(resolve, delayMs));

/** Waits, but no longer than until the browser is online again. */
export function waitOrOnline(delayMs: number): Promise<void> {
  const target: Partial<EventTarget> = globalThis;
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      target.removeEventListener?.("online", done);
      resolve();
    };
    const timer = setTimeout(done, delayMs);
    target.addEventListener?.("online", done);
  });
}
