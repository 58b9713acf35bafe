import { describe, expect, onTestFinished, test, vi } from "vitest";
import { type Bot, BotError } from "../../ports/bot.ts";
import {
  ask,
  endsWith,
  hangs,
  listen,
  never,
  QUESTION,
  type Script,
  says,
  throws,
} from "../../testing/bot.fixtures.ts";
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
  const asker = (sessionName: string) => ({ ...QUESTION, sessionName });
  /** How long it is left alone depends on the test alone. */
  const stopTheClock = () => {
    vi.useFakeTimers({ toFake: ["performance"] });
    onTestFinished(() => void vi.useRealTimers());
    return (ms: number) => void vi.advanceTimersByTime(ms);
  };
  const askAs = (bot: Bot, sessionName: string, signal?: AbortSignal) => ask(bot, signal, asker(sessionName));

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
      await askAs(bot, "a");
      await askAs(bot, "b");
      expect(bot.accepts()).toBe(false);
    },
  );

  test.each(["timed_out", "crashed"] as const)(
    "[B13] %s of one session's replies and conversations leaves the engine to the others",
    async (failure) => {
      const cannot = async () => Promise.reject(new BotError(failure, ""));
      const fails = throws(new BotError(failure, ""));
      const { bot } = guarded([fails, fails, cannot, cannot, cannot, cannot], { breaker: patient });
      const make = (session: string) => bot.createConversation(session, new AbortController().signal).catch(() => null);
      for (let n = 0; n < 2; n += 1) await askAs(bot, "a");
      for (let n = 0; n < 3; n += 1) await make("a");
      expect(bot.accepts()).toBe(true);
      await make("b");
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
    await askAs(bot, "a", AbortSignal.timeout(5));
    await askAs(bot, "b", AbortSignal.any([new AbortController().signal, AbortSignal.timeout(5)]));
    expect(bot.accepts()).toBe(false);
  });

  test("[B15] [B17] is probed by three replies at once, and heals; health and log say so", async () => {
    let finish = () => {};
    const probe: Script = async function* () {
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      yield "I am back";
      await never();
    };
    const { bot, engine, lines, metric } = guarded([refuses, refuses, hangs(), hangs(), probe], { breaker });
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
    const stop = new AbortController();
    const left = ["a", "b"].map((session) => askAs(bot, session, stop.signal));
    const probing = bot.reply(asker("c"), stop.signal);
    const first = probing.next();
    await expect.poll(() => engine.calls.length).toBe(5);
    expect(bot.accepts()).toBe(false);
    expect((await ask(bot)).outcome).toEqual(failed("unavailable"));
    expect(await bot.part.check()).toEqual(down);
    finish();
    expect(await first).toEqual({ done: false, value: "I am back" });
    expect(bot.accepts()).toBe(true);
    expect(await bot.part.check()).toEqual({ status: "up" });
    expect(await metric("up")).toBe(1);
    expect(lines.map(({ event }) => event).filter((event) => event !== "bot_reply_failed")).toEqual([
      "bot_left_alone",
      "bot_works_again",
    ]);
    stop.abort();
    await Promise.all([...left, probing.next()]);
  });

  test("[B15] whoever leaves a probe gets no other for a while, all others do", async () => {
    const { bot } = guarded([refuses, refuses, hangs(), says("b")], { breaker: patient });
    const later = stopTheClock();
    await ask(bot);
    await ask(bot);
    later(patient.openMs);
    expect(bot.accepts()).toBe(true);
    const leave = new AbortController();
    const heard = askAs(bot, "a", leave.signal);
    leave.abort();
    await heard;
    expect(bot.accepts("a")).toBe(false);
    expect((await askAs(bot, "a")).outcome).toEqual(failed("unavailable"));
    const made = bot.createConversation("a", new AbortController().signal);
    await expect(made).rejects.toMatchObject({ failure: "unavailable" });
    expect((await askAs(bot, "b")).outcome).toEqual(ANSWERED);
    expect(bot.accepts("a")).toBe(true);
  });

  test("[B15] a conversation made is no proof: the reply after it is the probe", async () => {
    const { bot } = guarded([refuses, refuses, async () => "c-1", refuses], { breaker: patient });
    const later = stopTheClock();
    await ask(bot);
    await ask(bot);
    later(patient.openMs);
    expect(bot.accepts()).toBe(true);
    expect(await bot.createConversation("s-1", new AbortController().signal)).toBe("c-1");
    expect((await bot.part.check()).status).toBe("down");
    expect((await ask(bot)).outcome).toEqual(failed("refused"));
    expect(bot.accepts()).toBe(false);
  });

  test("[B15] probes that nobody listens to any more end by themselves, and let the next ones in", async () => {
    const { bot, engine } = guarded([refuses, refuses, hangs(), hangs(), hangs(), says("c")], {
      breaker,
      deadlineMs: SHORT_MS,
    });
    await ask(bot);
    await ask(bot);
    await expect.poll(() => bot.accepts(), { interval: 10 }).toBe(true);
    for (const session of ["a", "b", "c"]) void bot.reply(asker(session), new AbortController().signal).next();
    expect(bot.accepts()).toBe(false);
    await expect.poll(() => engine.calls.length).toBe(5);
    await expect.poll(async () => (await askAs(bot, "d")).outcome, { interval: 10 }).toEqual(ANSWERED);
    expect((await bot.part.check()).status).toBe("up");
  });
});
