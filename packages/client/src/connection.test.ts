import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  backoffMs,
  CONNECTION_RULES,
  type Connection,
  type ConnectionEffect,
  type ConnectionInput,
  newConnection,
  step,
} from "./connection.ts";

const rules = CONNECTION_RULES;

/** Feeds inputs one after the other; a number moves the clock by that many milliseconds. */
function run(inputs: readonly (ConnectionInput | number)[], random = 0.5, from: Connection = newConnection()) {
  let connection = from;
  let nowMs = 1_000_000;
  let effects: readonly ConnectionEffect[] = [];
  for (const input of inputs) {
    if (typeof input === "number") nowMs += input;
    else ({ connection, effects } = step(connection, input, { nowMs, random, rules }));
  }
  return { connection, state: connection.state, effects };
}

const start = { type: "start" } as const;
const opened = { type: "opened" } as const;
const failed = { type: "failed" } as const;
const ended = { type: "ended" } as const;
const timer = { type: "timer" } as const;
const refusedWith = (status: number, more: { code?: string; retryAfterMs?: number } = {}) =>
  ({ type: "refused", status, ...more }) as const;

describe("connecting", () => {
  test("starts once, opens, and goes on after an end", () => {
    expect(run([start]).effects).toEqual([{ type: "unschedule" }, { type: "connect" }]);
    expect(run([start, start]).effects).toEqual([]);
    expect(run([start, opened]).state).toMatchObject({ name: "open" });
    expect(run([start, opened, ended]).state).toMatchObject({ name: "waiting", attempt: 1 });
    expect(run([start, opened, ended, timer]).state).toMatchObject({ name: "connecting", attempt: 1 });
  });

  test("an attempt without an answer fails after the connect time-out, not before", () => {
    expect(run([start, rules.connectTimeoutMs - 1, { type: "watchdog" }]).state.name).toBe("connecting");
    expect(run([start, rules.connectTimeoutMs, { type: "watchdog" }]).state.name).toBe("waiting");
  });
});

describe("waiting", () => {
  test("the first retry comes within half a second, later ones within a doubling bound of at most 30 s", () => {
    const almostOne = 0.999_999;
    expect(backoffMs(0, almostOne, rules)).toBeLessThan(500);
    expect(backoffMs(3, almostOne, rules)).toBe(3_999);
    expect(backoffMs(20, almostOne, rules)).toBe(29_999);
    expect(backoffMs(2_000, 0, rules)).toBe(0);
  });

  test("a connection that broke at once counts as a failure, one that lived starts from the beginning", () => {
    expect(run([start, opened, failed, timer, opened, failed]).state).toMatchObject({ name: "waiting", attempt: 2 });
    expect(run([start, opened, failed, timer, opened, rules.stableAfterMs, failed]).state).toMatchObject({
      attempt: 1,
    });
  });

  test.each([408, 425, 429, 500, 502, 503])("status %i waits and tries again", (status) => {
    expect(run([start, refusedWith(status)]).state.name).toBe("waiting");
  });

  test("Retry-After is obeyed, by timer only, and not believed beyond five minutes", () => {
    const asked = run([start, refusedWith(429, { retryAfterMs: 8_000 })]);
    expect(asked.effects).toContainEqual({ type: "schedule", delayMs: 8_500 });
    expect(run([{ type: "visible" }], 0.5, asked.connection).state.name).toBe("waiting");
    expect(run([{ type: "online" }], 0.5, asked.connection).state.name).toBe("waiting");
    expect(run([timer], 0.5, asked.connection).state.name).toBe("connecting");
    const rude = run([start, refusedWith(503, { retryAfterMs: 9e9 })], 0);
    expect(rude.effects).toContainEqual({ type: "schedule", delayMs: 300_000 });
  });
});

describe("refusals", () => {
  test.each([400, 403, 404, 410, 422])("status %i stops with its reason", (status) => {
    const { state, effects } = run([start, refusedWith(status, { code: "NOT_FOUND" })]);
    expect(state).toEqual({ name: "stopped", reason: { cause: "refused", status, code: "NOT_FOUND" } });
    expect(effects).toContainEqual({ type: "abort" });
  });

  test("204 stops: there is nothing more", () => {
    expect(run([start, refusedWith(204)]).state).toEqual({ name: "stopped", reason: { cause: "ended" } });
  });

  test("401 asks for a new token once, and stops at the second 401", () => {
    const first = run([start, refusedWith(401)]);
    expect(first.effects).toEqual([{ type: "refresh" }]);
    const second = run([start, refusedWith(401), { type: "refreshed", ok: true }, refusedWith(401)]);
    expect(second.state).toEqual({ name: "stopped", reason: { cause: "unauthenticated" } });
    const failedBetween = [failed, timer, refusedWith(401)] as const;
    expect(run([start, refusedWith(401), { type: "refreshed", ok: true }, ...failedBetween]).state.name).toBe(
      "stopped",
    );
    const openedBetween = [opened, ended, timer, refusedWith(401)] as const;
    expect(run([start, refusedWith(401), { type: "refreshed", ok: true }, ...openedBetween]).state.name).toBe(
      "refreshing",
    );
  });

  test("no new token stops; not knowing whether there is one waits", () => {
    expect(run([start, refusedWith(401), { type: "refreshed", ok: false }]).state.name).toBe("stopped");
    expect(run([start, refusedWith(401), { type: "refresh_failed" }]).state.name).toBe("waiting");
  });
});

describe("surroundings", () => {
  test("offline retries rarely, online at once", () => {
    const off = run([start, { type: "offline" }, failed]);
    expect(off.effects).toContainEqual({ type: "schedule", delayMs: 30_000 });
    expect(run([{ type: "online" }], 0.5, off.connection).state).toMatchObject({ name: "connecting", attempt: 0 });
  });

  test("an open connection from before the gap is replaced, one that saw no gap is kept", () => {
    expect(run([start, opened, { type: "offline" }, { type: "online" }]).effects.map(({ type }) => type)).toEqual([
      "abort",
      "unschedule",
      "connect",
    ]);
    expect(run([start, opened, { type: "online" }]).effects).toEqual([]);
  });

  test("45 s without a byte mean a dead connection, whether the watchdog or the user's return notices", () => {
    for (const type of ["watchdog", "visible"] as const) {
      expect(run([start, opened, 44_999, { type }]).state.name).toBe("open");
      expect(run([start, opened, 45_000, { type }]).state.name).toBe("connecting");
      expect(run([start, opened, 30_000, { type: "bytes" }, 30_000, { type }]).state.name).toBe("open");
    }
  });

  test("the user's return ends a wait", () => {
    expect(run([start, failed, { type: "visible" }]).state.name).toBe("connecting");
  });
});

describe("whatever happens", () => {
  const input: fc.Arbitrary<ConnectionInput | number> = fc.oneof(
    fc.nat(60_000),
    fc.constantFrom<ConnectionInput>(
      ...[start, opened, failed, ended, timer, { type: "bytes" as const }, { type: "watchdog" as const }],
      ...[{ type: "online" as const }, { type: "offline" as const }, { type: "visible" as const }],
      ...[
        { type: "refreshed" as const, ok: true },
        { type: "refreshed" as const, ok: false },
      ],
      ...[
        { type: "refresh_failed" as const },
        refusedWith(401),
        refusedWith(503),
        refusedWith(429, { retryAfterMs: 5e3 }),
      ],
    ),
  );

  test("there is one connection at most, one timer at most, and never a wait without a timer", () => {
    fc.assert(
      fc.property(
        fc.array(input, { maxLength: 60 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (inputs, random) => {
          let connection = newConnection();
          let nowMs = 0;
          let connections = 0;
          let timers = 0;
          for (const one of [start, ...inputs]) {
            if (typeof one === "number") {
              nowMs += one;
              continue;
            }
            if (one.type === "timer") {
              if (timers === 0) continue;
              timers = 0;
            }
            // A transport that ended or was refused is gone by itself.
            const before = connection.state.name;
            if (["failed", "ended", "refused"].includes(one.type) && (before === "open" || before === "connecting"))
              connections = 0;
            const result = step(connection, one, { nowMs, random, rules });
            connection = result.connection;
            for (const effect of result.effects) {
              if (effect.type === "connect") connections++;
              if (effect.type === "abort") connections = 0;
              if (effect.type === "schedule") timers++;
              if (effect.type === "unschedule") timers = 0;
            }
            expect(connections).toBeLessThanOrEqual(1);
            expect(timers).toBe(connection.state.name === "waiting" ? 1 : 0);
          }
        },
      ),
    );
  });

  test("closed stays closed", () => {
    fc.assert(
      fc.property(fc.array(input), (inputs) => {
        const closed = run([start, { type: "close" }]);
        const after = run(inputs, 0.5, closed.connection);
        expect(after.state).toEqual({ name: "stopped", reason: { cause: "closed" } });
        expect(after.effects).toEqual([]);
      }),
    );
  });
});
