import type { BotFailureKind } from "@baton/protocol";
import { CircuitState, ConsecutiveBreaker, circuitBreaker, DelegateBackoff, handleType } from "cockatiel";

export interface BreakerOptions {
  /** After so many failures in a row it opens. */
  failures: number;
  /** Milliseconds from its opening to the first probe, and from a probe that failed to the next. */
  openMs: number;
  /** Milliseconds since 1970: since when the engine fails. */
  now: () => number;
  onOpen: (streak: Streak) => void;
  onClose: () => void;
}

/** Leaves an engine alone that fails again and again, and lets one call at a time find out whether it is back. */
export interface Breaker {
  /** Whether a call would get a pass now. */
  accepts(): boolean;
  /** @returns null when the engine is left alone. A pass must be ended. */
  enter(): Pass | null;
  /** From the opening until a probe has shown that the engine works; null otherwise. */
  failing(): Streak | null;
}

export interface Pass {
  /**
   * What the call has shown: that the engine works, how it failed, or nothing (null), as when the caller left.
   * To be called once. Resolves when it is counted.
   */
  end(shown: "works" | BotFailureKind | null): Promise<void>;
}

/** Failures without a success between them. */
export interface Streak {
  sinceMs: number;
  failures: number;
  last: BotFailureKind;
}

/** A short sentence for an operator. */
export function describeStreak({ sinceMs, failures, last }: Streak): string {
  const since = new Date(sinceMs).toISOString().slice(0, 16).replace("T", " ");
  return `fails since ${since} UTC (${failures === 1 ? "1 failure" : `${failures} failures in a row`}, ${last})`;
}

class EngineFailed extends Error {
  readonly failure: BotFailureKind;

  constructor(failure: BotFailureKind) {
    super(failure);
    this.failure = failure;
  }
}

class ShowedNothing extends Error {}

/** For the library a failure, which opens it again; for nobody else. */
class ProbeShowedNothing extends Error {}

export function createBreaker({ failures, openMs, now, onOpen, onClose }: BreakerOptions): Breaker {
  let streak: Streak | null = null;
  let isLeftAlone = false;
  let probeAtMs = 0;

  const policy = circuitBreaker(handleType(EngineFailed).orType(ProbeShowedNothing), {
    breaker: new ConsecutiveBreaker(failures),
    halfOpenAfter: new DelegateBackoff(({ result }) => {
      const pauseMs = "error" in result && result.error instanceof ProbeShowedNothing ? 0 : openMs;
      // The library does not tell when it lets a probe through. It reads this clock.
      probeAtMs = Date.now() + pauseMs;
      return pauseMs;
    }),
  });
  const isIn = (state: CircuitState) => policy.state === state;

  function noteFailure(failure: BotFailureKind): void {
    streak = { sinceMs: streak?.sinceMs ?? now(), failures: (streak?.failures ?? 0) + 1, last: failure };
    if (isLeftAlone || isIn(CircuitState.Closed)) return;
    isLeftAlone = true;
    onOpen(streak);
  }

  function noteSuccess(): void {
    if (!isIn(CircuitState.Closed)) return;
    streak = null;
    if (isLeftAlone) onClose();
    isLeftAlone = false;
  }

  return {
    failing: () => (isLeftAlone ? streak : null),
    accepts: () => isIn(CircuitState.Closed) || (isIn(CircuitState.Open) && Date.now() >= probeAtMs),
    enter() {
      // The library would let a second call wait for the probe's end, as long as a whole reply takes.
      if (isIn(CircuitState.HalfOpen)) return null;
      const { promise: end, resolve, reject } = Promise.withResolvers<void>();
      let isAdmitted = false;
      const admitted = () => {
        isAdmitted = true;
        return end;
      };
      const counted = policy.execute(admitted).then(noteSuccess, (error: unknown) => {
        if (error instanceof EngineFailed) noteFailure(error.failure);
      });
      if (!isAdmitted) return null;
      const isProbe = isIn(CircuitState.HalfOpen);
      return {
        async end(shown) {
          // What began before it opened must not decide in a probe's place.
          const decides = isProbe || isIn(CircuitState.Closed);
          if (shown === null || !decides) reject(isProbe ? new ProbeShowedNothing() : new ShowedNothing());
          else if (shown === "works") resolve();
          else reject(new EngineFailed(shown));
          await counted;
        },
      };
    },
  };
}
