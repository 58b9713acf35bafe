const TICK_MS = 20;
/** A timer is late by less on an idle machine, too. */
const LEAST_MS = 10;

/** When this process stood still: what it did not hear meanwhile, the cluster may well have said. */
export interface Pauses extends Disposable {
  /** How much of the time between two moments, in milliseconds since 1970. */
  within(from: number, to: number): number;
}

export type PausesWithin = Pauses["within"];

/** A timer that rings late tells of the pauses: the cluster shares its cores with the torture. */
export function notePauses(): Pauses {
  const pauses: { from: number; to: number }[] = [];
  let due = Date.now() + TICK_MS;
  const timer = setInterval(() => {
    const now = Date.now();
    if (now - due >= LEAST_MS) pauses.push({ from: due, to: now });
    due = now + TICK_MS;
  }, TICK_MS);
  return {
    within: (from, to) =>
      pauses.reduce((sum, pause) => sum + Math.max(0, Math.min(to, pause.to) - Math.max(from, pause.from)), 0),
    [Symbol.dispose]: () => clearInterval(timer),
  };
}
