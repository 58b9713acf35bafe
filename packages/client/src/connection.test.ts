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
  test("[K1] starts once, opens, and goes on after an end", () => {
    expect(run([start]).effects).toEqual([{ type: "unschedule" }, { type: "connect" }]);
    expect(run([start, start]).effects).toEqual([]);
    expect(run([start, opened]).state).toMatchObject({ name: "open" });
    expect(run([start, opened, ended]).state).toMatchObject({ name: "waiting", attempt: 1 });
    expect(run([start, opened, ended, timer]).state).toMatchObject({ name: "connecting", attempt: 1 });
  });

  test("[K8] an attempt without an answer fails after the connect time-out, not before", () => {
    expect(run([start, rules.connectTimeoutMs - 1, { type: "watchdog" }]).state.name).toBe("connecting");
    expect(run([start, rules.connectTimeoutMs, { type: "watchdog" }]).state.name).toBe("waiting");
  });
});

describe("waiting", () => {
  test("[K3] the first retry comes within half a second, later ones within a doubling bound of at most 30 s", () => {
    const almostOne = 0.999_999;
    expect(backoffMs(0, almostOne, rules)).toBeLessThan(500);
    expect(backoffMs(3, almostOne, rules)).toBe(3_999);
    expect(backoffMs(20, almostOne, rules)).toBe(29_999);
    expect(backoffMs(2_000, 0, rules)).toBe(0);
  });

  test("[K3] a connection that broke at once counts as a failure, one that lived starts from the beginning", () => {
    expect(run([start, opened, failed, timer, opened, failed]).state).toMatchObject({ name: "waiting", attempt: 2 });
    expect(run([start, opened, failed, timer, opened, rules.stableAfterMs, failed]).state).toMatchObject({
      attempt: 1,
    });
  });

  test.each([408, 425, 429, 500, 502, 503])("[K2] status %i waits and tries again", (status) => {
    expect(run([start, refusedWith(status)]).state.name).toBe("waiting");
  });

  test("[K5] Retry-After is obeyed, by timer only, and not believed beyond five minutes", () => {
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
  test.each([400, 403, 404, 410, 422])("[K2] status %i stops with its reason", (status) => {
    const { state, effects } = run([start, refusedWith(status, { code: "NOT_FOUND" })]);
    expect(state).toEqual({ name: "stopped", reason: { cause: "refused", status, code: "NOT_FOUND" } });
    expect(effects).toContainEqual({ type: "abort" });
  });

  test("[K2] 204 stops: there is nothing more", () => {
    expect(run([start, refusedWith(204)]).state).toEqual({ name: "stopped", reason: { cause: "ended" } });
  });

  const unauthenticated = refusedWith(401, { code: "UNAUTHENTICATED" });
  const renewed = [start, unauthenticated, { type: "refreshed", ok: true }] as const;

  test("[K4] 401 asks for a new token, and stops when that is refused, too", () => {
    expect(run([start, unauthenticated]).effects).toEqual([{ type: "refresh" }]);
    expect(run([...renewed, unauthenticated]).state).toEqual({
      name: "stopped",
      reason: { cause: "unauthenticated" },
    });
    expect(run([...renewed, opened, ended, timer, unauthenticated]).state.name).toBe("refreshing");
  });

  test.each(["timer", "online", "visible"] as const)(
    "[K4] after a wait that ends by %s, a new token may have ended: a 401 asks for another, after ever longer waits",
    (type) => {
      const again = run([...renewed, failed, 86_400_000, { type }, unauthenticated]);
      expect(again.effects).toEqual([{ type: "refresh" }]);
      const round = [timer, unauthenticated, { type: "refreshed", ok: true }, failed] as const;
      expect(run([...renewed, failed, ...round, ...round]).state).toMatchObject({ name: "waiting", attempt: 3 });
    },
  );

  test("[K4] a gateway's 401 asks for a new token as well, and waits when that does not help", () => {
    for (const foreign of [refusedWith(401), refusedWith(401, { code: "UNEXPECTED" })]) {
      expect(run([start, foreign]).effects).toEqual([{ type: "refresh" }]);
      expect(run([start, foreign, { type: "refreshed", ok: true }, foreign]).state.name).toBe("waiting");
      expect(run([...renewed, foreign, timer, foreign, { type: "refreshed", ok: true }, foreign]).state).toMatchObject({
        name: "waiting",
        attempt: 2,
      });
    }
  });

  test("[K4] no new token stops; not knowing whether there is one waits", () => {
    expect(run([start, unauthenticated, { type: "refreshed", ok: false }]).state.name).toBe("stopped");
    expect(run([start, unauthenticated, { type: "refresh_failed" }]).state.name).toBe("waiting");
  });
});

describe("surroundings", () => {
  test("[K7] offline retries rarely, online at once", () => {
    const off = run([start, { type: "offline" }, failed]);
    expect(off.effects).toContainEqual({ type: "schedule", delayMs: 30_000 });
    expect(run([{ type: "online" }], 0.5, off.connection).state).toMatchObject({ name: "connecting", attempt: 0 });
  });

  test("[K7] an open connection from before the gap is replaced, one that saw no gap is kept", () => {
    expect(run([start, opened, { type: "offline" }, { type: "online" }]).effects.map(({ type }) => type)).toEqual([
      "abort",
      "unschedule",
      "connect",
    ]);
    expect(run([start, opened, { type: "online" }]).effects).toEqual([]);
  });

  test("[K8] 45 s without a byte mean a dead connection, whether the watchdog or the user's return notices", () => {
    for (const type of ["watchdog", "visible"] as const) {
      expect(run([start, opened, 44_999, { type }]).state.name).toBe("open");
      expect(run([start, opened, 45_000, { type }]).state.name).toBe("connecting");
      expect(run([start, opened, 30_000, { type: "bytes" }, 30_000, { type }]).state.name).toBe("open");
    }
  });

  test("[K8] a clock that was put back tells nothing: what it cannot vouch for is connected anew", () => {
    expect(run([start, opened, -3_600_000, { type: "watchdog" }]).state.name).toBe("connecting");
    expect(run([start, -3_600_000, { type: "watchdog" }]).state.name).toBe("waiting");
  });

  test("[K6] a hidden page waits four times as long, keeps what is open, and being shown again ends a wait", () => {
    const hidden = { type: "hidden" } as const;
    const visible = { type: "visible" } as const;
    const delays = (inputs: ConnectionInput[]) =>
      run(inputs, 0.999).effects.flatMap((effect) => (effect.type === "schedule" ? [effect.delayMs] : []));
    expect(delays([start, opened, failed])).toEqual([499]);
    expect(delays([start, opened, hidden, failed])).toEqual([1_996]);
    expect(delays([start, opened, hidden, visible, failed])).toEqual([499]);
    expect(run([start, opened, hidden]).effects).toEqual([]);
    expect(run([start, hidden, failed, visible]).state.name).toBe("connecting");
    expect(run([start, failed, visible]).state.name).toBe("connecting");
  });

  test("[K6] a page that rests lets go what is open, and connects at once when it is its turn or it is shown", () => {
    const rest = { type: "rest" } as const;
    const resting = run([start, opened, { type: "hidden" }, rest]);
    expect(resting).toMatchObject({ state: { name: "idle" }, effects: [{ type: "abort" }] });
    for (const type of ["online", "offline", "hidden", "watchdog", "rest"] as const) {
      expect(run([{ type }], 0.5, resting.connection)).toMatchObject({ state: { name: "idle" }, effects: [] });
    }
    for (const type of ["visible", "turn"] as const) {
      const awake = run([{ type }], 0.5, resting.connection);
      expect(awake.state).toMatchObject({ name: "connecting", attempt: 0 });
      expect(run([opened], 0.5, awake.connection).state.name).toBe("open");
    }
  });

  test("[K6] what is not open when a page begins to rest is let go when it opens", () => {
    const rest = { type: "rest" } as const;
    expect(run([start, rest, opened])).toMatchObject({ state: { name: "idle" }, effects: [{ type: "abort" }] });
    expect(run([start, failed, rest]).state.name).toBe("waiting");
    expect(run([start, failed, rest, timer, opened]).state.name).toBe("idle");
    expect(run([start, rest, { type: "turn" }, opened]).state.name).toBe("open");
  });

  test("[K5] what the server asked for is waited out, shown again or not", () => {
    const asked = run([start, refusedWith(503, { retryAfterMs: 8_000 }), { type: "visible" }, { type: "online" }]);
    expect(asked.state.name).toBe("waiting");
  });
});

describe("whatever happens", () => {
  const input: fc.Arbitrary<ConnectionInput | number> = fc.oneof(
    fc.nat(60_000),
    fc.constantFrom<ConnectionInput>(
      ...[start, opened, failed, ended, timer, { type: "bytes" as const }, { type: "watchdog" as const }],
      ...[
        { type: "online" as const },
        { type: "offline" as const },
        { type: "visible" as const },
        { type: "hidden" as const },
        { type: "rest" as const },
        { type: "turn" as const },
      ],
      ...[
        { type: "refreshed" as const, ok: true },
        { type: "refreshed" as const, ok: false },
      ],
      ...[
        { type: "refresh_failed" as const },
        refusedWith(401),
        refusedWith(401, { code: "UNAUTHENTICATED" }),
        refusedWith(503),
        refusedWith(429, { retryAfterMs: 5e3 }),
      ],
    ),
  );

  test("[K1] there is one connection at most, one timer at most, and never a wait without a timer", () => {
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
            if (connection.state.name === "idle") expect(connection).toMatchObject({ resting: true });
            if (connection.state.name === "idle") expect(connections).toBe(0);
          }
        },
      ),
    );
  });

  test("[K1] closed stays closed", () => {
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
