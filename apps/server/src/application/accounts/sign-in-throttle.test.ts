import { beforeEach, describe, expect, test } from "vitest";
import { usedBytes } from "../../testing/memory.ts";
import { createSignInThrottle, type SignInThrottle } from "./sign-in-throttle.ts";

const START = 1_000_000;
const MINUTE = 60_000;
let throttle: SignInThrottle;
beforeEach(() => {
  throttle = createSignInThrottle();
});

const from = (account: string, address: string, usual = false) => ({ account, address, usual });
/** @returns how long to wait; 0 when the attempt was admitted, and then it has failed */
function fail(attempt: ReturnType<typeof from>, nowMs: number): number {
  const admission = throttle.begin(attempt, nowMs);
  return admission.admitted ? 0 : admission.retryAfterMs;
}

describe("[A22] one account from one address", () => {
  test("five failures are free, then the wait doubles up to 15 minutes", () => {
    let now = START;
    for (let count = 0; count < 5; count++) expect(fail(from("wang", "a"), now)).toBe(0);
    const waits: number[] = [];
    for (let count = 0; count < 12; count++) {
      const wait = fail(from("wang", "a"), now);
      waits.push(wait / 1000);
      // A refused attempt changes nothing: the same wait again.
      expect(fail(from("wang", "a"), now)).toBe(wait);
      expect(fail(from("wang", "a"), now + wait - 1)).toBe(1);
      now += wait;
      expect(fail(from("wang", "a"), now)).toBe(0);
    }
    expect(waits).toEqual([2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900]);
  });

  test("a success forgets them, half an hour does too", () => {
    for (let count = 0; count < 4; count++) fail(from("wang", "a"), START);
    const admission = throttle.begin(from("wang", "a"), START);
    if (!admission.admitted) throw new Error("refused");
    admission.succeeded();
    for (let count = 0; count < 5; count++) expect(fail(from("wang", "a"), START)).toBe(0);
    expect(fail(from("wang", "a"), START)).toBe(2_000);
    expect(fail(from("wang", "a"), START + 30 * MINUTE)).toBe(0);
    expect(fail(from("wang", "a"), START + 30 * MINUTE)).toBe(0);
  });

  test("other accounts and other addresses are not touched", () => {
    for (let count = 0; count < 6; count++) fail(from("wang", "a"), START);
    expect(fail(from("wang", "b"), START)).toBe(0);
    expect(fail(from("li", "a"), START)).toBe(0);
  });

  test("no name can be made to collide with another pair", () => {
    for (let count = 0; count < 6; count++) fail(from('wang","a', "b"), START);
    expect(fail(from("wang", 'a","b'), START)).toBe(0);
  });
});

describe("[A22] windows of 15 minutes", () => {
  test("20 failures of one account, wherever they come from", () => {
    for (let count = 0; count < 20; count++) expect(fail(from("wang", `a${count}`), START + count)).toBe(0);
    expect(fail(from("wang", "b"), START + 5 * MINUTE)).toBe(10 * MINUTE);
    expect(fail(from("li", "a1"), START + 5 * MINUTE)).toBe(0);
    expect(fail(from("wang", "b"), START + 15 * MINUTE)).toBe(0);
  });

  test("50 failures from one address, whichever account they aim at", () => {
    for (let count = 0; count < 50; count++) expect(fail(from(`w${count}`, "a"), START)).toBe(0);
    expect(fail(from("li", "a"), START + MINUTE)).toBe(14 * MINUTE);
    expect(fail(from("li", "b"), START + MINUTE)).toBe(0);
  });

  test("a success takes its own attempt back and no other: an attacker's own account clears nothing", () => {
    for (let count = 0; count < 49; count++) fail(from(`w${count}`, "a"), START);
    for (let count = 0; count < 5; count++) {
      const admission = throttle.begin(from("mallory", "a"), START);
      if (!admission.admitted) throw new Error("refused");
      admission.succeeded();
    }
    expect(fail(from("li", "a"), START)).toBe(0);
    expect(fail(from("li", "a"), START)).toBeGreaterThan(0);
  });
});

describe("[A23] a usual address", () => {
  test("gets through while the account is flooded from elsewhere", () => {
    for (let count = 0; count < 20; count++) fail(from("wang", `a${count}`), START);
    expect(fail(from("wang", "elsewhere"), START)).toBeGreaterThan(0);
    expect(fail(from("wang", "desk", true), START)).toBe(0);
  });

  test("gets through while a neighbour behind the same address is blocked", () => {
    for (let count = 0; count < 50; count++) fail(from(`w${count}`, "office"), START);
    expect(fail(from("new", "office"), START)).toBeGreaterThan(0);
    expect(fail(from("wang", "office", true), START)).toBe(0);
  });

  test("waits a minute at most", () => {
    let now = START;
    for (let count = 0; count < 20; count++) {
      now += fail(from("wang", "desk", true), now);
      fail(from("wang", "desk", true), now);
    }
    expect(fail(from("wang", "desk", true), now)).toBe(MINUTE);
  });
});

describe("[A24] what counts", () => {
  test("attempts sent at once are counted before any has failed", () => {
    const admitted = Array.from({ length: 1_000 }, () => throttle.begin(from("wang", "a"), START)).filter(
      (admission) => admission.admitted,
    );
    expect(admitted).toHaveLength(5);
  });

  test("one that could not be checked does not count", () => {
    for (let count = 0; count < 100; count++) {
      const admission = throttle.begin(from("wang", "a"), START + count);
      if (!admission.admitted) throw new Error(`refused at ${count}`);
      admission.withdrawn();
    }
    for (let count = 0; count < 5; count++) expect(fail(from("wang", "a"), START + 100)).toBe(0);
    expect(fail(from("wang", "a"), START + 100)).toBe(2_000);
  });
});

test("[A24] one that could not be checked starts no new wait", () => {
  for (let count = 0; count < 5; count++) fail(from("wang", "a"), START);
  const admission = throttle.begin(from("wang", "a"), START + 2_000);
  if (!admission.admitted) throw new Error("refused");
  admission.withdrawn();
  expect(fail(from("wang", "a"), START + 2_000)).toBe(0);
});

test("[A26] strangers' names fill no memory", () => {
  const before = usedBytes();
  for (let count = 0; count < 100_000; count++) throttle.begin(from(`stranger-${count}`, `address-${count}`), START);
  // Three counts of 20,000 entries each; unbounded, these names alone would take twice that.
  expect(usedBytes() - before).toBeLessThan(20 * 1024 * 1024);
  // What was used last is still known.
  for (let count = 0; count < 4; count++) fail(from("stranger-99999", "address-99999"), START);
  expect(fail(from("stranger-99999", "address-99999"), START)).toBe(2_000);
});
