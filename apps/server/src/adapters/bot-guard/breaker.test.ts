import type { BotFailureKind } from "@baton/protocol";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createBreaker, describeStreak, type Pass } from "./breaker.ts";

const OPEN_MS = 30_000;

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2026, 0, 2, 12, 3, 44) }));
afterEach(() => void vi.useRealTimers());

function start(failures = 3) {
  const events: string[] = [];
  const breaker = createBreaker({
    failures,
    openMs: OPEN_MS,
    now: Date.now,
    onOpen: (streak) => events.push(describeStreak(streak)),
    onClose: () => events.push("closed"),
  });
  const enter = (): Pass => {
    const pass = breaker.enter();
    if (pass === null) throw new Error("no pass");
    return pass;
  };
  const fail = (kind: BotFailureKind = "timed_out") => enter().end(kind);
  const open = async () => {
    for (let n = 0; n < failures; n += 1) await fail();
  };
  return { breaker, events, enter, fail, open };
}

const later = (ms: number) => void vi.setSystemTime(Date.now() + ms);

describe("opening", () => {
  test("[B13] failures in a row open it, and only in a row", async () => {
    const { breaker, enter, events, fail } = start(3);
    await fail();
    await fail();
    await enter().end("works");
    await fail();
    await fail();
    expect(breaker.accepts()).toBe(true);
    expect(events).toEqual([]);
    await fail();
    expect(breaker.accepts()).toBe(false);
    expect(breaker.enter()).toBeNull();
  });

  test("[B13] a call that shows nothing neither counts nor breaks the row", async () => {
    const { breaker, enter, fail } = start(2);
    await enter().end(null);
    await fail();
    await enter().end(null);
    expect(breaker.accepts()).toBe(true);
    await fail();
    expect(breaker.accepts()).toBe(false);
  });

  test("[B13] failures of calls at once are in a row too", async () => {
    const { breaker, enter, events } = start(3);
    const passes = Array.from({ length: 10 }, enter);
    await Promise.all(passes.map((pass) => pass.end("unavailable")));
    expect(breaker.accepts()).toBe(false);
    expect(events).toHaveLength(1);
  });

  test("[B16] a success in the same moment does not hide the failures that open it", async () => {
    const { breaker, enter, fail } = start(2);
    await fail();
    const [last, other] = [enter(), enter()];
    await Promise.all([last.end("refused"), other.end("works")]);
    expect(breaker.accepts()).toBe(false);
    expect(breaker.failing()).toMatchObject({ failures: 2, last: "refused" });
  });

  test("[B17] says since when, how often and how it fails, in a sentence, once", async () => {
    const { breaker, fail, events } = start(3);
    expect(breaker.failing()).toBeNull();
    await fail("refused");
    later(60_000);
    await fail("unavailable");
    expect(breaker.failing()).toBeNull();
    await fail("timed_out");
    expect(events).toEqual(["fails since 2026-01-02 12:03 UTC (3 failures in a row, timed_out)"]);
    expect(breaker.failing()).toEqual({ sinceMs: Date.now() - 60_000, failures: 3, last: "timed_out" });
  });
});

describe("the probe", () => {
  test("[B15] one call is let through when the time is over, and nobody else while it runs", async () => {
    const { breaker, enter, open } = start();
    await open();
    later(OPEN_MS - 1);
    expect(breaker.accepts()).toBe(false);
    expect(breaker.enter()).toBeNull();
    later(1);
    expect(breaker.accepts()).toBe(true);
    enter();
    later(10 * OPEN_MS);
    expect(breaker.accepts()).toBe(false);
    expect(breaker.enter()).toBeNull();
    expect(breaker.failing()).not.toBeNull();
  });

  test("[B15] one that works closes it, and the row is forgotten", async () => {
    const { breaker, enter, events, fail, open } = start(3);
    await open();
    later(OPEN_MS);
    await enter().end("works");
    expect(breaker.failing()).toBeNull();
    expect(events.at(-1)).toBe("closed");
    await fail();
    await fail();
    expect(breaker.accepts()).toBe(true);
  });

  test("[B15] one that fails begins the time anew; the log does not repeat itself", async () => {
    const { breaker, events, fail, open } = start(3);
    await open();
    for (let probe = 1; probe <= 5; probe += 1) {
      later(OPEN_MS);
      await fail("refused");
      expect(breaker.accepts()).toBe(false);
      later(OPEN_MS - 1);
      expect(breaker.accepts()).toBe(false);
      later(1);
      expect(breaker.accepts()).toBe(true);
      expect(breaker.failing()).toMatchObject({ failures: 3 + probe, last: "refused" });
    }
    expect(events).toHaveLength(1);
  });

  test("[B15] one that shows nothing leaves the proof to the next, at once", async () => {
    const { breaker, enter, fail, events, open } = start();
    await open();
    later(OPEN_MS);
    for (let n = 0; n < 5; n += 1) {
      const probe = enter();
      expect(breaker.enter()).toBeNull();
      await probe.end(null);
      expect(breaker.accepts()).toBe(true);
      expect(breaker.failing()).toMatchObject({ failures: 3 });
    }
    await fail();
    expect(breaker.accepts()).toBe(false);
    later(OPEN_MS - 1);
    expect(breaker.accepts()).toBe(false);
    later(1);
    await enter().end(null);
    await enter().end("works");
    expect(events).toEqual([expect.stringContaining("fails since"), "closed"]);
  });

  test.each(["works", "refused", null] as const)(
    "[B16] a call from before the opening that ends with %s does not decide",
    async (shown) => {
      const { breaker, enter, open } = start();
      const [early, during] = [enter(), enter()];
      await open();
      await early.end(shown);
      expect(breaker.accepts()).toBe(false);
      expect(breaker.failing()).toMatchObject({ failures: 3, last: "timed_out" });
      later(OPEN_MS);
      const probe = enter();
      await during.end(shown);
      expect(breaker.enter()).toBeNull();
      expect(breaker.failing()).toMatchObject({ failures: 3, last: "timed_out" });
      await probe.end("works");
      expect(breaker.failing()).toBeNull();
    },
  );
});
