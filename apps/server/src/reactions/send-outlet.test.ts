import { randomUUID } from "node:crypto";
import { OutletMessage } from "@baton/protocol";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { eventually } from "../../../../e2e/support/eventually.ts";
import { amqpUrl } from "../../../../e2e/support/needs.ts";
import { createLocalBus } from "../adapters/bus-local/index.ts";
import { openMemoryStore } from "../adapters/journal-memory/open.ts";
import { createPrometheusMetrics } from "../adapters/metrics-prometheus/index.ts";
import type { StreamKey } from "../ports/journal.ts";
import type { Outlet } from "../ports/outlet.ts";
import { event, put, type Store, session } from "../testing/journal.fixtures.ts";
import { type RabbitmqWorld, type Received, rabbitmqWorld } from "../testing/rabbitmq.fixtures.ts";
import { startSendingOutlet } from "./send-outlet.ts";

const url = amqpUrl();

const LOG = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** One instance on a store that others may share. */
function startInstance(store: Store, outlet: Outlet) {
  const bus = createLocalBus();
  const metrics = createPrometheusMetrics();
  const ids = { name: (prefix: string) => `${prefix}_${randomUUID()}`, guard: (prefix: string) => prefix };
  const sending = startSendingOutlet({ ...store, bus, outlet, metrics, ids, log: LOG });
  return {
    ...sending,
    bus,
    async metric(name: string): Promise<number | null> {
      const line = new RegExp(`^${name} (.+)$`, "m").exec((await metrics.scrape()).text);
      return line === null ? null : Number(line[1]);
    },
  };
}

const message = (content: string) =>
  event({
    type: "customer_message",
    data: { message_id: `msg_${randomUUID()}`, channel: "bot", lang: "en" },
    personal: { content },
  });

async function say(store: Store, stream: StreamKey, ...contents: string[]): Promise<void> {
  for (const content of contents) await put(store, stream, [message(content)]);
}

/** What a consumer keeps that removes repeats: the numbers of each session's events, in the order of arrival. */
function numbersBySession(received: readonly Received[]): Record<string, number[]> {
  const ids = new Set<string>();
  const numbers: Record<string, number[]> = {};
  for (const { body } of received) {
    if (ids.has(body.id)) continue;
    ids.add(body.id);
    numbers[body.session_name] = [...(numbers[body.session_name] ?? []), body.seq];
  }
  return numbers;
}

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

describe.skipIf(url === undefined)("the outlet, to a real broker (needs RabbitMQ)", () => {
  let world: RabbitmqWorld;
  let store: Store;
  const instances: ReturnType<typeof startInstance>[] = [];

  beforeEach(() => {
    world = rabbitmqWorld(url ?? "");
    store = openMemoryStore();
  });

  afterEach(async () => {
    await Promise.all(instances.splice(0).map((instance) => instance.stop()));
    await world.end();
  });

  function start() {
    const instance = startInstance(store, world.outlet());
    instances.push(instance);
    return instance;
  }

  test("[C15][C16] every event of every session arrives, in the session's order, under its own key and id", async () => {
    const inbox = await world.inbox();
    for (let round = 0; round < 20; round++) {
      for (let one = 0; one < 10; one++) await say(store, session(`s${one}`), `${one}, ${round}`);
    }
    await put(store, "default/account/ada", [event({ type: "account_disabled" })]);
    start();
    await eventually(async () => (await inbox.take()).length).toBe(200);
    const expected = Object.fromEntries(upTo(10).map((number) => [`s${number - 1}`, upTo(20)]));
    expect(numbersBySession(inbox.received)).toEqual(expected);
    const stored = await store.journal.readAll(0, 1_000);
    for (const { body, routingKey, properties } of inbox.received) {
      const event = stored.find(({ id }) => id === body.id);
      expect(routingKey).toBe("default.session.customer_message");
      expect(properties).toMatchObject({
        messageId: body.id,
        type: "customer_message",
        contentType: "application/json",
        deliveryMode: 2,
        appId: "baton",
        timestamp: 1_763_605_000,
      });
      expect(body).toEqual(OutletMessage.parse(body));
      expect(body).toMatchObject({
        version: 1,
        tenant: "default",
        position: event?.position,
        data: event?.data,
        personal: event?.personal,
        timestamp: 1_763_605_000,
      });
    }
  });
});
