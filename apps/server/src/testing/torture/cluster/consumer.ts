import { closeSync, openSync, writeSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { OUTLET_EXCHANGE, type OutletMessage } from "@baton/protocol";
import { type ConsumeMessage, connect } from "amqplib";

/** One delivery, in the order in which they came. */
export interface Delivery {
  at: number;
  /** As the message's properties have it. */
  messageId: string;
  /** The broker says itself that it may have delivered it before, to a connection that broke. */
  redelivered: boolean;
  body: OutletMessage;
}

export interface Consumer {
  readonly deliveries: readonly Delivery[];
  stop(): Promise<void>;
}

const QUEUE = "torture";
const AT_ONCE = 500;
const RECONNECT_MS = 100;

/**
 * Somebody who listens to the outlet as docs/outlet.md says: a durable queue bound to everything. What came is logged
 * before it is confirmed. Resolves once the queue is there; comes back whenever the broker does.
 */
export async function startConsumer(url: string, logFile: string): Promise<Consumer> {
  const deliveries: Delivery[] = [];
  const file = openSync(logFile, "a");
  const first = Promise.withResolvers<void>();
  let stopped = false;
  let hangUp: () => Promise<void> = () => Promise.resolve();

  async function consumeOnce(): Promise<void> {
    const connection = await connect(url, { timeout: 3_000 });
    const gone = new Promise<void>((resolve) => {
      connection.once("close", () => resolve());
    });
    connection.on("error", () => undefined);
    hangUp = () => connection.close().catch(() => undefined);
    const channel = await connection.createChannel();
    channel.on("error", () => undefined);
    await channel.assertExchange(OUTLET_EXCHANGE, "topic", { durable: true });
    await channel.assertQueue(QUEUE, { durable: true });
    await channel.bindQueue(QUEUE, OUTLET_EXCHANGE, "#");
    await channel.prefetch(AT_ONCE);
    await channel.consume(QUEUE, (message) => {
      if (message === null) return;
      const delivery = read(message);
      writeSync(file, `${JSON.stringify(delivery)}\n`);
      deliveries.push(delivery);
      channel.ack(message);
    });
    first.resolve();
    await gone;
  }

  async function run(): Promise<void> {
    while (!stopped) {
      await consumeOnce().catch(() => undefined);
      if (!stopped) await delay(RECONNECT_MS);
    }
  }

  const running = run();
  await first.promise;
  return {
    deliveries,
    async stop() {
      stopped = true;
      await hangUp();
      await running;
      closeSync(file);
    },
  };
}

function read({ content, properties, fields }: ConsumeMessage): Delivery {
  return {
    at: Date.now(),
    messageId: String(properties.messageId),
    redelivered: fields.redelivered,
    body: JSON.parse(content.toString("utf8")) as OutletMessage,
  };
}
