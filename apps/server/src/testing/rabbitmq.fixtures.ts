import { randomUUID } from "node:crypto";
import type { OutletMessage } from "@baton/protocol";
import { type Channel, connect, type Options } from "amqplib";
import { createRabbitmqOutlet } from "../adapters/outlet-rabbitmq/index.ts";
import type { Log } from "../ports/log.ts";
import type { Outlet } from "../ports/outlet.ts";

export interface Received {
  body: OutletMessage;
  routingKey: string;
  properties: Record<string, unknown>;
}

export interface Inbox {
  queue: string;
  /** Everything that `take` has taken so far, in its order. */
  received: Received[];
  /** Empties the queue. */
  take(): Promise<Received[]>;
  bind(routingKey: string): Promise<void>;
}

export interface RabbitmqWorld {
  exchange: string;
  /** Every line that its outlets logged. */
  lines: Record<string, unknown>[];
  outlet(options?: { url?: string }): Outlet;
  /** A durable queue, bound with the keys. */
  inbox(keys?: readonly string[], options?: Options.AssertQueue): Promise<Inbox>;
  declareExchange(type: "topic" | "fanout"): Promise<void>;
  deleteExchange(): Promise<void>;
  /** Closes its outlets, and removes what it made. */
  end(): Promise<void>;
}

/** An exchange and queues with names that nobody else has, on a broker that others may use. */
export function rabbitmqWorld(url: string): RabbitmqWorld {
  const exchange = `baton-test-${randomUUID()}`;
  const outlets: Outlet[] = [];
  const queues: string[] = [];
  const lines: Record<string, unknown>[] = [];
  const note = (line: object) => void lines.push({ ...line });
  const log: Log = { info: note, warn: note, error: note };
  const within = <Result>(work: (channel: Channel) => Promise<Result>) => onChannel(url, work);
  const assertExchange = (channel: Channel, type = "topic") =>
    channel.assertExchange(exchange, type, { durable: true });

  return {
    exchange,
    lines,
    outlet(options = {}) {
      const outlet = createRabbitmqOutlet({ url: options.url ?? url, exchange, log });
      outlets.push(outlet);
      return outlet;
    },
    async inbox(keys = ["#"], options = {}) {
      const queue = `${exchange}.${queues.length + 1}`;
      queues.push(queue);
      const bind = (routingKey: string) =>
        within(async (channel) => {
          await assertExchange(channel);
          await channel.bindQueue(queue, exchange, routingKey);
        });
      await within((channel) => channel.assertQueue(queue, { durable: true, ...options }));
      for (const key of keys) await bind(key);
      const received: Received[] = [];
      const take = () =>
        within(async (channel) => {
          for (;;) {
            const message = await channel.get(queue, { noAck: true });
            if (message === false) return received;
            received.push({
              body: JSON.parse(message.content.toString("utf8")) as OutletMessage,
              routingKey: message.fields.routingKey,
              properties: { ...message.properties },
            });
          }
        });
      return { queue, received, take, bind };
    },
    declareExchange: (type) => within(async (channel) => void (await assertExchange(channel, type))),
    deleteExchange: () => within(async (channel) => void (await channel.deleteExchange(exchange))),
    async end() {
      await Promise.all(outlets.map((outlet) => outlet.close()));
      await within(async (channel) => {
        for (const queue of queues) await channel.deleteQueue(queue);
        await channel.deleteExchange(exchange);
      });
    },
  };
}

async function onChannel<Result>(url: string, work: (channel: Channel) => Promise<Result>): Promise<Result> {
  const connection = await connect(url);
  connection.on("error", () => undefined);
  try {
    return await work(await connection.createChannel());
  } finally {
    await connection.close().catch(() => undefined);
  }
}
