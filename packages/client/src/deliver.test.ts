import type { SessionStatus } from "@baton/protocol";
import { describe, expect, test } from "vitest";
import { deliver, type Route } from "./deliver.ts";
import { ApiError, type ApiErrorCode } from "./errors.ts";

const refusal = (status: number, code: ApiErrorCode) => new ApiError({ status, code, message: code });
const noAnswer = refusal(0, "NETWORK");
const place = { message_id: "msg_1", seq: 3, timestamp: 1 };

/** Delivers one message over routes that fail in turn as told, then succeed. */
async function run(
  status: SessionStatus,
  failures: ApiError[],
  options: {
    online?: () => boolean;
    route?: Route;
    isDone?: (calls: number) => boolean;
    mayRepeat?: (calls: number) => boolean;
    opening?: ApiError[];
  } = {},
) {
  const calls: string[] = [];
  const routes: Route[] = [];
  const waits: number[] = [];
  const answer = async <Answer>(route: string, key: string | undefined, value: Answer): Promise<Answer> => {
    calls.push(`${route} ${key}`);
    const failure = failures.shift();
    if (failure !== undefined) throw failure;
    return value;
  };
  const result = await deliver(
    { key: "k", content: "x", route: options.route },
    {
      async sessionName() {
        const failure = options.opening?.shift();
        if (failure !== undefined) throw failure;
        return "s";
      },
      onRoute: (route) => routes.push(route),
      isDone: () => options.isDone?.(calls.length) ?? false,
      api: {
        chat: (body) =>
          answer("chat", body.client_message_id, {
            success: true,
            message: "",
            session_name: "s" as never,
            conversation_id: null,
            status,
          }),
        postManualMessage: (body) => answer("manual", body.client_message_id, place),
      },
      status: () => status,
      mayRepeat: () => options.mayRepeat?.(calls.length) ?? true,
      wait: async (delayMs, asked) => void waits.push(asked ? -delayMs : delayMs),
      random: () => 0.5,
      isOnline: options.online ?? (() => true),
    },
  ).catch((error: unknown) => error);
  return { result, calls, waits, routes };
}

describe("delivering a message", () => {
  test.each([
    ["bot_active", "chat"],
    ["closed", "chat"],
    ["pending_manual", "manual"],
    ["manual_live", "manual"],
  ] as const)("in %s goes to %s", async (status, route) => {
    expect((await run(status, [])).calls).toEqual([`${route} k`]);
  });

  test("changes the route when the refusal says so, and tells the place only where the route does", async () => {
    const toPerson = await run("bot_active", [refusal(409, "SESSION_IN_MANUAL_MODE")]);
    expect(toPerson).toMatchObject({ calls: ["chat k", "manual k"], waits: [], result: place });
    for (const code of ["NOT_IN_MANUAL", "SESSION_CLOSED"] as const) {
      const toBot = await run("manual_live", [refusal(409, code)]);
      expect(toBot).toMatchObject({ calls: ["manual k", "chat k"], result: undefined });
    }
  });

  test("does not go back and forth for ever", async () => {
    const refusals = ["SESSION_IN_MANUAL_MODE", "NOT_IN_MANUAL", "SESSION_IN_MANUAL_MODE", "NOT_IN_MANUAL"] as const;
    const { result, calls } = await run(
      "bot_active",
      refusals.map((code) => refusal(409, code)),
    );
    expect(calls).toHaveLength(4);
    expect(result).toMatchObject({ code: "NOT_IN_MANUAL" });
  });

  test("repeats with the same key, ever later, for as long as the service is down", async () => {
    const { result, calls, waits } = await run(
      "bot_active",
      Array.from({ length: 20 }, () => noAnswer),
    );
    expect(calls).toEqual(Array.from({ length: 21 }, () => "chat k"));
    expect(waits.slice(0, 7)).toEqual([500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000]);
    expect(result).toBeUndefined();
  });

  test("[K5] waits at least as long as it was asked to, whatever else happens, but not beyond five minutes", async () => {
    const busy = new ApiError({ status: 429, code: "RATE_LIMITED", message: "", retryAfterMs: 7_000 });
    // Negative: nothing may cut it short.
    expect((await run("bot_active", [busy])).waits).toEqual([-7_500]);
    const absurd = new ApiError({ status: 429, code: "RATE_LIMITED", message: "", retryAfterMs: 1e9 });
    expect((await run("bot_active", [absurd])).waits).toEqual([-300_500]);
  });

  test("[K25] is not repeated once the server may have forgotten its key", async () => {
    const { result, calls } = await run(
      "bot_active",
      Array.from({ length: 20 }, () => noAnswer),
      {
        mayRepeat: (count) => count < 3,
      },
    );
    expect(calls).toHaveLength(3);
    expect(result).toMatchObject({ code: "NETWORK" });
    const inFlight = refusal(409, "IDEMPOTENCY_IN_FLIGHT");
    expect((await run("bot_active", [inFlight], { mayRepeat: () => false })).calls).toHaveLength(1);
  });

  test("repeats while the first attempt is still under way, and never what was refused for good", async () => {
    expect((await run("bot_active", [refusal(409, "IDEMPOTENCY_IN_FLIGHT")])).calls).toHaveLength(2);
    const { calls, result } = await run("bot_active", [refusal(413, "TOO_LARGE")]);
    expect(calls).toHaveLength(1);
    expect(result).toMatchObject({ code: "TOO_LARGE" });
  });

  test("waits out an attempt that is under way, which is no failure, but not for ever", async () => {
    const inFlight = (times: number) => Array.from({ length: times }, () => refusal(409, "IDEMPOTENCY_IN_FLIGHT"));
    const { calls, waits, result } = await run("manual_live", inFlight(60));
    expect(calls).toHaveLength(61);
    expect(new Set(waits)).toEqual(new Set([1_500]));
    expect(result).toEqual(place);
    expect((await run("manual_live", inFlight(1_000))).result).toMatchObject({ code: "IDEMPOTENCY_IN_FLIGHT" });
  });

  test("begins again on the route on which it was tried before, whatever the status is now", async () => {
    expect((await run("manual_live", [noAnswer], { route: "bot" })).calls).toEqual(["chat k", "chat k"]);
    const refused = await run("manual_live", [refusal(409, "SESSION_IN_MANUAL_MODE")], { route: "bot" });
    expect(refused).toMatchObject({ calls: ["chat k", "manual k"], routes: ["person"] });
  });

  test("a session that cannot be made yet is one more attempt without an answer", async () => {
    const { calls, waits, routes } = await run("bot_active", [], { opening: [noAnswer, noAnswer] });
    expect({ calls, waits, routes }).toEqual({ calls: ["chat k"], waits: [500, 1_000], routes: ["bot"] });
  });

  test("stops once it is seen to have arrived", async () => {
    const failures = Array.from({ length: 20 }, () => noAnswer);
    const { calls, result } = await run("bot_active", failures, { isDone: (count) => count === 2 });
    expect(calls).toHaveLength(2);
    expect(result).toBeUndefined();
  });

  test("attempts without a network do not count", async () => {
    let asked = 0;
    const { calls, result } = await run(
      "manual_live",
      Array.from({ length: 30 }, () => noAnswer),
      {
        online: () => ++asked > 50,
      },
    );
    expect(calls).toHaveLength(31);
    expect(result).toEqual(place);
  });
});
