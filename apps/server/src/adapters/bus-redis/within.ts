/** What was asked has no answer yet. */
export class TooLate extends Error {
  override name = "TooLate";
}

/**
 * @throws TooLate when the promise is not settled after `ms`; what it does later is nobody's concern
 */
export function within<Value>(promise: Promise<Value>, ms: number): Promise<Value> {
  return new Promise((resolve, reject) => {
    // When this process was held up, the timer rings before the answer that came meanwhile is read: one look at the
    // sockets more, or a pause of ours would be taken for one of Redis.
    const timer = setTimeout(() => setImmediate(() => reject(new TooLate("no answer in time"))), ms);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
