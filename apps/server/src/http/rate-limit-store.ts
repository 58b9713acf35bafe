import type { FastifyRateLimitStore, FastifyRateLimitStoreCtor } from "@fastify/rate-limit";
import type { Counters } from "../ports/counters.ts";

/** What `@fastify/rate-limit` counts with: counters that instances may share. */
export function countWith(counters: Counters): FastifyRateLimitStoreCtor {
  return class extends CounterStore {
    constructor() {
      super(counters, "");
    }
  };
}

/** Fixed windows. Each route counts for itself, as with the plugin's own stores. */
class CounterStore implements FastifyRateLimitStore {
  readonly #counters: Counters;
  readonly #space: string;

  constructor(counters: Counters, space: string) {
    this.#counters = counters;
    this.#space = space;
  }

  incr(...[key, callback, windowMs]: Parameters<FastifyRateLimitStore["incr"]>): void {
    void this.#counters
      .hit(`${this.#space} ${key}`, windowMs)
      .then(({ count, leftMs }) => callback(null, { current: count, ttl: leftMs }));
  }

  child(limits: object): CounterStore {
    // The plugin's types promise the route here; what comes are the route's limits, with the route within.
    const { method, url } = (limits as { routeInfo: { method: string | string[]; url: string } }).routeInfo;
    return new CounterStore(this.#counters, `${String(method)} ${url}`);
  }
}
