import { OutletMessage } from "@baton/protocol";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { eventually } from "../../../../e2e/support/eventually.ts";
import { amqpUrl } from "../../../../e2e/support/needs.ts";
import { openMemoryStore } from "../adapters/journal-memory/open.ts";
import type { Outlet } from "../ports/outlet.ts";
import { event, put, type Store, session } from "../testing/journal.fixtures.ts";
import {
  closed,
  countOfRepeats,
  customerMessage,
  numbersBySession,
  placeOf,
  type SendingInstance,
  say,
  startSending,
  upTo,
} from "../testing/outlet.fixtures.ts";
import { ownMsUntil } from "../testing/own-time.ts";
import { type Inbox, type RabbitmqWorld, rabbitmqWorld } from "../testing/rabbitmq.fixtures.ts";
import { startTcpProxy } from "../testing/services/tcp-proxy.ts";

const url = amqpUrl();

const KEY = "default.session.customer_message";

const bodiesIn = async (inbox: Inbox): Promise<OutletMessage[]> => (await inbox.take()).map(({ body }) => body);

const numbersIn = async (inbox: Inbox) => numbersBySession(await bodiesIn(inbox));

/** Whatever it is asked while it is frozen, it does when it is continued. */
function freezable(store: Store, outlet: Outlet) {
  let ice = Promise.withResolvers<void>();
  ice.resolve();
  const later =
    <Args extends unknown[], Result>(call: (...args: Args) => Promise<Result>) =>
    async (...args: Args): Promise<Result> => {
      await ice.promise;
      return call(...args);
    };
  const { journal, vault } = store;
  return {
    store: {
      journal: {
        ...journal,
        readAll: later(journal.readAll),
        read: later(journal.read),
        position: later(journal.position),
      },
      vault: { ...vault, get: later(vault.get), put: later(vault.put) },
    },
    outlet: { ...outlet, send: later(outlet.send) },
    freeze() {
      ice = Promise.withResolvers();
    },
    thaw: () => ice.resolve(),
  };
}

describe.skipIf(url === undefined)("the outlet, to a real broker (needs RabbitMQ)", () => {
  let world: RabbitmqWorld;
  let store: Store;
  const instances: SendingInstance[] = [];

  beforeEach(() => {
    world = rabbitmqWorld(url ?? "");
    store = openMemoryStore();
  });

  afterEach(async () => {
    await Promise.all(instances.splice(0).map((instance) => instance.stop()));
    await world.end();
  });

  function start(outlet = world.outlet()) {
    const instance = startSending(store, outlet);
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
    expect(await numbersIn(inbox)).toEqual(expected);
    const stored = await store.journal.readAll(0, 1_000);
    for (const { body, routingKey, properties } of inbox.received) {
      const event = stored.find(({ id }) => id === body.id);
      expect(routingKey).toBe(KEY);
      expect(properties).toMatchObject({ messageId: body.id, type: "customer_message", deliveryMode: 2 });
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
    await eventually(() => placeOf(store)).toMatchObject({ position: 201 });
  });

  test("[C15] what is committed later follows, told by the bus or not", async () => {
    const inbox = await world.inbox();
    const { bus } = start();
    await say(store, session("s1"), "untold");
    await eventually(() => numbersIn(inbox)).toEqual({ s1: [1] });
    await say(store, session("s1"), "told");
    bus.publish({ kind: "reached", stream: session("s1"), seq: 2 });
    await eventually(() => numbersIn(inbox)).toEqual({ s1: [1, 2] });
  });

  test("[C16][C19] what nobody is bound for waits, and nothing of its session overtakes it; bound, it catches up", async () => {
    const inbox = await world.inbox([KEY]);
    await put(store, session("waits"), [customerMessage("1"), closed(), customerMessage("3")]);
    await say(store, session("goes-on"), "1", "2");
    const { part, metric } = start();
    await eventually(() => numbersIn(inbox)).toEqual({ waits: [1], "goes-on": [1, 2] });
    await eventually(() => part.check()).toEqual({
      status: "down",
      detail: "No queue is bound for default.session.closed: bind one to the exchange with the key #.",
    });
    await say(store, session("goes-on"), "3");
    await eventually(() => numbersIn(inbox)).toEqual({ waits: [1], "goes-on": [1, 2, 3] });
    await eventually(() => placeOf(store)).toMatchObject({ position: 1 });
    expect(await metric("baton_outlet_waiting_events")).toBe(5);
    await inbox.bind("#");
    await eventually(() => numbersIn(inbox)).toEqual({ waits: [1, 2, 3], "goes-on": [1, 2, 3] });
    await eventually(() => part.check()).toEqual({ status: "up" });
    await eventually(() => placeOf(store)).toMatchObject({ position: 6 });
    expect(await metric("baton_outlet_waiting_events")).toBe(0);
    expect(await metric("baton_outlet_sent_total")).toBe(6);
    expect(countOfRepeats(await bodiesIn(inbox))).toBe(0);
    expect(await metric("baton_outlet_repeated_total")).toBe(0);
  });

  test("[C16] what the broker refuses is sent again, and nothing of its session overtakes it", async () => {
    const inbox = await world.inbox(["#"], { arguments: { "x-max-length": 1, "x-overflow": "reject-publish" } });
    await say(store, session("s1"), "1", "2", "3");
    const { part, metric } = start();
    await eventually(() => part.check()).toEqual({
      status: "down",
      detail: `The broker refuses ${KEY}: see whether a queue is full.`,
    });
    await eventually(() => numbersIn(inbox)).toEqual({ s1: [1, 2, 3] });
    await eventually(() => part.check()).toEqual({ status: "up" });
    expect(await metric("baton_outlet_repeated_total")).toBeGreaterThan(0);
  });

  test("[C16][C19] connections that break in the middle of confirms: all arrives, repeats only with the same id", async () => {
    const inbox = await world.inbox();
    const proxy = await startTcpProxy(Number(new URL(url ?? "").port || 5672));
    const outlet = world.outlet({ url: proxy.through(url ?? "") });
    let calls = 0;
    const send: Outlet["send"] = (message) => {
      calls += 1;
      return outlet.send(message);
    };
    const { metric } = start({ ...outlet, send });
    const waiting = () => metric("baton_outlet_waiting_events");
    for (const round of upTo(3)) {
      await eventually(() => outlet.health()).toEqual({ status: "up" });
      proxy.stall();
      const callsBefore = calls;
      for (const number of upTo(40)) await say(store, session(`s${number}`), ...upTo(5).map(String));
      await eventually(() => calls - callsBefore).toBe(40);
      await proxy.cut();
      await proxy.mend();
      await eventually(waiting).toBe(0);
      expect(await metric("baton_outlet_repeated_total")).toBe(round * 40);
    }
    await inbox.take();
    const expected = Object.fromEntries(upTo(40).map((number) => [`s${number}`, upTo(15)]));
    expect(await numbersIn(inbox)).toEqual(expected);
    // Of the forty that were under way some may have arrived.
    expect(countOfRepeats(await bodiesIn(inbox))).toBeLessThanOrEqual(120);
    const ids = new Map(inbox.received.map(({ body }) => [`${body.session_name}/${body.seq}`, body.id]));
    for (const { body, properties } of inbox.received) {
      expect(properties["messageId"]).toBe(body.id);
      expect(ids.get(`${body.session_name}/${body.seq}`)).toBe(body.id);
    }
    await proxy.close();
  }, 60_000);

  test("[C17] who follows goes on where the one before stopped: nothing is missing, nothing sent again", async () => {
    const inbox = await world.inbox();
    await say(store, session("s1"), "1", "2");
    const first = start();
    await eventually(() => numbersIn(inbox)).toEqual({ s1: [1, 2] });
    await first.stop();
    expect(await placeOf(store)).toMatchObject({ position: 2, holder: null });
    await say(store, session("s1"), "3");
    start();
    await eventually(() => numbersIn(inbox)).toEqual({ s1: [1, 2, 3] });
    expect(inbox.received).toHaveLength(3);
  });

  test("[C18] of two instances one sends; when it freezes the other follows within 10 s; continued, it only repeats", async () => {
    const inbox = await world.inbox();
    const frost = freezable(store, world.outlet());
    const first = startSending(frost.store, frost.outlet);
    instances.push(first);
    await eventually(() => first.metric("baton_outlet_is_sender")).toBe(1);
    const second = start();
    await say(store, session("s1"), ...upTo(10).map(String));
    await eventually(() => numbersIn(inbox)).toEqual({ s1: upTo(10) });
    expect(await second.metric("baton_outlet_sent_total")).toBe(0);
    expect(await second.metric("baton_outlet_is_sender")).toBe(0);
    expect(await second.part.check()).toEqual({ status: "up" });

    frost.freeze();
    await say(store, session("s1"), ...upTo(10).map(String));
    await say(store, session("s2"), ...upTo(10).map(String));
    const following = eventually(() => second.metric("baton_outlet_is_sender")).toBe(1);
    expect(await ownMsUntil(following)).toBeLessThan(10_000);
    await eventually(() => numbersIn(inbox)).toEqual({ s1: upTo(20), s2: upTo(10) });

    frost.thaw();
    await eventually(() => first.lines.map((line) => line["event"])).toContain("outlet_deposed");
    expect(await first.metric("baton_outlet_is_sender")).toBe(0);
    await say(store, session("s1"), "21");
    await eventually(() => numbersIn(inbox)).toEqual({ s1: upTo(21), s2: upTo(10) });
    await eventually(() => placeOf(store)).toMatchObject({ position: 31 });
    expect(await second.metric("baton_outlet_is_sender")).toBe(1);

    await second.stop();
    await eventually(() => first.metric("baton_outlet_is_sender")).toBe(1);
    await say(store, session("s2"), "11");
    await eventually(() => numbersIn(inbox)).toEqual({ s1: upTo(21), s2: upTo(11) });
  }, 120_000);

  test("words that are erased while their event waits are not sent any more", async () => {
    const inbox = await world.inbox([KEY]);
    await put(store, session("s1"), [closed(), customerMessage("my address")]);
    const { part } = start();
    await eventually(() => part.check()).toMatchObject({ detail: expect.stringContaining("session.closed") });
    await store.journal.erase(session("s1"));
    await inbox.bind("#");
    await eventually(() => numbersIn(inbox)).toEqual({ s1: [1, 2] });
    expect(inbox.received.map(({ body }) => body.personal)).toEqual([null, null]);
  });
});
