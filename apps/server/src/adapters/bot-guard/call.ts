import { BotError } from "../../ports/bot.ts";

/** Whoever asked wants no answer any more: a person took over, the server stops, the reply is too long. */
export class CallerLeft extends BotError {
  override name = "CallerLeft";

  constructor() {
    super("timed_out", "nobody waits for it any more");
  }
}

/** One call to an engine, with everything that may cut it off. */
export interface Call {
  /** For the engine. Its reason is a BotError of kind `timed_out`; CallerLeft when the caller did it. */
  readonly signal: AbortSignal;
  /**
   * Waits for a promise no longer than until the call is cut off, and cuts it off after `ms`.
   * What the promise does later is nobody's concern.
   * @param awaited what is waited for, in words for the log
   * @throws the signal's reason, or what the promise is rejected with
   */
  within<Value>(ms: number, awaited: string, promise: Promise<Value>): Promise<Value>;
  /** Tells the engine to stop, unless it has ended by itself. */
  cutOff(): void;
  /** The engine has ended by itself. */
  end(): void;
}

/** @param deadlineMs for all of it, also while nobody waits for anything */
export function openCall(caller: AbortSignal, deadlineMs: number): Call {
  const stop = new AbortController();
  const { signal } = stop;
  const onCallerAborts = () => stop.abort(isDeadline(caller.reason) ? late("the whole") : new CallerLeft());
  const timer = setTimeout(() => stop.abort(late("the whole")), deadlineMs);
  let isOver = false;

  function end(): void {
    isOver = true;
    clearTimeout(timer);
    caller.removeEventListener("abort", onCallerAborts);
  }
  signal.addEventListener("abort", end, { once: true });
  if (caller.aborted) onCallerAborts();
  else caller.addEventListener("abort", onCallerAborts, { once: true });

  return {
    signal,
    end,
    cutOff() {
      if (!isOver) stop.abort(new CallerLeft());
    },
    within: (ms, awaited, promise) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => stop.abort(late(awaited)), Math.max(0, ms));
        const onAbort = () => {
          clearTimeout(timer);
          reject(signal.reason as BotError);
        };
        const settled = () => {
          clearTimeout(timer);
          signal.removeEventListener("abort", onAbort);
        };
        if (signal.aborted) onAbort();
        else signal.addEventListener("abort", onAbort, { once: true });
        promise.then(resolve, reject).finally(settled);
      }),
  };
}

const late = (awaited: string) => new BotError("timed_out", `${awaited} did not come in time`);

/** `AbortSignal.timeout`: the caller's own deadline shows as much about the engine as ours. */
const isDeadline = (reason: unknown): boolean => reason instanceof DOMException && reason.name === "TimeoutError";
