import { describe, expect, test } from "vitest";
import { BotError } from "../../ports/bot.ts";
import { ask, hangs, listen, never, QUESTION, type Script, says, throws } from "../../testing/bot.fixtures.ts";
import { expectNoUnhandledRejections, guarded } from "../../testing/guard.fixtures.ts";

/** Long enough for any machine to yield what is there, short enough to wait for. */
const SHORT_MS = 150;
const ANSWERED = { kind: "answered" };
const failed = (failure: string) => ({ kind: "failed", failure });
const busy = (retryAfterMs = 0) => new BotError("unavailable", "the engine answers 429", { retryAfterMs });

expectNoUnhandledRejections();

const timers = () => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;

describe("the time that a bot has", () => {
  test("[B8] nothing comes: the reply fails in the time for the first piece, and the engine is told", async () => {
    const { bot, engine } = guarded([hangs()], { firstPieceMs: SHORT_MS });
    expect(await ask(bot)).toEqual({ pieces: [], outcome: failed("timed_out") });
    expect(engine.calls[0]?.aborted).toBe(true);
  });

  test("[B8] it stalls between two pieces", async () => {
    const { bot, engine } = guarded([hangs("a", "b")], { firstPieceMs: SHORT_MS });
    expect(await ask(bot)).toEqual({ pieces: ["a", "b"], outcome: failed("timed_out") });
    expect(engine.calls[0]?.aborted).toBe(true);
  });

  test("[B8] empty pieces are none: neither the first, nor a sign of life", async () => {
    const drips: Script = async function* (signal) {
      yield "a";
      while (!signal.aborted) {
        await new Promise((resolve) => setTimeout(resolve, 5));
        yield "";
      }
    };
    const { bot } = guarded([drips], { firstPieceMs: SHORT_MS });
    expect(await ask(bot)).toEqual({ pieces: ["a"], outcome: failed("timed_out") });
  });

  test("[B9] one that drips without an end is cut off at the deadline of the whole", async () => {
    const drips: Script = async function* (signal) {
      while (!signal.aborted) {
        await new Promise((resolve) => setTimeout(resolve, 5));
        yield "a";
      }
    };
    const { bot, engine } = guarded([drips], { deadlineMs: SHORT_MS });
    const { pieces, outcome } = await ask(bot);
    expect(outcome).toEqual(failed("timed_out"));
    expect(pieces.length).toBeGreaterThan(0);
    expect(engine.calls[0]?.aborted).toBe(true);
  });

  test("[B9] [B18] the deadline passes also when nobody asks for the next piece, and counts", async () => {
    const { bot, engine, metric } = guarded([says("a", "b")], { deadlineMs: SHORT_MS });
    const reply = bot.reply(QUESTION, new AbortController().signal);
    expect(await reply.next()).toEqual({ done: false, value: "a" });
    await expect.poll(() => engine.calls[0]?.aborted).toBe(true);
    expect(await metric("replies_failed_total")).toBe(1);
    expect((await listen(reply)).outcome).toEqual(failed("timed_out"));
    expect(await metric("replies_failed_total")).toBe(1);
  });

  test("[B8] a conversation that is not made in time is a BotError, and the engine is told", async () => {
    const { bot, engine } = guarded([never], { firstPieceMs: SHORT_MS });
    const made = bot.createConversation("s-1", new AbortController().signal);
    await expect(made).rejects.toMatchObject({ name: "BotError", failure: "timed_out" });
    expect(engine.calls[0]?.aborted).toBe(true);
  });
});

describe("asking again", () => {
  test("[B10] twice more where it does no harm, and the answer is the last attempt's", async () => {
    const { bot, engine, metric } = guarded([throws(busy()), throws(busy()), says("a", "b")]);
    expect(await ask(bot)).toEqual({ pieces: ["a", "b"], outcome: ANSWERED });
    expect(engine.calls).toHaveLength(3);
    expect(await metric("retries_total")).toBe(2);
  });

  test("[B10] not a third time", async () => {
    const { bot, engine } = guarded([throws(busy())]);
    expect((await ask(bot)).outcome).toEqual(failed("unavailable"));
    expect(engine.calls).toHaveLength(3);
  });

  test("[B10] not when the error does not allow it", async () => {
    const { bot, engine } = guarded([throws(new BotError("refused", "the engine answers 401")), says("a")]);
    expect((await ask(bot)).outcome).toEqual(failed("refused"));
    expect(engine.calls).toHaveLength(1);
  });

  test("[B10] not when a piece has come", async () => {
    const breaks: Script = async function* () {
      yield "a";
      throw busy();
    };
    const { bot, engine } = guarded([breaks, says("b")]);
    expect(await ask(bot)).toEqual({ pieces: ["a"], outcome: failed("unavailable") });
    expect(engine.calls).toHaveLength(1);
  });

  test("[B10] not before the engine allows it", async () => {
    const askedAt: number[] = [];
    const busyFor =
      (ms: number): Script =>
      (signal) => {
        askedAt.push(performance.now());
        return throws(busy(ms))(signal);
      };
    const { bot } = guarded([busyFor(SHORT_MS), says("a")]);
    await ask(bot);
    // A timer may ring up to a millisecond early.
    expect(performance.now() - (askedAt[0] ?? 0)).toBeGreaterThan(SHORT_MS - 2);
  });

  test("[B10] a pause longer than the time for the first piece is not begun", async () => {
    const { bot, engine, metric } = guarded([throws(busy(60_001)), says("a")]);
    expect((await ask(bot)).outcome).toEqual(failed("unavailable"));
    expect(engine.calls).toHaveLength(1);
    expect(await metric("retries_total")).toBe(0);
  });

  test("[B11] an abort ends the pause", async () => {
    const stop = new AbortController();
    const { bot, engine } = guarded([throws(busy(50_000)), says("a")]);
    const heard = ask(bot, stop.signal);
    await expect.poll(() => engine.calls.length).toBe(1);
    const before = timers();
    stop.abort();
    expect((await heard).outcome).toEqual(failed("timed_out"));
    expect(timers()).toBeLessThan(before);
    expect(engine.calls).toHaveLength(1);
  });

  test("[B10] conversations too", async () => {
    const refusedOnce: Script = () => Promise.reject(busy());
    const { bot, engine } = guarded([refusedOnce, async () => "c-7"]);
    expect(await bot.createConversation("s-1", new AbortController().signal)).toBe("c-7");
    expect(engine.calls).toHaveLength(2);
  });
});

describe("a caller who leaves", () => {
  const ignoresAll: Script = () => ({ next: never, return: never, throw: never });

  test.each([
    ["that hangs before its first piece", hangs(), 0],
    ["that hangs after it", hangs("a"), 1],
    ["that hangs in next and in return", ignoresAll, 0],
  ] as const)(
    "[B11] an abort ends a reply of an engine %s, and leaves nothing behind",
    async (_what, script, pieces) => {
      const before = timers();
      const stop = new AbortController();
      const { bot, engine, metric } = guarded([script]);
      const reply = bot.reply(QUESTION, stop.signal);
      for (let piece = 0; piece < pieces; piece += 1) await reply.next();
      const next = reply.next();
      await expect.poll(() => engine.calls.length).toBe(1);
      stop.abort();
      expect(engine.calls[0]?.aborted).toBe(true);
      expect(await next).toEqual({ done: true, value: failed("timed_out") });
      expect(timers()).toBeLessThanOrEqual(before);
      expect(await metric("replies_left_total")).toBe(1);
      expect(await metric("replies_failed_total")).toBe(0);
    },
  );

  test("[B11] who stops listening in the middle ends the call, and the adapter's own last steps are done", async () => {
    const before = timers();
    let cleanedUp = false;
    const script: Script = async function* () {
      try {
        yield "a";
        yield "b";
      } finally {
        cleanedUp = true;
      }
    };
    const { bot, engine } = guarded([script]);
    const reply = bot.reply(QUESTION, new AbortController().signal);
    await reply.next();
    await reply.return({ kind: "failed", failure: "too_long" });
    expect(engine.calls[0]?.aborted).toBe(true);
    await expect.poll(() => cleanedUp).toBe(true);
    expect(timers()).toBeLessThanOrEqual(before);
  });

  test("[B11] what the engine says and throws after the abort is heard by nobody", async () => {
    const stop = new AbortController();
    const late: Script = async function* (signal) {
      await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
      yield "too late";
      throw new Error("much too late");
    };
    const { bot, lines } = guarded([late]);
    const heard = ask(bot, stop.signal);
    stop.abort();
    expect(await heard).toEqual({ pieces: [], outcome: failed("timed_out") });
    expect(lines).toEqual([]);
  });

  test("[B11] one who has left before is not answered, and the engine not asked", async () => {
    const { bot, engine } = guarded([says("a")]);
    expect(await ask(bot, AbortSignal.abort())).toEqual({ pieces: [], outcome: failed("timed_out") });
    expect(engine.calls).toHaveLength(0);
  });

  test("[B11] an abort ends the making of a conversation", async () => {
    const stop = new AbortController();
    const { bot, engine } = guarded([never]);
    const made = bot.createConversation("s-1", stop.signal);
    stop.abort();
    await expect(made).rejects.toMatchObject({ failure: "timed_out" });
    expect(engine.calls[0]?.aborted).toBe(true);
  });

  test("[B11] a conversation that fails leaves no timer", async () => {
    const before = timers();
    const { bot } = guarded([() => Promise.reject(new BotError("refused", "the engine answers 401"))]);
    await bot.createConversation("s-1", new AbortController().signal).catch(() => null);
    expect(timers()).toBeLessThanOrEqual(before);
  });

  test("[B11] a reply that ends well is not aborted afterwards, and leaves no timer and no listener", async () => {
    const before = timers();
    const stop = new AbortController();
    const { bot, engine } = guarded([says("a")]);
    await ask(bot, stop.signal);
    stop.abort();
    expect(engine.calls[0]?.aborted).toBe(false);
    expect(timers()).toBeLessThanOrEqual(before);
  });
});
