import { setTimeout as delay } from "node:timers/promises";
import type { OutletMessage } from "@baton/protocol";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { eventually } from "../../../../e2e/support/eventually.ts";
import { openMemoryStore } from "../adapters/journal-memory/open.ts";
import { JournalUnavailable } from "../ports/journal.ts";
import { type Outlet, OutletUnavailable, OutletUnroutable } from "../ports/outlet.ts";
import type { PartHealth } from "../ports/part.ts";
import { put, type Store, session } from "../testing/journal.fixtures.ts";
import { closed, placeOf, type SendingInstance, say, startSending, upTo } from "../testing/outlet.fixtures.ts";

interface Sent {
  message: OutletMessage;
  confirm(): void;
  lose(): void;
}

/** A broker that answers when the test says so. */
function scriptedOutlet() {
  const sent: Sent[] = [];
  let health: PartHealth = { status: "up" };
  const outlet: Outlet = {
    send: (message) =>
      new Promise((confirm, reject) => {
        const lose = () => reject(new OutletUnavailable("lost", { maybeSent: true }));
        sent.push({ message, confirm, lose });
      }),
    health: () => health,
    close: async () => undefined,
  };
  return {
    outlet,
    sent,
    places: () => sent.map(({ message }) => `${message.session_name}/${message.seq}`),
    turn: (status: PartHealth["status"]) => {
      health = status === "up" ? { status } : { status, detail: "away" };
    },
  };
}

describe("sending to the outlet", () => {
  let store: Store;
  let broker: ReturnType<typeof scriptedOutlet>;
  let nowMs = 0;
  const instances: SendingInstance[] = [];

  beforeEach(() => {
    store = openMemoryStore();
    broker = scriptedOutlet();
    nowMs = 0;
  });

  afterEach(async () => {
    for (const { confirm } of broker.sent) confirm();
    await Promise.all(instances.splice(0).map((instance) => instance.stop()));
  });

  /** Its clock stands still unless the test moves it; how often it looks at it does not depend on it. */
  function start(part: Partial<Store> = {}, outlet = broker.outlet) {
    const instance = startSending({ ...store, ...part }, outlet, () => nowMs);
    instances.push(instance);
    return instance;
  }

  const confirmAll = () => {
    for (const { confirm } of broker.sent) confirm();
  };

  const takenByAnother = async (position: number) => {
    const entry = await store.vault.get("outlet", "events");
    const value = { position, holder: "another", beat: 1 };
    await store.vault.put({ kind: "outlet", key: "events", value, expiresAt: null }, entry?.version ?? 0);
  };

  test("[C18] an instance that cannot reach the broker takes no seat, and leaves the one it has", async () => {
    await say(store, session("s"), "1", "2");
    const deaf = scriptedOutlet();
    deaf.turn("down");
    start({}, deaf.outlet);
    await delay(600);
    expect((await store.vault.get("outlet", "events"))?.value["holder"] ?? null).toBeNull();

    start();
    await eventually(() => broker.places()).toEqual(["s/1"]);
    deaf.turn("up");
    broker.turn("down");
    broker.sent[0]?.lose();
    await delay(600);
    expect(deaf.sent).toEqual([]);
    nowMs += 4_000;
    await eventually(() => {
      nowMs += 300;
      return deaf.places();
    }).toEqual(["s/1"]);
  });

  test("[C19] what is sent again after the seat was left is counted, confirmed or not", async () => {
    await say(store, session("a"), "1");
    await say(store, session("b"), "1");
    const instance = start();
    await eventually(() => broker.places()).toEqual(["a/1", "b/1"]);
    broker.sent[1]?.confirm();
    await eventually(() => instance.metric("baton_outlet_sent_total")).toBe(1);
    broker.turn("down");
    broker.sent[0]?.lose();
    await eventually(() => {
      nowMs += 300;
      return instance.lines;
    }).toContainEqual({ event: "outlet_left_to_others" });
    broker.turn("up");
    await eventually(() => {
      nowMs += 300;
      return broker.places();
    }).toEqual(["a/1", "b/1", "a/1", "b/1"]);
    confirmAll();
    await eventually(() => instance.metric("baton_outlet_repeated_total")).toBe(2);
  });

  test("[C19] what holds the sender up, every instance says", async () => {
    const unroutable: Outlet = {
      ...broker.outlet,
      send: () => Promise.reject(new OutletUnroutable("default.session.x")),
    };
    await say(store, session("s"), "1");
    const [sender, watcher] = [start({}, unroutable), start({}, unroutable)];
    for (const instance of [sender, watcher]) {
      await eventually(async () => {
        nowMs += 300;
        return (await instance.part.check()).status;
      }).toBe("down");
    }
  });

  test("[C16] one event of a session at a time, and 64 sessions at once", async () => {
    for (const number of upTo(70)) await say(store, session(`s${number}`), "1", "2");
    start();
    await eventually(() => broker.sent.length).toBe(64);
    expect(broker.places()).toEqual(upTo(64).map((number) => `s${number}/1`));
    broker.sent[9]?.confirm();
    await eventually(() => broker.sent.length).toBe(65);
    confirmAll();
    await eventually(() => broker.sent.length).toBe(129);
    confirmAll();
    await eventually(() => broker.sent.length).toBe(140);
    expect(new Set(broker.places()).size).toBe(140);
  });

  test("[C15] a signal of the bus is enough, without the look that comes every second", async () => {
    const { bus } = start();
    await eventually(() => placeOf(store)).toMatchObject({ position: 0 });
    await say(store, session("s1"), "1");
    bus.publish({ kind: "committed", stream: session("s1"), priorSeq: 0, events: [] });
    await eventually(broker.places).toEqual(["s1/1"]);
  });

  test("[C15] the look that comes every second is enough, without a signal", async () => {
    start();
    await eventually(() => placeOf(store)).toMatchObject({ position: 0 });
    await say(store, session("s1"), "1");
    nowMs += 1_000;
    await eventually(broker.places).toEqual(["s1/1"]);
  });

  test("[C17] the position moves over what was confirmed without a hole, and over nothing else", async () => {
    for (const number of upTo(3)) await say(store, session(`s${number}`), "1");
    start();
    await eventually(() => broker.sent.length).toBe(3);
    broker.sent[0]?.confirm();
    broker.sent[2]?.confirm();
    await eventually(() => placeOf(store)).toMatchObject({ position: 1 });
    broker.sent[1]?.confirm();
    await eventually(() => placeOf(store)).toMatchObject({ position: 3 });
  });

  test("[C16] what was not confirmed is sent again and counted; what was confirmed behind it is not sent again", async () => {
    for (const number of upTo(3)) await say(store, session(`s${number}`), "1");
    const { metric } = start();
    await eventually(() => broker.sent.length).toBe(3);
    broker.sent[0]?.lose();
    broker.sent[1]?.confirm();
    broker.sent[2]?.confirm();
    await eventually(() => metric("baton_outlet_sent_total")).toBe(2);
    nowMs += 1_000;
    await eventually(() => broker.sent.length).toBe(4);
    expect(broker.sent[3]?.message).toEqual(broker.sent[0]?.message);
    confirmAll();
    await eventually(() => placeOf(store)).toMatchObject({ position: 3 });
    expect(await metric("baton_outlet_repeated_total")).toBe(1);
    expect(await metric("baton_outlet_sent_total")).toBe(3);
  });

  test("[C19] while the broker is away nothing is read, and all is sent when it is back", async () => {
    await say(store, session("s1"), "1", "2");
    broker.turn("down");
    let readings = 0;
    const readAll: Store["journal"]["readAll"] = (after, limit) => {
      readings += 1;
      return store.journal.readAll(after, limit);
    };
    const { part, metric } = start({ journal: { ...store.journal, readAll } });
    await eventually(() => metric("baton_outlet_waiting_events")).toBe(2);
    expect(await part.check()).toEqual({ status: "down", detail: "away" });
    expect(await metric("baton_outlet_up")).toBe(0);
    expect(readings).toBe(0);
    expect(broker.sent).toEqual([]);
    broker.turn("up");
    nowMs += 1_000;
    await eventually(broker.places).toEqual(["s1/1"]);
    confirmAll();
    await eventually(broker.places).toEqual(["s1/1", "s1/2"]);
    expect(await metric("baton_outlet_up")).toBe(1);
    expect(await part.check()).toEqual({ status: "up" });
  });

  test("words that are erased while the broker is away are not sent any more", async () => {
    for (const number of upTo(65)) await say(store, session(`s${number}`), "my address");
    start();
    await eventually(() => broker.sent.length).toBe(64);
    broker.turn("down");
    // Two beats: in between it has looked at the broker, and let go of what it had read.
    for (const beat of [2, 3]) {
      nowMs += 1_500;
      await eventually(() => placeOf(store)).toMatchObject({ beat });
    }
    await store.journal.erase(session("s65"));
    broker.turn("up");
    confirmAll();
    await eventually(() => broker.sent.length).toBe(65);
    expect(broker.sent[64]?.message).toMatchObject({ session_name: "s65", personal: null });
  });

  test("[C18] one that was deposed does not begin again before what it sent was answered", async () => {
    await say(store, session("s1"), "1");
    const { lines } = start();
    await eventually(broker.places).toEqual(["s1/1"]);
    await takenByAnother(0);
    nowMs += 2_000;
    await eventually(() => lines.map((line) => line["event"])).toContain("outlet_deposed");
    await store.vault.delete("outlet", "events");
    nowMs += 1_000;
    // Time in which a wrong one would take the free seat, and send the same again.
    await delay(600);
    expect(await placeOf(store)).toBeUndefined();
    expect(broker.places()).toEqual(["s1/1"]);
    confirmAll();
    nowMs += 1_000;
    await eventually(broker.places).toEqual(["s1/1", "s1/1"]);
  });

  test("[C18] one that was deposed sends no more, and comes back when the seat is free, where the other one was", async () => {
    for (const number of upTo(66)) await say(store, session(`s${number}`), "1");
    const { lines, metric } = start();
    await eventually(() => broker.sent.length).toBe(64);
    expect(await metric("baton_outlet_is_sender")).toBe(1);
    await takenByAnother(0);
    nowMs += 2_000;
    await eventually(() => lines.map((line) => line["event"])).toContain("outlet_deposed");
    expect(await metric("baton_outlet_is_sender")).toBe(0);
    confirmAll();
    nowMs += 1_000;
    // As seen in the seat: its own run, which had confirmed 64, is over.
    await eventually(() => metric("baton_outlet_waiting_events")).toBe(66);
    expect(broker.sent).toHaveLength(64);
    await takenByAnother(65);
    nowMs += 1_000;
    await eventually(() => metric("baton_outlet_waiting_events")).toBe(1);
    nowMs += 6_000;
    await eventually(() => broker.sent.length).toBe(65);
    expect(broker.places().at(-1)).toBe("s66/1");
    expect(await placeOf(store)).toMatchObject({ position: 65 });
  });

  test("[C18] one that could not show itself for 6 seconds sends nothing until it has", async () => {
    let isAway = false;
    const vault: Store["vault"] = {
      ...store.vault,
      put: (entry, version) =>
        isAway ? Promise.reject(new JournalUnavailable("away")) : store.vault.put(entry, version),
    };
    await say(store, session("s1"), "1", "2");
    const { metric, lines } = start({ vault });
    await eventually(broker.places).toEqual(["s1/1"]);
    isAway = true;
    nowMs += 6_000;
    confirmAll();
    await eventually(() => metric("baton_outlet_sent_total")).toBe(1);
    await eventually(() => lines.map((line) => line["event"])).toContain("outlet_position_not_kept");
    expect(broker.places()).toEqual(["s1/1"]);
    expect(await metric("baton_outlet_is_sender")).toBe(0);
    isAway = false;
    await eventually(() => placeOf(store)).toMatchObject({ position: 1 });
    nowMs += 1_000;
    await eventually(broker.places).toEqual(["s1/1", "s1/2"]);
  });

  test("[C17] a journal that is away is asked until it answers; nothing is lost", async () => {
    let isAway = true;
    const journal: Store["journal"] = {
      ...store.journal,
      readAll: (after, limit) =>
        isAway ? Promise.reject(new JournalUnavailable("away")) : store.journal.readAll(after, limit),
    };
    await say(store, session("s1"), "1");
    start({ journal });
    await eventually(() => placeOf(store)).toMatchObject({ position: 0 });
    isAway = false;
    nowMs += 1_000;
    await eventually(broker.places).toEqual(["s1/1"]);
  });

  test("[C18] one that takes the seat while it is stopped leaves it again, and sends nothing", async () => {
    await say(store, session("s1"), "1");
    const asked = Promise.withResolvers<void>();
    const answered = Promise.withResolvers<void>();
    const vault: Store["vault"] = {
      ...store.vault,
      async put(entry, version) {
        asked.resolve();
        await answered.promise;
        return store.vault.put(entry, version);
      },
    };
    const instance = start({ vault });
    await asked.promise;
    const stopping = instance.stop();
    answered.resolve();
    await stopping;
    expect(await placeOf(store)).toMatchObject({ position: 0, holder: null });
    expect(broker.sent).toEqual([]);
  });

  test("[C19] a mistake of ours holds up its routing key only, and is named without a customer's words", async () => {
    await put(store, session("s1"), [closed()]);
    await say(store, session("s2"), "1");
    const { outlet } = broker;
    const send: Outlet["send"] = (message) =>
      message.type === "closed" ? Promise.reject(new TypeError("my address")) : outlet.send(message);
    const { part, lines } = start({}, { ...outlet, send });
    await eventually(broker.places).toEqual(["s2/1"]);
    await eventually(() => part.check()).toEqual({
      status: "down",
      detail: "An event cannot be sent as default.session.closed: see the log, and report it.",
    });
    expect(lines).toContainEqual({ event: "outlet_waits", routing_key: "default.session.closed", error: "TypeError" });
  });

  test("[C18] stopping ends although the broker is silent, and leaves the seat free, at what was confirmed", async () => {
    await say(store, session("s1"), "1", "2");
    const instance = start();
    await eventually(broker.places).toEqual(["s1/1"]);
    confirmAll();
    await eventually(broker.places).toEqual(["s1/1", "s1/2"]);
    await instance.stop();
    expect(await placeOf(store)).toMatchObject({ position: 1, holder: null });
  });
});
