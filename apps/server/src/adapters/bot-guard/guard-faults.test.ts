import { describe, expect, test } from "vitest";
import { BotError } from "../../ports/bot.ts";
import { ask, endsWith, hangs, listen, QUESTION, type Script, says, throws } from "../../testing/bot.fixtures.ts";
import { expectNoUnhandledRejections, guarded } from "../../testing/guard.fixtures.ts";

/** Long enough for any machine to yield what is there, short enough to wait for. */
const SHORT_MS = 150;
const ANSWERED = { kind: "answered" };
const failed = (failure: string) => ({ kind: "failed", failure });

expectNoUnhandledRejections();

const timers = () => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;

describe("an adapter that is wrong", () => {
  const thrower: Script = () => {
    throw new TypeError("customer's own words");
  };
  const over: Script = () => ({
    next: async () => ({ done: true, value: undefined }),
    return: async () => ({ done: true }),
  });
  const withoutReturn: Script = () => ({ next: async () => ({ done: false, value: 7 }) });

  test.each([
    ["throws before it gives a generator", thrower],
    ["gives nothing", () => undefined],
    ["gives a generator that gives nothing", () => ({ next: async () => undefined })],
    ["throws in next, not even a promise", () => ({ next: thrower, return: thrower })],
    ["throws what is no error", throws("customer's own words")],
    ["throws an error of its own", throws(new Error("customer's own words"))],
    ["yields a number, and has no return", withoutReturn],
    ["ends without an outcome", over],
    ["ends with an outcome that does not exist", endsWith({ kind: "won" })],
    ["fails in a way that does not exist", endsWith(failed("bored"))],
    ["asks for a person without a reason", endsWith({ kind: "asks_for_person" })],
  ] as [string, Script][])("[B12] one that %s has crashed; of its words nothing is logged", async (_what, script) => {
    const before = timers();
    const { bot, lines } = guarded([script]);
    expect(await ask(bot)).toEqual({ pieces: [], outcome: failed("crashed") });
    expect(lines).toMatchObject([
      { event: "bot_reply_failed", bot: "scripted", session_name: "s-1", failure: "crashed" },
    ]);
    expect(JSON.stringify(lines)).not.toContain("customer");
    expect(timers()).toBeLessThanOrEqual(before);
  });

  test("[B12] a flood of empty pieces stops neither the timers nor the process", async () => {
    const floods: Script = async function* () {
      for (;;) yield "";
    };
    const { bot } = guarded([floods], { firstPieceMs: SHORT_MS });
    expect((await ask(bot)).outcome).toEqual(failed("timed_out"));
  });

  test("[B12] one that goes on after its end is not asked again", async () => {
    let asked = 0;
    const endsTwice: Script = () => ({
      next: async () => ({ done: ++asked > 1, value: asked > 1 ? ANSWERED : "a" }),
      return: async () => ({ done: true, value: ANSWERED }),
    });
    const { bot } = guarded([endsTwice]);
    const reply = bot.reply(QUESTION, new AbortController().signal);
    await listen(reply);
    expect(await reply.next()).toEqual({ done: true, value: undefined });
    expect(asked).toBe(2);
  });

  test("[B12] a piece of 10 MB is handed on as it is; whoever it is too long for ends the call", async () => {
    const huge = "x".repeat(10_000_000);
    const { bot, engine } = guarded([says(huge, "b")]);
    const reply = bot.reply(QUESTION, new AbortController().signal);
    expect((await reply.next()).value).toBe(huge);
    await reply.return({ kind: "failed", failure: "too_long" });
    expect(engine.calls[0]?.aborted).toBe(true);
  });

  test.each([undefined, "", 7])("[B12] a conversation called %j has no id", async (id) => {
    const { bot } = guarded([async () => id]);
    const made = bot.createConversation("s-1", new AbortController().signal);
    await expect(made).rejects.toMatchObject({ name: "BotError", failure: "crashed" });
  });
});

describe("an engine that fails again and again", () => {
  const refuses = throws(new BotError("refused", "the engine answers 401"));
  const OPEN_MS = 100;
  const breaker = { failures: 2, openMs: OPEN_MS };
  const patient = { failures: 2, openMs: 60_000 };

  test("[B13] [B14] is left alone: no call reaches it, replies fail at once, conversations too", async () => {
    const { bot, engine } = guarded([refuses], { breaker: patient });
    expect(bot.accepts()).toBe(true);
    await ask(bot);
    await ask(bot);
    expect(bot.accepts()).toBe(false);
    expect(await ask(bot)).toEqual({ pieces: [], outcome: failed("unavailable") });
    const made = bot.createConversation("s-1", new AbortController().signal);
    await expect(made).rejects.toMatchObject({ name: "BotError", failure: "unavailable" });
    expect(engine.calls).toHaveLength(2);
  });

  test("[B13] conversations that are not made count, conversations that are made do not", async () => {
    const cannot: Script = () => Promise.reject(new BotError("unavailable", "the engine answers 503"));
    const { bot } = guarded([cannot, async () => "c-1", cannot], { breaker: patient });
    const make = () => bot.createConversation("s-1", new AbortController().signal).catch(() => null);
    expect(await make()).toBeNull();
    expect(await make()).toBe("c-1");
    expect(bot.accepts()).toBe(true);
    expect(await make()).toBeNull();
    expect(bot.accepts()).toBe(false);
  });

  test.each(["unavailable", "timed_out", "refused", "crashed"] as const)(
    "[B13] %s counts, thrown or returned",
    async (failure) => {
      const { bot } = guarded([throws(new BotError(failure, "")), endsWith(failed(failure))], { breaker: patient });
      await ask(bot);
      await ask(bot);
      expect(bot.accepts()).toBe(false);
    },
  );

  test.each(["empty", "too_long"] as const)("[B13] %s does not", async (failure) => {
    const { bot } = guarded([throws(new BotError(failure, "")), endsWith(failed(failure))], { breaker: patient });
    for (let n = 0; n < 4; n += 1) expect((await ask(bot)).outcome).toEqual(failed(failure));
    expect(bot.accepts()).toBe(true);
  });

  test.each([{ kind: "answered" }, { kind: "unknown" }, { kind: "asks_for_person", reason: "a refund" }])(
    "[B13] a reply that ends with $kind breaks the row",
    async (outcome) => {
      const { bot } = guarded([refuses, endsWith(outcome, "a"), refuses, endsWith(outcome, "a")], { breaker: patient });
      for (let n = 0; n < 3; n += 1) await ask(bot);
      expect(await ask(bot)).toEqual({ pieces: ["a"], outcome });
    },
  );

  test("[B13] replies that were broken off do not count, unless the caller's own deadline did it", async () => {
    const { bot } = guarded([hangs()], { breaker: patient });
    for (let n = 0; n < 4; n += 1) {
      const leave = new AbortController();
      const heard = ask(bot, leave.signal);
      const made = bot.createConversation("s-1", leave.signal).catch(() => null);
      leave.abort();
      await Promise.all([heard, made]);
    }
    expect(bot.accepts()).toBe(true);
    await ask(bot, AbortSignal.timeout(5));
    await ask(bot, AbortSignal.any([new AbortController().signal, AbortSignal.timeout(5)]));
    expect(bot.accepts()).toBe(false);
  });

  test("[B15] [B17] is probed by one reply, and heals; health and log say so", async () => {
    let finish = () => {};
    const probe: Script = async function* () {
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      yield "I am back";
      return ANSWERED;
    };
    const { bot, engine, lines, metric } = guarded([refuses, refuses, probe], { breaker });
    await ask(bot);
    await ask(bot);
    const down = {
      status: "down",
      detail: "scripted fails since 2026-01-02 12:03 UTC (2 failures in a row, refused)",
    };
    expect(await bot.part.check()).toEqual(down);
    expect(bot.part).toMatchObject({ name: "bot", vital: false });
    expect(await metric("up")).toBe(0);
    await expect.poll(() => bot.accepts(), { interval: 10 }).toBe(true);
    const probing = ask(bot);
    await expect.poll(() => engine.calls.length).toBe(3);
    expect(bot.accepts()).toBe(false);
    expect((await ask(bot)).outcome).toEqual(failed("unavailable"));
    expect(await bot.part.check()).toEqual(down);
    finish();
    expect(await probing).toEqual({ pieces: ["I am back"], outcome: ANSWERED });
    expect(bot.accepts()).toBe(true);
    expect(await bot.part.check()).toEqual({ status: "up" });
    expect(await metric("up")).toBe(1);
    expect(lines.map(({ event }) => event).filter((event) => event !== "bot_reply_failed")).toEqual([
      "bot_left_alone",
      "bot_works_again",
    ]);
  });

  test("[B15] a conversation made is no proof: the reply after it is the probe", async () => {
    const { bot } = guarded([refuses, refuses, async () => "c-1", refuses], { breaker });
    await ask(bot);
    await ask(bot);
    await expect.poll(() => bot.accepts(), { interval: 10 }).toBe(true);
    expect(await bot.createConversation("s-1", new AbortController().signal)).toBe("c-1");
    expect((await bot.part.check()).status).toBe("down");
    expect((await ask(bot)).outcome).toEqual(failed("refused"));
    expect(bot.accepts()).toBe(false);
  });

  test("[B15] a probe that nobody listens to any more ends by itself, and lets the next one in", async () => {
    const { bot } = guarded([refuses, refuses, says("a", "b"), says("c")], { breaker, deadlineMs: SHORT_MS });
    await ask(bot);
    await ask(bot);
    await expect.poll(() => bot.accepts(), { interval: 10 }).toBe(true);
    await bot.reply(QUESTION, new AbortController().signal).next();
    expect(bot.accepts()).toBe(false);
    await expect.poll(async () => (await ask(bot)).outcome, { interval: 10 }).toEqual(ANSWERED);
    expect((await bot.part.check()).status).toBe("up");
  });
});
