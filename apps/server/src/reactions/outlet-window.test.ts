import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { StoredEvent, StreamKey } from "../ports/journal.ts";
import { event, session } from "../testing/journal.fixtures.ts";
import { createOutletWindow, type OutletWindow, type WaitingEvent } from "./outlet-window.ts";

interface Made {
  stream: StreamKey;
  type?: string;
}

/** Events with positions 10, 20, 30 …: a journal's have holes. */
function stored(made: readonly Made[]): StoredEvent[] {
  const seqs = new Map<StreamKey, number>();
  return made.map(({ stream, type = "customer_message" }, index) => {
    const seq = (seqs.get(stream) ?? 0) + 1;
    seqs.set(stream, seq);
    return { ...event({ type }), stream, seq, position: (index + 1) * 10, salt: null, personalDigest: null, hash: "" };
  });
}

const [a, b, c] = [session("a"), session("b"), session("c")];

const places = (events: readonly (WaitingEvent | null)[]) => events.map((one) => one?.position ?? null);

function allNext(window: OutletWindow): WaitingEvent[] {
  const found: WaitingEvent[] = [];
  for (let one = window.next(); one !== null; one = window.next()) found.push(one);
  return found;
}

const must = <Value>(value: Value | null | undefined): Value => {
  if (value === null || value === undefined) throw new Error("nothing there");
  return value;
};

describe("the outlet's window", () => {
  test("[C16] one event of each session at a time; the next when it is confirmed", () => {
    const window = createOutletWindow(0);
    window.add(stored([{ stream: a }, { stream: a }, { stream: b }]));
    const [first, other] = [window.next(), window.next()];
    expect(places([first, other, window.next()])).toEqual([10, 30, null]);
    window.confirmed(must(first));
    expect(places([window.next(), window.next()])).toEqual([20, null]);
  });

  test("[C17] the confirmed position stops before the first that is not confirmed", () => {
    const window = createOutletWindow(5);
    expect(window.confirmedPosition()).toBe(5);
    window.add(stored([{ stream: a }, { stream: b }, { stream: c }]));
    const [first, second, third] = allNext(window);
    window.confirmed(must(third));
    expect(window.confirmedPosition()).toBe(9);
    window.confirmed(must(first));
    expect(window.confirmedPosition()).toBe(19);
    window.confirmed(must(second));
    expect(window.confirmedPosition()).toBe(30);
    expect(window.readPosition()).toBe(30);
  });

  test("[C15] events of accounts are passed over", () => {
    const window = createOutletWindow(0);
    window.add(stored([{ stream: "default/account/ada" }, { stream: a }, { stream: "default/account/ada" }]));
    const sent = allNext(window);
    expect(places(sent)).toEqual([20]);
    window.confirmed(must(sent[0]));
    expect(window.confirmedPosition()).toBe(30);
  });

  test("[C16] what could not be sent holds back its session, and no other", () => {
    const window = createOutletWindow(0);
    window.add(stored([{ stream: a, type: "closed" }, { stream: a }, { stream: b }, { stream: b }]));
    const [first, other] = allNext(window);
    window.failed(must(first));
    window.confirmed(must(other));
    expect(places(allNext(window))).toEqual([40]);
    expect(window.confirmedPosition()).toBe(9);
    window.tryResting();
    expect(places(allNext(window))).toEqual([10]);
  });

  test("[C19] of those that wait for one routing key one is tried, and lets the others go when it is confirmed", () => {
    const window = createOutletWindow(0);
    window.add(stored([a, b, c].map((stream) => ({ stream, type: "closed" }))));
    for (const one of allNext(window)) window.failed(one);
    window.add(stored([{ stream: session("d"), type: "closed" }]).map((one) => ({ ...one, position: 40 })));
    expect(allNext(window)).toEqual([]);
    window.tryResting();
    const [probe, ...others] = allNext(window);
    expect(others).toEqual([]);
    window.tryResting();
    window.failed(must(probe));
    window.tryResting();
    const [next, second] = allNext(window);
    expect(places([next ?? null, second ?? null])).not.toContain(must(probe).position);
    window.confirmed(must(next));
    window.confirmed(must(second));
    expect(allNext(window)).toHaveLength(2);
  });

  test("words are let go of when their event has to wait", () => {
    const window = createOutletWindow(0);
    const events = stored([{ stream: a }, { stream: a }, { stream: b, type: "closed" }, { stream: a }]);
    window.add(events.slice(0, 3));
    const [first, other] = allNext(window);
    window.failed(must(first));
    expect(must(first).event).toBeNull();
    window.add(events.slice(3));
    expect(must(other).event).not.toBeNull();
    window.tryResting();
    for (const seq of [1, 2, 3]) {
      const again = must(window.next());
      expect(again).toMatchObject({ stream: a, seq, event: null });
      window.confirmed(again);
    }
    window.forgetEvents();
    expect(must(other).event).toBeNull();
  });

  test("reading stops while much waits, and goes on when it was sent or let go of", () => {
    const window = createOutletWindow(0);
    window.add(stored(Array.from({ length: 500 }, () => ({ stream: a }))));
    expect(window.hasRoom()).toBe(false);
    window.forgetEvents();
    expect(window.hasRoom()).toBe(true);
    const more = stored(Array.from({ length: 10_000 }, () => ({ stream: a }))).slice(500);
    window.add(more);
    window.forgetEvents();
    expect(window.hasRoom()).toBe(false);
    window.confirmed(must(window.next()));
    expect(window.hasRoom()).toBe(true);
  });

  test("[C16][C17] whatever is confirmed, fails or is added when: order holds, nothing is skipped, all is sent in the end", () => {
    const made = fc.record({
      stream: fc.constantFrom<StreamKey>(a, b, c, "default/account/ada"),
      type: fc.constantFrom("customer_message", "closed"),
    });
    const step = fc.constantFrom("add", "next", "confirm", "fail", "retry", "forget");
    fc.assert(
      fc.property(
        fc.array(made, { maxLength: 40 }),
        fc.array(fc.tuple(step, fc.nat(50)), { maxLength: 200 }),
        (list, steps) => {
          const events = stored(list);
          const sessionEvents = events.filter(({ stream }) => stream.includes("/session/"));
          const window = createOutletWindow(0);
          const confirmed = new Set<number>();
          const confirmedSeq = new Map<StreamKey, number>();
          let added = 0;
          let sending: WaitingEvent[] = [];

          const run = (kind: string, choice: number): void => {
            if (kind === "add") {
              const count = 1 + (choice % 5);
              window.add(events.slice(added, added + count));
              added += count;
            } else if (kind === "next") {
              const one = window.next();
              if (one === null) return;
              expect(sending.some(({ stream }) => stream === one.stream)).toBe(false);
              expect(one.seq).toBe((confirmedSeq.get(one.stream) ?? 0) + 1);
              sending.push(one);
            } else if (kind === "retry") window.tryResting();
            else if (kind === "forget") window.forgetEvents();
            else {
              const one = sending[choice % sending.length];
              if (one === undefined) return;
              sending = sending.filter((other) => other !== one);
              if (kind === "fail") window.failed(one);
              else {
                window.confirmed(one);
                confirmed.add(one.position);
                confirmedSeq.set(one.stream, one.seq);
              }
            }
            const passed = window.confirmedPosition();
            for (const { position } of sessionEvents)
              if (position <= passed) expect(confirmed.has(position)).toBe(true);
          };

          for (const [kind, choice] of steps) run(kind, choice);
          for (let round = 0; round < 200 && confirmed.size < sessionEvents.length; round++) {
            for (const kind of ["add", "retry", "next", "confirm"]) run(kind, 0);
          }
          expect(confirmed.size).toBe(sessionEvents.length);
          while (added < events.length) run("add", 4);
          expect(window.confirmedPosition()).toBe(events.at(-1)?.position ?? 0);
        },
      ),
    );
  });
});
