import dns from "node:dns";
import { createServer } from "node:net";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { BotError, type BotOutcome } from "../../ports/bot.ts";
import { createBench, request } from "../../testing/doubles/openai/openai-bot.fixtures.ts";
import type { OpenaiMisbehaviour } from "../../testing/doubles/openai/openai-double.ts";
import { expectToFit } from "../../testing/memory.ts";
import { ownMsUntil } from "../../testing/own-time.ts";

const bench = createBench();

/** What nobody may find in a log or an error: the key, and what the customer wrote. */
const KEY = "sk-very-secret";
const WORDS = "my name is Anna and my card is 4111";

type End = BotOutcome | BotError;

/** How a reply to a customer's words ends, thrown or not, and what came before. */
async function end(ask: (question: string) => Promise<{ outcome: BotOutcome; text: string }>): Promise<End> {
  const ended = await ask(WORDS).then(
    ({ outcome }) => outcome,
    (error: unknown) => error,
  );
  if (ended instanceof BotError) {
    expect(ended.cause).toBeUndefined();
    expect(ended.message).not.toMatch(/Anna|4111|secret|upstream/);
    return ended;
  }
  expect(ended).not.toBeInstanceOf(Error);
  return ended as BotOutcome;
}

const startWithKey = () => bench({ apiKey: KEY, answer: () => ({ text: "one two three" }) }, { apiKey: KEY });

describe("what goes wrong before the reply", () => {
  test.each<[OpenaiMisbehaviour, BotError["failure"], number | null, string]>([
    ["reset_before_first_byte", "unavailable", null, "the engine could not be reached (ECONNRESET)"],
    ["status_401", "refused", null, "the engine answered 401: is the API key right?"],
    ["status_429", "unavailable", 0, "the engine answered 429"],
    ["status_500", "unavailable", 0, "the engine answered 500"],
    ["status_503", "unavailable", 0, "the engine answered 503"],
    ["html_page", "crashed", null, "the engine's answer was no event stream"],
  ])("[B5] [B6] %s: %s, again after %s ms", async (kind, failure, retryAfterMs, message) => {
    const { double, ask, logged } = await startWithKey();
    double.misbehave(kind);
    expect(await end(ask)).toMatchObject({ failure, retryAfterMs, message });
    expect(double.seen.requests).toHaveLength(1);
    expect(JSON.stringify(logged)).not.toMatch(/Anna|secret/);
    await expect.poll(double.seen.underWay).toBe(0);
  });

  test.each([
    ["7", 7_000, 7_000],
    ["0.25", 250, 250],
    ["soon", 0, 0],
    ["-3", 0, 0],
    [60_000, 50_000, 60_000],
    [-60_000, 0, 0],
  ])("[B6] Retry-After: %s, a number being the date in so many milliseconds", async (wanted, least, most) => {
    const { double, ask } = await startWithKey();
    const retryAfter = typeof wanted === "string" ? wanted : new Date(Date.now() + wanted).toUTCString();
    double.misbehave("status_429", { retryAfter });
    const { retryAfterMs } = (await end(ask)) as BotError;
    expect(retryAfterMs).toBeGreaterThanOrEqual(least);
    expect(retryAfterMs).toBeLessThanOrEqual(most);
  });

  test.each([
    ["retry-after-ms", { status: 429, headers: { "retry-after-ms": "120.4", "retry-after": "1" } }, "unavailable", 121],
    ["a quota used up", { status: 429, error: { code: "insufficient_quota" } }, "refused", null],
    ["a request that took too long", { status: 408 }, "unavailable", null],
    ["a conflict", { status: 409 }, "unavailable", null],
    ["too early", { status: 425 }, "unavailable", null],
    ["a question that is too long", { status: 413 }, "declined", null],
    ["422", { status: 422 }, "declined", null],
    ["a filtered question", { status: 400, error: { code: "content_filter" } }, "declined", null],
    ["another 400", { status: 400, error: { message: `bad: ${WORDS}` } }, "declined", null],
    ["403", { status: 403 }, "refused", null],
    ["404", { status: 404 }, "refused", null],
    ["500 with a page of 10 MB", { status: 500, body: "x".repeat(10_000_000) }, "unavailable", 0],
    ["no body", { status: 204 }, "crashed", null],
    ["JSON that is no stream", { status: 200, body: '{"error":{"message":"no"}}' }, "crashed", null],
    ["a stream of nonsense", { status: 200, body: "data: nonsense\n\n" }, "crashed", null],
    ["a stream that the SDK stumbles over", { status: 200, body: 'data: {"choices":[null]}\n\n' }, "crashed", null],
    ["an error in a stream", { status: 200, body: `data: {"error":{"message":"${WORDS}"}}\n\n` }, "unavailable", null],
    ["a filter in a stream", { status: 200, body: 'data: {"error":{"code":"content_filter"}}\n\n' }, "declined", null],
  ])("[B5] [B6] %s", async (_, respond, failure, retryAfterMs) => {
    const { ask, double } = await bench({ apiKey: KEY, respond: () => respond }, { apiKey: KEY });
    expect(await end(ask)).toMatchObject({ failure, retryAfterMs });
    expect(double.seen.requests).toHaveLength(1);
  });

  test("[B5] a redirect is not followed: the conversation goes to no address that the operator has not named", async () => {
    const { double: elsewhere } = await bench();
    const headers = { location: `${elsewhere.url}/chat/completions` };
    const { ask } = await bench({ respond: () => ({ status: 307, headers }) });
    expect(await end(ask)).toMatchObject({ failure: "refused", message: "the engine answered 307" });
    expect(elsewhere.seen.connections()).toBe(0);
  });

  test("[B6] nobody listens there: may be asked again at once", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address() as { port: number };
    await new Promise((resolve) => server.close(resolve));
    const { ask } = await bench({}, { baseUrl: `http://127.0.0.1:${port}/v1` });
    const message = "the engine could not be reached (ECONNREFUSED)";
    expect(await end(ask)).toMatchObject({ failure: "unavailable", retryAfterMs: 0, message });
  });

  test("[B6] the name is not known: may be asked again at once", async () => {
    const { ask } = await bench({}, { baseUrl: "http://nothing.invalid/v1" });
    // A name server that does not answer would be waited for.
    const lookup = vi.spyOn(dns, "lookup").mockImplementation((...given: unknown[]) => {
      const tell = given.at(-1) as (error: Error) => void;
      setImmediate(tell, Object.assign(new Error("getaddrinfo ENOTFOUND"), { code: "ENOTFOUND" }));
    });
    onTestFinished(() => lookup.mockRestore());
    const message = "the engine could not be reached (ENOTFOUND)";
    expect(await end(ask)).toMatchObject({ failure: "unavailable", retryAfterMs: 0, message });
  });

  test("[B5] no answer within the deadline", async () => {
    const { double, ask } = await bench({}, { deadlineMs: 100 });
    double.misbehave("hang_before_first_byte");
    expect(await end(ask)).toMatchObject({ failure: "timed_out", retryAfterMs: null });
    await expect.poll(double.seen.underWay).toBe(0);
  });
});

describe("what goes wrong in the middle of the reply", () => {
  test.each<[OpenaiMisbehaviour, BotError["failure"]]>([
    ["reset_after_first_piece", "unavailable"],
    ["cut_event", "crashed"],
    ["no_end_marker", "unavailable"],
  ])("[B5] [B6] %s: %s, and not to be asked again", async (kind, failure) => {
    const { double, bot, ask } = await startWithKey();
    double.misbehave(kind);
    const pieces = bot.reply(request(WORDS), new AbortController().signal);
    expect((await pieces.next()).value).toBe("one");
    await pieces.return({ kind: "answered" });
    expect(await end(ask)).toMatchObject({ failure, retryAfterMs: null });
  });

  test("broken UTF-8 is shown as such and breaks nothing", async () => {
    const { double, ask } = await startWithKey();
    double.misbehave("broken_utf8");
    const { text, outcome } = await ask(WORDS);
    expect(text).toMatch(/^one.*\ufffd.* three$/);
    expect(outcome).toEqual({ kind: "answered" });
  });

  test("a reply that comes byte by byte is a reply", async () => {
    const { double, ask } = await startWithKey();
    double.misbehave("byte_a_second", { byteEveryMs: 0 });
    expect(await ask(WORDS)).toMatchObject({ text: "one two three", outcome: { kind: "answered" } });
  });

  test("of two conversations answered crosswise nothing stays for the next reply", async () => {
    const { double, ask } = await bench({ answer: ({ messages }) => ({ text: String(messages.at(-1)?.content) }) });
    double.misbehave("crosswise", { times: 2 });
    const [anna, ben] = await Promise.all([ask("I am Anna"), ask("I am Ben")]);
    // Chat completions carry nothing by which this could be seen.
    expect([anna.text, ben.text]).toEqual([expect.stringContaining("I am Ben"), expect.stringContaining("I am Anna")]);
    expect((await ask("I am Anna")).text).not.toContain("Ben");
  });
});

describe("memory", () => {
  test.each(["huge_event", "huge_stream"] as const)("[B5] %s of 100 MB ends early", async (kind) => {
    const { double, bot } = await startWithKey();
    double.misbehave(kind);
    let characters = 0;
    const read = async () => {
      for await (const piece of bot.reply(request(WORDS), new AbortController().signal)) characters += piece.length;
    };
    await expectToFit(50_000_000, () =>
      expect(read()).rejects.toMatchObject({ failure: "too_long", retryAfterMs: null }),
    );
    expect(characters).toBeLessThan(17_000_000);
    await expect.poll(double.seen.underWay).toBe(0);
  });
});

describe("stopping", () => {
  test.each(["hang_before_first_byte", "hang_after_first_piece", "byte_a_second", "huge_stream"] as const)(
    "[B3] %s: the call ends within a second of the signal, and nothing is thrown",
    async (kind) => {
      const { double, bot } = await startWithKey();
      double.misbehave(kind, { bytes: 1e12 });
      const stop = new AbortController();
      const reply = bot.reply(request(WORDS), stop.signal);
      const first = reply.next();
      if (kind === "hang_after_first_piece" || kind === "huge_stream") await first;
      await expect.poll(double.seen.underWay).toBe(1);
      stop.abort(new Error(WORDS));
      expect(await ownMsUntil(expect.poll(double.seen.underWay).toBe(0))).toBeLessThan(1_000);
      await first;
      expect(await reply.next()).toMatchObject({ done: true });
    },
  );

  test("[B3] the call ends also while nobody asks for the next piece", async () => {
    const { double, bot } = await startWithKey();
    double.misbehave("hang_after_first_piece");
    const stop = new AbortController();
    const reply = bot.reply(request(WORDS), stop.signal);
    await reply.next();
    stop.abort();
    expect(await ownMsUntil(expect.poll(double.seen.underWay).toBe(0))).toBeLessThan(1_000);
    expect(await reply.next()).toEqual({ done: true, value: { kind: "failed", failure: "timed_out" } });
  });
});
