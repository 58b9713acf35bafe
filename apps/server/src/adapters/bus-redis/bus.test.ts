import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { redisUrl } from "../../../../../e2e/support/needs.ts";
import type { Signal } from "../../ports/bus.ts";
import { committed, redisWorld, SOON, withRedis } from "../../testing/redis.fixtures.ts";
import { beginningOf, writeMessage } from "./message.ts";

const url = redisUrl() ?? "";

const SESSION = "default/session/ses_1";

describe.skipIf(url === "")("the bus over Redis (needs Redis)", () => {
  let world: ReturnType<typeof redisWorld>;
  beforeEach(() => {
    world = redisWorld(url);
  });
  afterEach(() => world.end());

  async function startTwo() {
    const [one, two] = [world.start(), world.start()];
    await expect.poll(() => one.isUp() && two.isUp(), SOON).toBe(true);
    return [one, two] as const;
  }

  test("[C9] two instances hear each other in order, and themselves once, before publish returns", async () => {
    const [one, two] = await startTwo();
    const mine = Array.from({ length: 300 }, (_, index) => committed(index + 1));
    const yours = Array.from({ length: 300 }, (_, index) => committed(index + 1, "default/session/ses_2"));
    for (const [index, signal] of mine.entries()) {
      one.bus.publish(signal);
      expect(one.heard.at(-1)).toBe(signal);
      two.bus.publish(yours[index] ?? signal);
      if (index % 100 === 99) await new Promise(setImmediate);
    }
    await expect.poll(() => [one.heard.length, two.heard.length], SOON).toEqual([600, 600]);
    const from = (heard: Signal[], stream: string) =>
      heard.filter((signal) => signal.kind === "committed" && signal.stream === stream);
    for (const { heard } of [one, two]) {
      expect(from(heard, SESSION)).toEqual(mine);
      expect(from(heard, "default/session/ses_2")).toEqual(yours);
    }
  });

  test("[C9] every kind of signal arrives as it was", async () => {
    const [one, two] = await startTwo();
    const signals: Signal[] = [
      committed(1, SESSION, "\u0000 \ud800 \u2028 👋"),
      { kind: "piece", stream: SESSION, replyId: "rep_1", offset: 0, text: "您" },
      { kind: "typing", stream: SESSION, role: "user" },
      { kind: "typing", stream: SESSION, role: "agent", agentId: "agt_1", agentName: "小王" },
      { kind: "presence", stream: SESSION, role: "agent", agentId: "agt_1", agentName: "小王", isHere: true },
      { kind: "presence", stream: SESSION, role: "user", isHere: false },
      { kind: "presence_asked", stream: SESSION },
      { kind: "reached", stream: SESSION, seq: 7 },
      { kind: "revoked", family: "fam_1" },
    ];
    for (const signal of signals) one.bus.publish(signal);
    expect(one.heard).toEqual(signals);
    await expect.poll(() => two.heard.length, SOON).toBe(8);
    expect(two.heard).toEqual(signals.filter(({ kind }) => kind !== "reached"));
  });

  test("[C9] the signals of one tick are one message, without what this instance read from the journal", async () => {
    const [one] = await startTwo();
    const messages: string[] = [];
    await withRedis(url, async (stranger) => {
      await stranger.subscribe(`${world.prefix}:signals`, (text) => messages.push(text));
      for (let seq = 1; seq <= 5; seq++) one.bus.publish(committed(seq));
      await expect.poll(() => messages.length, SOON).toBe(1);
      one.bus.publish({ kind: "reached", stream: SESSION, seq: 6 });
      one.bus.publish(committed(6));
      await expect.poll(() => messages.length, SOON).toBe(2);
    });
    expect(messages.map((text) => JSON.parse(text).signals.length)).toEqual([5, 1]);
  });

  test("[C9] what a stranger writes on the channel is ignored, and said once a minute", async () => {
    const [one, two] = await startTwo();
    const good = committed(1);
    const { events, ...bare } = good as Extract<Signal, { kind: "committed" }>;
    const event = events[0];
    const strange: unknown[] = [
      null,
      7,
      [],
      { kind: "surprise", stream: SESSION },
      { kind: "__proto__" },
      { kind: "revoked", family: 1 },
      { kind: "typing", stream: SESSION, role: "king" },
      { kind: "typing", stream: SESSION, role: "user", agentName: {} },
      { kind: "presence", stream: SESSION, role: "user", isHere: "yes" },
      { kind: "presence", stream: SESSION, role: "king", isHere: true },
      { kind: "presence_asked", stream: "one" },
      { kind: "reached", stream: SESSION, seq: 1 },
      { kind: "piece", stream: SESSION, replyId: "r", offset: -1, text: "x" },
      { kind: "piece", stream: SESSION, replyId: "r", offset: 0.5, text: "x" },
      { kind: "piece", stream: "one", replyId: "r", offset: 0, text: "x" },
      { ...bare, events: undefined },
      { ...bare, events: [{ ...event, stream: "default/session/ses_2" }] },
      { ...bare, events: [{ ...event, seq: 3 }] },
      { ...bare, events: [event, event] },
      { ...bare, events: [{ ...event, personal: "words" }] },
      { ...bare, priorSeq: "0", events: [] },
      { ...bare, priorSeq: -1, events: [] },
    ];
    const envelope = (signals: unknown[]) => JSON.stringify({ v: 1, from: "stranger", signals });
    await withRedis(url, async (stranger) => {
      const say = (message: string | Buffer) => stranger.publish(`${world.prefix}:signals`, message);
      for (const bytes of ["", "{", "null", "[]", '{"v":1}', JSON.stringify({ v: 2, from: "x", signals: [good] })]) {
        await say(bytes);
      }
      await say(Buffer.from([0xff, 0xfe, 0x00, 0x7b]));
      await say("[".repeat(100_000));
      await say("x".repeat(3_000_000));
      await say(envelope([...strange, good]));
      await say(writeMessage(beginningOf(one.name), [JSON.stringify(good)]));
    });
    await expect.poll(() => [one.heard.length, two.heard.length], SOON).toEqual([1, 2]);
    expect([...one.heard, ...two.heard]).toEqual([good, good, good]);
    expect(one.lines.filter(({ event }) => event === "signals_ignored")).toHaveLength(1);
    one.bus.publish(committed(2));
    await expect.poll(() => two.heard.at(-1), SOON).toEqual(committed(2));
  });

  test("[C9] a listener that fails stops neither the others nor what comes next", async () => {
    const [one, two] = await startTwo();
    const after: Signal[] = [];
    two.bus.subscribe(() => {
      throw new Error("a listener's mistake");
    });
    two.bus.subscribe((signal) => after.push(signal));
    one.bus.publish(committed(1));
    one.bus.publish(committed(2));
    await expect.poll(() => after, SOON).toEqual([committed(1), committed(2)]);
    expect(two.isUp()).toBe(true);
  });

  test("[C9] a signal too long for a message stays here, the others go", async () => {
    const [one, two] = await startTwo();
    for (const content of ["x".repeat(1_000_000), "y".repeat(700_000), "z".repeat(700_000)]) {
      one.bus.publish(committed(one.heard.length + 1, SESSION, content));
    }
    await expect.poll(() => two.heard, SOON).toEqual(one.heard.slice(1));
    expect(one.lines.filter(({ event }) => event === "signals_dropped")).toHaveLength(1);
  });

  test("[C9] whoever has unsubscribed, or closed, hears nothing more", async () => {
    const [one, two] = await startTwo();
    const heard: Signal[] = [];
    const stop = two.bus.subscribe((signal) => heard.push(signal));
    stop();
    one.bus.publish(committed(1));
    await expect.poll(() => two.heard.length, SOON).toBe(1);
    await two.close();
    one.bus.publish(committed(2));
    await one.close();
    one.bus.publish(committed(3));
    expect([heard.length, two.heard.length, two.isUp(), one.isUp()]).toEqual([0, 1, false, false]);
  });
});
