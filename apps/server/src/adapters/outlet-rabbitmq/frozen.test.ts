import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import type { OutletMessage } from "@baton/protocol";
import { describe, test } from "vitest";
import { amqpUrl } from "../../../../../e2e/support/needs.ts";
import type { Outlet } from "../../ports/outlet.ts";
import type { PartHealth } from "../../ports/part.ts";
import { type RabbitmqWorld, rabbitmqWorld } from "../../testing/rabbitmq.fixtures.ts";
import { startTcpProxy, type TcpProxy } from "../../testing/services/tcp-proxy.ts";

const url = amqpUrl();

const LONGEST_MS = 30_000;

async function inWorld(story: (world: RabbitmqWorld, proxy: TcpProxy) => Promise<void>): Promise<void> {
  const world = rabbitmqWorld(url ?? "");
  const proxy = await startTcpProxy(Number(new URL(url ?? "").port || 5672));
  try {
    await story(world, proxy);
  } finally {
    await world.end();
    await proxy.close();
  }
}

const message = (): OutletMessage =>
  ({
    version: 1,
    id: `evt_${randomUUID()}`,
    tenant: "default",
    session_name: "s1",
    seq: 1,
    position: 1,
    timestamp: 1_763_605_000,
    type: "wait_noticed",
    data: {},
    personal: {},
  }) as OutletMessage;

/** Until the outlet says so; the test's own time limit ends it. */
async function until(outlet: Outlet, health: PartHealth): Promise<void> {
  while (!isDeepStrictEqual(outlet.health(), health)) await delay(20);
}

const up = (outlet: Outlet) => until(outlet, { status: "up" });
const silent = (outlet: Outlet) => until(outlet, { status: "down", detail: "The broker does not answer." });

/** So that it is not the heartbeat which tells. */
const withoutHeartbeat = (proxy: TcpProxy): string => `${proxy.through(url ?? "")}?heartbeat=60`;

// They take as long as a deadline does, so they wait together.
describe
  .skipIf(url === undefined)
  .concurrent("a broker that is frozen (needs RabbitMQ)", { timeout: LONGEST_MS }, () => {
    test("[C19] when it is called: it is given up and called again", ({ expect }) =>
      inWorld(async (world, proxy) => {
        proxy.stall();
        const outlet = world.outlet({ url: proxy.through(url ?? "") });
        await silent(outlet);
        await proxy.mend();
        await up(outlet);
        await world.inbox();
        await expect(outlet.send(message())).resolves.toBeUndefined();
      }));

    test("[C19] when it is left: closing ends all the same", () =>
      inWorld(async (world, proxy) => {
        const linked = world.outlet({ url: withoutHeartbeat(proxy) });
        await up(linked);
        proxy.stall();
        const calling = world.outlet({ url: withoutHeartbeat(proxy) });
        await Promise.all([linked.close(), calling.close()]);
      }));

    test("[C19] while it should confirm: what waited is refused as open", ({ expect }) =>
      inWorld(async (world, proxy) => {
        await world.inbox();
        const outlet = world.outlet({ url: withoutHeartbeat(proxy) });
        await up(outlet);
        proxy.stall();
        await expect(outlet.send(message())).rejects.toMatchObject({ name: "OutletUnavailable", maybeSent: true });
        await proxy.mend();
        await up(outlet);
        await expect(outlet.send(message())).resolves.toBeUndefined();
      }));

    test("[C19] while there is nothing to send: the heartbeat shows it", () =>
      inWorld(async (world, proxy) => {
        const outlet = world.outlet({ url: proxy.through(url ?? "") });
        await up(outlet);
        proxy.stall();
        await silent(outlet);
        await proxy.mend();
        await up(outlet);
      }));
  });
