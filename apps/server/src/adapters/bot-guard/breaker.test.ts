import type { BotFailureKind } from "@baton/protocol";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createBreaker, describeStreak, type Pass } from "./breaker.ts";

const OPEN_MS = 30_000;

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date", "performance"], now: Date.UTC(2026, 0, 2, 12, 3, 44) }));
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
  const given = (pass: Pass | null): Pass => {
    if (pass === null) throw new Error("no pass");
    return pass;
  };
  let sessions = 0;
  const another = () => {
    sessions += 1;
    return `s-${sessions}`;
  };
  const enter = (session = another()) => given(breaker.enter(session));
  const prepare = (session: string) => given(breaker.prepare(session));
  const fail = (kind: BotFailureKind = "timed_out", session?: string) => enter(session).end(kind);
  const open = () => {
    for (let n = 0; n < failures; n += 1) fail();
  };
  return { breaker, events, enter, prepare, fail, open };
}

const later = (ms: number) => void vi.advanceTimersByTime(ms);

describe("opening", () => {
  test("[B13] failures in a row open it, and only in a row", () => {
    const { breaker, enter, events, fail } = start(3);
    fail();
    fail();
    enter().end("works");
    fail();
    fail();
    expect(breaker.accepts()).toBe(true);
    expect(events).toEqual([]);
    fail();
    expect(breaker.accepts()).toBe(false);
    expect(breaker.enter("s")).toBeNull();
  });

  test("[B13] a call that shows nothing neither counts nor breaks the row", () => {
    const { breaker, enter, fail } = start(2);
    enter().end(null);
    fail();
    enter().end(null);
    expect(breaker.accepts()).toBe(true);
    fail();
    expect(breaker.accepts()).toBe(false);
  });

  test("[B13] failures of calls at once are in a row too", () => {
    const { breaker, enter, events } = start(3);
    const passes = Array.from({ length: 10 }, enter);
    for (const pass of passes) pass.end("unavailable");
    expect(breaker.accepts()).toBe(false);
    expect(events).toHaveLength(1);
  });

  test.each(["timed_out", "crashed"] as const)(
    "[B13] %s in one session, however often, does not open it for the others",
    (failure) => {
      const { breaker, fail } = start(3);
      for (let n = 0; n < 50; n += 1) fail(failure, "a");
      fail("unavailable", "a");
      expect(breaker.accepts("b")).toBe(true);
      expect(breaker.failing()).toBeNull();
      fail(failure, "b");
      expect(breaker.accepts()).toBe(false);
    },
  );

  test.each(["unavailable", "refused"] as const)("[B13] %s in one session opens it: no words cause that", (failure) => {
    const { breaker, fail } = start(3);
    fail("timed_out", "a");
    fail(failure, "a");
    fail(failure, "a");
    expect(breaker.accepts()).toBe(true);
    fail(failure, "a");
    expect(breaker.accepts()).toBe(false);
  });

  test("[B16] a success in the same moment does not hide the failures that open it", () => {
    const { breaker, enter, fail } = start(2);
    fail();
    const [last, other] = [enter(), enter()];
    last.end("refused");
    other.end("works");
    expect(breaker.accepts()).toBe(false);
    expect(breaker.failing()).toMatchObject({ failures: 2, last: "refused" });
  });

  test("[B17] says since when, how often and how it fails, in a sentence, once", () => {
    const { breaker, fail, events } = start(3);
    expect(breaker.failing()).toBeNull();
    fail("refused");
    later(60_000);
    fail("unavailable");
    expect(breaker.failing()).toBeNull();
    fail("timed_out");
    expect(events).toEqual(["fails since 2026-01-02 12:03 UTC (3 failures in a row, timed_out)"]);
    expect(breaker.failing()).toEqual({ sinceMs: Date.now() - 60_000, failures: 3, last: "timed_out" });
  });
});

describe("the probe", () => {
  test("[B15] three calls at once are let through when the time is over, and nobody else while they run", () => {
    const { breaker, enter, open } = start();
    open();
    later(OPEN_MS - 1);
    expect(breaker.accepts()).toBe(false);
    expect(breaker.enter("s")).toBeNull();
    later(1);
    for (let probe = 1; probe <= 3; probe += 1) {
      expect(breaker.accepts()).toBe(true);
      enter();
    }
    later(10 * OPEN_MS);
    expect(breaker.accepts()).toBe(false);
    expect(breaker.enter("s")).toBeNull();
    expect(breaker.failing()).not.toBeNull();
  });

  test("[B15] one that works closes it, and the row is forgotten", () => {
    const { breaker, enter, events, fail, open } = start(3);
    open();
    later(OPEN_MS);
    enter().end("works");
    expect(breaker.failing()).toBeNull();
    expect(events.at(-1)).toBe("closed");
    fail();
    fail();
    expect(breaker.accepts()).toBe(true);
  });

  test("[B15] one that fails begins the time anew; the log does not repeat itself", () => {
    const { breaker, events, fail, open } = start(3);
    open();
    for (let probe = 1; probe <= 5; probe += 1) {
      later(OPEN_MS);
      fail("refused");
      expect(breaker.accepts()).toBe(false);
      later(OPEN_MS - 1);
      expect(breaker.accepts()).toBe(false);
      later(1);
      expect(breaker.accepts()).toBe(true);
      expect(breaker.failing()).toMatchObject({ failures: 3 + probe, last: "refused" });
    }
    expect(events).toHaveLength(1);
  });

  test("[B15] one that begins to speak closes it; what comes then counts as ever", () => {
    const { breaker, enter, events, open, fail } = start();
    open();
    later(OPEN_MS);
    const probe = enter();
    probe.speaks();
    expect(events.at(-1)).toBe("closed");
    probe.end("timed_out");
    fail();
    expect(breaker.failing()).toBeNull();
    fail();
    expect(breaker.failing()).toMatchObject({ failures: 3 });
  });

  test("[B15] the first words of a call from before do not close it, nor break a row", () => {
    const { breaker, enter, open, fail } = start();
    const early = enter();
    fail();
    early.speaks();
    fail();
    fail();
    early.speaks();
    expect(breaker.failing()).toMatchObject({ failures: 3 });
    later(OPEN_MS);
    enter("a").speaks();
    open();
    early.speaks();
    expect(breaker.accepts()).toBe(false);
  });

  test("[B15] whoever probes and leaves keeps nobody else from it, and gets no other probe for a while", () => {
    const { breaker, enter, events, open } = start();
    open();
    later(OPEN_MS);
    for (const session of ["a", "b", "c", "d"]) {
      enter(session).end(null);
      expect(breaker.accepts(session)).toBe(false);
      expect(breaker.enter(session)).toBeNull();
      expect(breaker.prepare(session)).toBeNull();
      expect(breaker.accepts()).toBe(true);
    }
    expect(breaker.failing()).toMatchObject({ failures: 3 });
    later(OPEN_MS - 1);
    expect(breaker.accepts("a")).toBe(false);
    later(1);
    expect(breaker.accepts("a")).toBe(true);
    enter("a").end(null);
    enter("e").end("works");
    expect(breaker.accepts("a")).toBe(true);
    expect(events).toEqual([expect.stringContaining("fails since"), "closed"]);
  });

  test("[B15] of a thousand that have probed in vain it remembers the last", () => {
    const { breaker, enter, open } = start();
    open();
    later(OPEN_MS);
    for (let n = 0; n <= 1_000; n += 1) enter(`left-${n}`).end(null);
    expect(breaker.accepts("left-0")).toBe(true);
    expect(breaker.accepts("left-1")).toBe(false);
    expect(breaker.accepts("left-1000")).toBe(false);
  });

  test.each(["timed_out", "crashed"] as const)(
    "[B15] one session's probe that ends with %s keeps nobody else out; another session's does",
    (failure) => {
      const { breaker, enter, fail, open } = start();
      open();
      later(OPEN_MS);
      const late = enter("late");
      fail(failure, "a");
      expect(breaker.accepts("a")).toBe(false);
      expect(breaker.accepts("b")).toBe(true);
      later(OPEN_MS);
      fail(failure, "a");
      expect(breaker.accepts("b")).toBe(true);
      fail(failure, "b");
      expect(breaker.accepts("c")).toBe(false);
      later(OPEN_MS);
      expect(breaker.accepts("c")).toBe(true);
      fail(failure, "c");
      expect(breaker.accepts("d")).toBe(true);
      fail("unavailable", "d");
      expect(breaker.accepts("e")).toBe(false);
      late.end("works");
      expect(breaker.failing()).toBeNull();
    },
  );

  test("[B15] what is done before a reply takes no place, proves nothing, and its failure begins the time anew", () => {
    const { breaker, enter, open, prepare } = start();
    open();
    expect(breaker.prepare("a")).toBeNull();
    later(OPEN_MS);
    const prepared = ["a", "b", "c", "d"].map(prepare);
    enter();
    enter();
    prepared[0]?.end(null);
    expect(breaker.failing()).not.toBeNull();
    enter("a");
    prepared[1]?.end("refused");
    expect(breaker.failing()).toMatchObject({ failures: 4, last: "refused" });
    later(OPEN_MS - 1);
    expect(breaker.prepare("e")).toBeNull();
  });

  test("[B16] calls from before the opening do not open it again after a probe has closed it", () => {
    const { breaker, enter, events, open } = start();
    const old = Array.from({ length: 6 }, () => enter());
    open();
    later(OPEN_MS);
    const [probe, other] = [enter(), enter()];
    probe.end("works");
    for (const pass of old) pass.end("unavailable");
    expect(events).toEqual([expect.stringContaining("fails since"), "closed"]);
    open();
    other.end("works");
    expect(breaker.accepts()).toBe(false);
  });

  test.each(["works", "refused", null] as const)(
    "[B16] a call from before the opening that ends with %s does not decide",
    (shown) => {
      const { breaker, enter, open } = start();
      const [early, during] = [enter(), enter()];
      open();
      early.end(shown);
      expect(breaker.accepts()).toBe(false);
      expect(breaker.failing()).toMatchObject({ failures: 3, last: "timed_out" });
      later(OPEN_MS);
      const probe = enter();
      during.end(shown);
      expect(breaker.failing()).toMatchObject({ failures: 3, last: "timed_out" });
      probe.end("works");
      expect(breaker.failing()).toBeNull();
    },
  );
});
