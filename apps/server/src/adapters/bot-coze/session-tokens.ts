/** An access token for one session's conversations. */
export interface SessionToken {
  readonly value: string;
  /** How long it is good, in milliseconds from when it came. */
  readonly goodForMs: number;
}

export interface SessionTokens {
  /** A token that is good for a while yet. @throws whatever asking for it does, or an Error when the signal aborts */
  get(sessionName: string, signal: AbortSignal): Promise<string>;
  /** Coze does not accept it any more. Does nothing when there is another by now. */
  drop(sessionName: string, token: string): void;
}

/** It must outlive the chat that begins with it. */
const RENEW_BEFORE_MS = 60_000;

interface Kept {
  value: string;
  renewAt: number;
}

interface Renewal {
  token: Promise<string>;
  waiting: number;
  abort: AbortController;
}

/**
 * One token a session, never given to another one. Who comes while it is asked for waits for the same answer; when the
 * last who waits goes away, the asking ends too.
 *
 * @param max sessions whose token is kept: beyond, the one used longest ago is forgotten and asked for anew
 */
export function createSessionTokens(options: {
  ask(sessionName: string, signal: AbortSignal): Promise<SessionToken>;
  max: number;
  now(): number;
}): SessionTokens {
  const { ask, max, now } = options;
  const kept = new Map<string, Kept>();
  const renewals = new Map<string, Renewal>();

  const keep = (sessionName: string, token: Kept): void => {
    kept.delete(sessionName);
    kept.set(sessionName, token);
    const [oldest] = kept.keys();
    if (kept.size > max && oldest !== undefined) kept.delete(oldest);
  };

  const renew = (sessionName: string): Renewal => {
    const abort = new AbortController();
    const token = ask(sessionName, abort.signal)
      .then(({ value, goodForMs }) => {
        // A token of a minute would otherwise be asked for with every message.
        keep(sessionName, { value, renewAt: now() + Math.max(goodForMs - RENEW_BEFORE_MS, goodForMs / 2) });
        return value;
      })
      .finally(() => {
        if (renewals.get(sessionName) === renewal) renewals.delete(sessionName);
      });
    const renewal: Renewal = { token, waiting: 0, abort };
    renewals.set(sessionName, renewal);
    return renewal;
  };

  return {
    async get(sessionName, signal) {
      signal.throwIfAborted();
      const token = kept.get(sessionName);
      if (token !== undefined && now() < token.renewAt) {
        keep(sessionName, token);
        return token.value;
      }
      const renewal = renewals.get(sessionName) ?? renew(sessionName);
      renewal.waiting += 1;
      try {
        return await untilAborted(renewal.token, signal);
      } finally {
        renewal.waiting -= 1;
        if (renewal.waiting === 0) {
          if (renewals.get(sessionName) === renewal) renewals.delete(sessionName);
          renewal.abort.abort();
        }
      }
    },
    drop(sessionName, token) {
      if (kept.get(sessionName)?.value === token) kept.delete(sessionName);
    },
  };
}

function untilAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(new Error("nobody waits for the token any more"));
    signal.addEventListener("abort", onAbort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", onAbort));
  });
}
