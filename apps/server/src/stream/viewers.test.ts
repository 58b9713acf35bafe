import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createLocalBus } from "../adapters/bus-local/index.ts";
import type { Signal } from "../ports/bus.ts";
import { createHeartbeat } from "./heartbeat.ts";
import { createViewers } from "./viewers.ts";

const S1 = "default/session/s1";
const CUSTOMER = { role: "user" } as const;
const WANG = { role: "agent", id: "agt_wang", name: "小王" } as const;
const LI = { role: "agent", id: "agt_li", name: "小李" } as const;

/** Instances that hear each other, each with a heartbeat of its own. */
function world() {
  const bus = createLocalBus();
  const said: Signal[] = [];
  bus.subscribe((signal) => said.push(signal));
  const endings: (() => void)[] = [];
  return {
    bus,
    said,
    start() {
      const heartbeat = createHeartbeat();
      const viewers = createViewers({ bus, heartbeat });
      const stop = () => {
        viewers.close();
        heartbeat.stop();
      };
      endings.push(stop);
      return { ...viewers, stop };
    },
    end: () => endings.map((end) => end()),
  };
}

let shop: ReturnType<typeof world>;

beforeEach(() => {
  vi.useFakeTimers();
  shop = world();
});
afterEach(() => {
  shop.end();
  vi.useRealTimers();
});

/** What an agent is shown, as short words. */
function watch(at: ReturnType<ReturnType<typeof world>["start"]>, agentId: string = WANG.id) {
  const seen: string[] = [];
  const stop = at.watch(S1, agentId, (frame) => {
    if (frame.type === "presence") seen.push(`${frame.agent_name ?? "customer"} ${frame.is_here ? "here" : "left"}`);
  });
  return { seen, stop, news: () => seen.splice(0) };
}

describe("[T22] who has a session on a screen", () => {
  test("is shown at once to an agent who begins to look, from every instance, but for themselves", () => {
    const [one, two] = [shop.start(), shop.start()];
    one.enter(S1, CUSTOMER);
    two.enter(S1, LI);
    one.enter(S1, WANG);
    expect(watch(one).seen).toEqual(["customer here", "小李 here"]);
  });

  test("comes and goes", () => {
    const [one, two] = [shop.start(), shop.start()];
    const wang = watch(one);
    const leave = two.enter(S1, CUSTOMER);
    expect(wang.news()).toEqual(["customer here"]);
    leave();
    leave();
    vi.advanceTimersByTime(2_000);
    expect(wang.news()).toEqual(["customer left"]);
  });

  test("two tabs are one presence, which ends with the last of them", () => {
    const one = shop.start();
    const leaves = [one.enter(S1, LI), one.enter(S1, LI)];
    const wang = watch(one);
    expect(wang.news()).toEqual(["小李 here"]);
    leaves[0]?.();
    vi.advanceTimersByTime(5_000);
    expect(wang.news()).toEqual([]);
    leaves[1]?.();
    vi.advanceTimersByTime(5_000);
    expect(wang.news()).toEqual(["小李 left"]);
  });

  test("is repeated while it holds, at least three times before it would be forgotten", () => {
    const [one, two] = [shop.start(), shop.start()];
    const wang = watch(one);
    const li = watch(two, LI.id);
    two.enter(S1, CUSTOMER);
    wang.news();
    li.news();
    vi.advanceTimersByTime(60_000);
    for (const { seen } of [wang, li]) {
      expect(seen.length).toBeGreaterThanOrEqual(3);
      // Not once for each instance that asks.
      expect(seen.length).toBeLessThanOrEqual(6);
      expect(new Set(seen)).toEqual(new Set(["customer here"]));
    }
  });
});

describe("[T23] who only reloads, or changes the instance", () => {
  test("has not left: nothing is shown when they are back within two seconds", () => {
    const one = shop.start();
    const leave = one.enter(S1, CUSTOMER);
    const wang = watch(one);
    wang.news();
    leave();
    vi.advanceTimersByTime(1_900);
    one.enter(S1, CUSTOMER);
    vi.advanceTimersByTime(4_000);
    expect(wang.seen).toEqual([]);
  });

  test("is not taken for gone by the instance that they left", () => {
    const [one, two] = [shop.start(), shop.start()];
    const leave = one.enter(S1, CUSTOMER);
    const wang = watch(one);
    leave();
    vi.advanceTimersByTime(500);
    two.enter(S1, CUSTOMER);
    vi.advanceTimersByTime(10_000);
    expect(wang.seen).not.toContain("customer left");
  });

  test("nor is one who closes one of two tabs that were on two instances", () => {
    const [one, two] = [shop.start(), shop.start()];
    const leave = one.enter(S1, CUSTOMER);
    const leaveTwo = two.enter(S1, CUSTOMER);
    const wang = watch(one);
    leave();
    vi.advanceTimersByTime(5_000);
    expect(wang.news()).not.toContain("customer left");
    leaveTwo();
    vi.advanceTimersByTime(5_000);
    expect(wang.news()).toContain("customer left");
  });

  test("when the instance ends, nothing is said: they are back elsewhere, or expire at the reader", () => {
    const [one, two] = [shop.start(), shop.start()];
    two.enter(S1, CUSTOMER);
    const wang = watch(one);
    two.stop();
    wang.news();
    vi.advanceTimersByTime(120_000);
    expect(wang.seen).toEqual([]);
  });
});

describe("[T24] where no agent looks", () => {
  test("nothing is said, however many customers come and go", () => {
    const one = shop.start();
    const leaves = Array.from({ length: 5_000 }, (_, index) => one.enter(`default/session/s${index}`, CUSTOMER));
    vi.advanceTimersByTime(120_000);
    for (const leave of leaves) leave();
    vi.advanceTimersByTime(120_000);
    expect(shop.said).toEqual([]);
  });

  test("nothing is said any more a minute after the last one has gone", () => {
    const [one, two] = [shop.start(), shop.start()];
    const wang = watch(one);
    two.enter(S1, CUSTOMER);
    wang.stop();
    vi.advanceTimersByTime(76_000);
    shop.said.length = 0;
    two.enter(S1, LI)();
    vi.advanceTimersByTime(60_000);
    expect(shop.said).toEqual([]);
  });
});
