import { randomUUID } from "node:crypto";
import { type AddressInfo, createServer } from "node:net";
import type { OutletMessage } from "@baton/protocol";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { eventually } from "../../../../../e2e/support/eventually.ts";
import { amqpUrl } from "../../../../../e2e/support/needs.ts";
import { type Outlet, OutletRefused, OutletUnavailable, OutletUnroutable } from "../../ports/outlet.ts";
import { type RabbitmqWorld, rabbitmqWorld } from "../../testing/rabbitmq.fixtures.ts";
import { startTcpProxy, type TcpProxy } from "../../testing/services/tcp-proxy.ts";

const url = amqpUrl();

const message = (seq: number): OutletMessage =>
  ({
    version: 1,
    id: `evt_${randomUUID()}`,
    tenant: "default",
    session_name: "s1",
    seq,
    position: seq,
    timestamp: 1_763_605_000.123,
    type: "wait_noticed",
    data: {},
    personal: {},
  }) as OutletMessage;

const up = (outlet: Outlet) => eventually(() => outlet.health()).toEqual({ status: "up" });

describe.skipIf(url === undefined)("the outlet to RabbitMQ (needs RabbitMQ)", () => {
  let world: RabbitmqWorld;
  let proxy: TcpProxy;

  beforeEach(async () => {
    world = rabbitmqWorld(url ?? "");
    proxy = await startTcpProxy(Number(new URL(url ?? "").port || 5672));
  });

  afterEach(async () => {
    await world.end();
    await proxy.close();
  });

  test("[C15] a confirmed message is in the queue, persistent, with the event's id", async () => {
    const inbox = await world.inbox();
    const outlet = world.outlet();
    await up(outlet);
    const sent = message(1);
    await outlet.send(sent);
    expect(await inbox.take()).toMatchObject([
      {
        body: sent,
        routingKey: "default.session.wait_noticed",
        properties: { messageId: sent.id, deliveryMode: 2, timestamp: 1_763_605_000, type: "wait_noticed" },
      },
    ]);
  });

  test("[C19] a message that nobody is bound for is told from those beside it that somebody is bound for", async () => {
    const inbox = await world.inbox(["default.session.wait_given_up"]);
    const outlet = world.outlet();
    await up(outlet);
    const sent = Array.from({ length: 40 }, (_, index) => ({
      ...message(index + 1),
      type: index % 3 === 0 ? ("wait_given_up" as const) : ("wait_noticed" as const),
    })) as OutletMessage[];
    const settled = await Promise.allSettled(sent.map((one) => outlet.send(one)));
    for (const [index, one] of settled.entries()) {
      if (index % 3 === 0) expect(one.status).toBe("fulfilled");
      else expect(one).toMatchObject({ reason: expect.any(OutletUnroutable) });
    }
    const arrived = (await inbox.take()).map(({ body }) => body.seq);
    expect(arrived).toEqual(sent.flatMap(({ seq, type }) => (type === "wait_given_up" ? [seq] : [])));
    await inbox.bind("#");
    const [, returned] = sent;
    if (returned !== undefined) await outlet.send(returned);
    expect(outlet.health()).toEqual({ status: "up" });
  });

  test("[C16] a message that the broker refuses is told apart too: the queue is full", async () => {
    const inbox = await world.inbox(["#"], { arguments: { "x-max-length": 1, "x-overflow": "reject-publish" } });
    const outlet = world.outlet();
    await up(outlet);
    await outlet.send(message(1));
    await expect(outlet.send(message(2))).rejects.toBeInstanceOf(OutletRefused);
    await inbox.take();
    await outlet.send(message(3));
    expect((await inbox.take()).map(({ body }) => body.seq)).toEqual([1, 3]);
  });

  test("[C19] a broker that is not there is waited for; closing does not wait", async () => {
    await proxy.cut();
    const outlet = world.outlet({ url: proxy.through(url ?? "") });
    await expect(outlet.send(message(1))).rejects.toMatchObject({ name: "OutletUnavailable", maybeSent: false });
    expect(outlet.health()).toEqual({ status: "down", detail: "The broker was not reached yet." });
    const detail = "The broker cannot be reached (ECONNREFUSED).";
    await eventually(() => outlet.health()).toEqual({ status: "down", detail });
    await proxy.mend();
    await up(outlet);
    expect(world.lines).toEqual([{ event: "outlet_down", detail }, { event: "outlet_up" }]);
    await proxy.cut();
    await eventually(() => outlet.health()).toMatchObject({ status: "down" });
    await outlet.close();
  });

  test("[C19] a broker that ends each connection at once is called again and again, and logged once", async () => {
    let calls = 0;
    const hostile = createServer((socket) => {
      calls += 1;
      socket.destroy();
    });
    await new Promise<void>((resolve) => hostile.listen(0, "127.0.0.1", resolve));
    const { port } = hostile.address() as AddressInfo;
    const outlet = world.outlet({ url: `amqp://guest:guest@127.0.0.1:${port}` });
    await eventually(() => calls).toBeGreaterThan(3);
    expect(world.lines.map((line) => line["event"])).toEqual(["outlet_down"]);
    await outlet.close();
    await new Promise((resolve) => hostile.close(resolve));
  });

  test("[C19] a link that breaks is made anew, and what waited on it is refused as open", async () => {
    const inbox = await world.inbox();
    const outlet = world.outlet({ url: proxy.through(url ?? "") });
    await up(outlet);
    await outlet.send(message(1));
    proxy.stall();
    const held = outlet.send(message(2));
    await proxy.cut();
    await expect(held).rejects.toMatchObject({ name: "OutletUnavailable", maybeSent: true });
    await proxy.mend();
    await up(outlet);
    await outlet.send(message(3));
    expect((await inbox.take()).map(({ body }) => body.seq)).toEqual(expect.arrayContaining([1, 3]));
    expect(world.lines.map((line) => line["event"])).toEqual(expect.arrayContaining(["outlet_up", "outlet_down"]));
  });

  test("[C19] a connection that the broker closes, an exchange that is deleted: made anew", async () => {
    const outlet = world.outlet();
    await up(outlet);
    await world.deleteExchange();
    await expect(outlet.send(message(1))).rejects.toBeInstanceOf(OutletUnavailable);
    const inbox = await world.inbox();
    await eventually(async () =>
      outlet.send(message(2)).then(
        () => "sent",
        () => "refused",
      ),
    ).toBe("sent");
    expect((await inbox.take()).at(-1)?.body.seq).toBe(2);
  });

  test("says in a sentence what is wrong with the address, and never the password", async () => {
    const { hostname, port } = new URL(url ?? "");
    const address = `${hostname}:${port || 5672}`;
    const cases = [
      [`amqp://guest:not-the-password@${address}`, "The broker refuses the user name or the password of AMQP_URL."],
      [
        `amqp://guest:guest@${address}/no-such-host`,
        "The broker does not have the virtual host of AMQP_URL, or this user may not enter it.",
      ],
    ] as const;
    for (const [wrong, detail] of cases) {
      const outlet = world.outlet({ url: wrong });
      await eventually(() => outlet.health()).toEqual({ status: "down", detail });
      await outlet.close();
    }
    await world.declareExchange("fanout");
    const outlet = world.outlet();
    await eventually(() => outlet.health()).toEqual({
      status: "down",
      detail: "The exchange is there already, but it is not a durable topic exchange: remove it.",
    });
    expect(JSON.stringify(world.lines)).not.toMatch(/password@|guest|127\.0\.0\.1/);
  });

  test("closing refuses what comes afterwards, may be done twice", async () => {
    const outlet = world.outlet();
    await up(outlet);
    await outlet.close();
    await outlet.close();
    await expect(outlet.send(message(1))).rejects.toBeInstanceOf(OutletUnavailable);
  });
});
