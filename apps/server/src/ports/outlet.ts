import type { OutletMessage } from "@baton/protocol";
import type { PartHealth } from "./part.ts";

/** Where events leave for other systems. Reconnects by itself, for ever. */
export interface Outlet {
  /**
   * Resolves when the broker has confirmed the message and gave it to at least one queue. Messages that are sent
   * without waiting for each other may arrive in any order.
   * @throws OutletUnavailable, OutletRefused, OutletUnroutable
   */
  send(message: OutletMessage): Promise<void>;
  /** Whether a message that is sent now would be taken. */
  health(): PartHealth;
  /** Ends within a few seconds; messages not confirmed by then are refused. */
  close(): Promise<void>;
}

/** Not confirmed: the broker is away, or was lost before it answered. */
export class OutletUnavailable extends Error {
  override name = "OutletUnavailable";
  /** It may have arrived all the same, so that sending it again may repeat it. */
  readonly maybeSent: boolean;

  constructor(message: string, { maybeSent }: { maybeSent: boolean }) {
    super(message);
    this.maybeSent = maybeSent;
  }
}

/** The broker has the message and says that it does not answer for it: a queue is full, say. Others may have got it. */
export class OutletRefused extends Error {
  override name = "OutletRefused";
}

/** No queue is bound that would get it: the broker has thrown it away. */
export class OutletUnroutable extends Error {
  override name = "OutletUnroutable";
  readonly routingKey: string;

  constructor(routingKey: string) {
    super(`Nobody is bound for ${routingKey}.`);
    this.routingKey = routingKey;
  }
}
