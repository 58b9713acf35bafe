import { setTimeout as delay } from "node:timers/promises";
import { OUTLET_EXCHANGE } from "@baton/protocol";
import type { Log } from "../../ports/log.ts";
import { type Outlet, OutletUnavailable } from "../../ports/outlet.ts";
import { explain } from "./failure.ts";
import { type Link, openLink } from "./link.ts";

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5_000;

const BLOCKED = "The broker takes no messages: it is short of memory or disk.";

export interface RabbitmqOutletOptions {
  /** `amqp://user:password@host:port/vhost`, or `amqps:`. Never logged. */
  url: string;
  exchange?: string;
  log: Log;
}

/** Returns at once and connects in the background; again and again, if need be. */
export function createRabbitmqOutlet({ url, exchange = OUTLET_EXCHANGE, log }: RabbitmqOutletOptions): Outlet {
  const ending = new AbortController();
  let link: Link | null = null;
  let down = "The broker was not reached yet.";
  let isClosing = false;

  async function keepLinked(): Promise<void> {
    for (let failures = 0; !ending.signal.aborted; failures += 1) {
      try {
        link = await openLink({ url, exchange, signal: ending.signal });
        failures = 0;
        log.info({ event: "outlet_up" });
        report(await link.gone);
      } catch (error) {
        report(explain(error));
      }
      link = null;
      const pauseMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** failures);
      await delay(pauseMs, undefined, { signal: ending.signal }).catch(() => undefined);
    }
  }

  /** Once for each cause, not once for each attempt. */
  function report(cause: string): void {
    if (!isClosing && (link !== null || cause !== down)) log.warn({ event: "outlet_down", detail: cause });
    down = cause;
  }

  const linked = keepLinked();
  return {
    async send(message) {
      if (link === null || ending.signal.aborted) throw new OutletUnavailable(down, { maybeSent: false });
      await link.publish(message);
    },
    health() {
      if (link === null) return { status: "down", detail: down };
      return link.isBlocked() ? { status: "down", detail: BLOCKED } : { status: "up" };
    },
    async close() {
      isClosing = true;
      await link?.close();
      ending.abort();
      await linked;
    },
  };
}
