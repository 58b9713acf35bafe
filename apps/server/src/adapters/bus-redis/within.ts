/** What was asked has no answer yet. */
export class TooLate extends Error {
  override name = "TooLate";
}

/** A timer that rings this much after its time shows that this process was held up. */
const HELD_UP_MS = 50;

/**
 * @throws TooLate when the promise is not settled after `ms`; what it does later is nobody's concern
 */
export function within<Value>(promise: Promise<Value>, ms: number): Promise<Value> {
  return new Promise((resolve, reject) => {
    const dueAt = performance.now() + ms;
    const giveUp = () => reject(new TooLate("no answer in time"));
    let timer = setTimeout(() => {
      // The answer may lie in the socket, or the question may not even be sent: our pause is not the other's.
      if (performance.now() > dueAt + HELD_UP_MS) timer = setTimeout(giveUp, ms);
      else giveUp();
    }, ms);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
