import type { SessionStatus } from "@baton/protocol";
import { describe, expect, test } from "vitest";
import { ApiError, type ApiErrorCode } from "./errors.ts";
import { deliver } from "./outbox.ts";

const refusal = (status: number, code: ApiErrorCode) => new ApiError({ status, code, message: code });
const noAnswer = refusal(0, "NETWORK");
const place = { message_id: "msg_1", seq: 3, timestamp: 1 };

/** Delivers one message over routes that fail in turn as told, then succeed. */
async function run(status: SessionStatus, failures: ApiError[], options: { online?: () => boolean } = {}) {
  const calls: string[] = [];
  const waits: number[] = [];
  const answer = async <Answer>(route: string, key: string | undefined, value: Answer): Promise<Answer> => {
    calls.push(`${route} ${key}`);
    const failure = failures.shift();
    if (failure !== undefined) throw failure;
    return value;
  };
  const result = await deliver(
    { sessionName: "s", key: "k", content: "x" },
    {
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
      wait: async (delayMs) => void waits.push(delayMs),
      random: () => 0.5,
      isOnline: options.online ?? (() => true),
    },
  ).catch((error: unknown) => error);
  return { result, calls, waits };
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

  test("repeats with the same key, ever later, and gives up after eight attempts", async () => {
    const { result, calls, waits } = await run(
      "bot_active",
      Array.from({ length: 20 }, () => noAnswer),
    );
    expect(calls).toEqual(Array.from({ length: 8 }, () => "chat k"));
    expect(waits).toEqual([500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000]);
    expect(result).toBe(noAnswer);
  });

  test("waits at least as long as it was asked to", async () => {
    const busy = new ApiError({ status: 429, code: "RATE_LIMITED", message: "", retryAfterMs: 7_000 });
    expect((await run("bot_active", [busy])).waits).toEqual([7_000]);
  });

  test("repeats while the first attempt is still under way, and never what was refused for good", async () => {
    expect((await run("bot_active", [refusal(409, "IDEMPOTENCY_IN_FLIGHT")])).calls).toHaveLength(2);
    const { calls, result } = await run("bot_active", [refusal(413, "TOO_LARGE")]);
    expect(calls).toHaveLength(1);
    expect(result).toMatchObject({ code: "TOO_LARGE" });
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
