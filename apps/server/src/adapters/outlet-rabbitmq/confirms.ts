import { type OutletMessage, outletRoutingKey } from "@baton/protocol";
import type { ConfirmChannel, Message } from "amqplib";
import { OutletRefused, OutletUnavailable, OutletUnroutable } from "../../ports/outlet.ts";

/** How long a confirm may take is counted in looks, not by a clock: a process that stood still has not waited. */
const LOOK_MS = 500;
const CONFIRM_LOOKS = 20;

export interface Confirms {
  /** @throws OutletUnavailable, OutletRefused, OutletUnroutable */
  publish(message: OutletMessage): Promise<void>;
  /** While the broker blocks publishers it reads nothing: its silence is announced, and means nothing. */
  pause(): void;
  resume(): void;
  stop(): void;
}

interface Waiting {
  isReturned: boolean;
  looks: number;
}

/**
 * Publishes, and finds out what became of each message: confirmed, refused, or returned because nobody is bound for it.
 *
 * @param onSilence some message was not answered for 10 seconds: the channel is not to be trusted any more
 */
export function startConfirming(channel: ConfirmChannel, exchange: string, onSilence: () => void): Confirms {
  const waiting = new Map<string, Waiting>();
  let paused = false;

  // The broker returns a message before it confirms it.
  channel.on("return", ({ properties }: Message) => {
    const returned = waiting.get(String(properties.messageId));
    if (returned !== undefined) returned.isReturned = true;
  });

  const timer = setInterval(() => {
    if (paused) return;
    for (const one of waiting.values()) one.looks += 1;
    // In the order in which they were sent: the first is the oldest.
    const [oldest] = waiting.values();
    if (oldest !== undefined && oldest.looks > CONFIRM_LOOKS) onSilence();
  }, LOOK_MS);

  return {
    publish: (message) =>
      new Promise<void>((resolve, reject) => {
        // Which of two was returned could not be told.
        if (waiting.has(message.id)) throw new TypeError("A message is sent again only after its first answer.");
        const routingKey = outletRoutingKey(message);
        const one: Waiting = { isReturned: false, looks: 0 };
        const onAnswer = (error: unknown) => {
          waiting.delete(message.id);
          if (error) reject(asOutletError(error));
          else if (one.isReturned) reject(new OutletUnroutable(routingKey));
          else resolve();
        };
        try {
          const body = Buffer.from(JSON.stringify(message));
          channel.publish(exchange, routingKey, body, propertiesOf(message), onAnswer);
          waiting.set(message.id, one);
        } catch {
          reject(new OutletUnavailable("The connection to the broker has just ended.", { maybeSent: false }));
        }
      }),
    pause() {
      paused = true;
    },
    resume() {
      paused = false;
      for (const one of waiting.values()) one.looks = 0;
    },
    stop: () => clearInterval(timer),
  };
}

/** The driver tells a negative confirm from a lost channel by its words only. */
const asOutletError = (error: unknown): Error =>
  error instanceof Error && error.message === "message nacked"
    ? new OutletRefused("The broker does not answer for the message.")
    : new OutletUnavailable("The broker was lost before it answered.", { maybeSent: true });

const propertiesOf = (message: OutletMessage) => ({
  mandatory: true,
  persistent: true,
  contentType: "application/json",
  messageId: message.id,
  timestamp: Math.floor(message.timestamp),
  type: message.type,
  appId: "baton",
});
