import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { BotError, type BotOutcome } from "../../ports/bot.ts";
import { listen } from "../../testing/bot.fixtures.ts";
import { type CozeBench, createBench } from "../../testing/doubles/coze/coze-bot.fixtures.ts";
import type { CozeMisbehaviour, CozeMisbehaviourOptions, Place } from "../../testing/doubles/coze/index.ts";
import { expectToFit } from "../../testing/memory.ts";
import { ownMsUntil } from "../../testing/own-time.ts";

const bench = createBench();
/** The double quotes the question in its own errors. */
const WORDS = "my name is Anna and my card is 4111";

/** How a reply ends that goes wrong: what was said before, and the error or the outcome. */
async function fail({ bot, request }: CozeBench, signal = new AbortController().signal) {
  let text = "";
  const reply = bot.reply(await request({ questions: [WORDS] }), signal);
  try {
    for (;;) {
      const next = await reply.next();
      if (next.done) return { text, end: next.value };
      text += next.value;
    }
  } catch (error) {
    return { text, end: readable(error) };
  }
}

/** All that an error may say. Whatever Coze or its SDK says may quote the customer, the token or the key. */
const SENTENCES = new RegExp(
  `^(${[
    "Coze answered with (status \\d+( and code \\d+)?|code \\d+|another conversation's reply)",
    "no answer from Coze: [A-Z_]+",
    "the chat failed with code (\\d+|none)",
    "the stream (is no UTF-8|is longer than its limit|ended before the reply was whole)",
    "an event is longer than its limit",
    "Coze's answer (is not JSON|makes no sense)",
    "the flow waits for a tool's result, and Baton has no tools",
    "stopped while Coze made a conversation",
  ].join("|")})$`,
);

function readable(error: unknown): BotError {
  if (!(error instanceof BotError)) throw new Error("the adapter threw something else", { cause: error });
  expect(error.cause).toBeUndefined();
  expect(error.message).toMatch(SENTENCES);
  return error;
}

type Row = [CozeMisbehaviour, CozeMisbehaviourOptions, string | null, BotError["failure"], number | null];

describe("[B5] [B6] what Coze does wrong in a chat", () => {
  const FIRST = "Sorr";
  test.each<Row>([
    ["reset_before_first_byte", {}, "", "unavailable", null],
    ["reset_after_first_piece", {}, FIRST, "unavailable", null],
    ["status_429", { retryAfter: "7" }, "", "unavailable", 7_000],
    ["status_429", {}, "", "unavailable", 0],
    ["status_429", { retryAfter: "soon" }, "", "unavailable", 0],
    ["status_500", {}, "", "unavailable", 0],
    ["status_503", {}, "", "unavailable", 0],
    ["html_page", {}, "", "crashed", null],
    // What stands in one packet with the broken bytes is lost with them.
    ["broken_utf8", {}, null, "crashed", null],
    ["cut_event", {}, FIRST, "crashed", null],
    ["no_end_marker", {}, "Sorry, I can't help with that.", "unavailable", null],
    ["code_in_json", { code: 4013 }, "", "unavailable", 0],
    ["code_in_json", { code: 4016 }, "", "unavailable", 1_000],
    ["code_in_json", { code: 5000 }, "", "unavailable", 0],
    ["code_in_json", { code: 4200 }, "", "refused", null],
    ["chat_failed", { code: 5000 }, "", "unavailable", null],
    ["chat_failed", { code: 4013 }, "", "unavailable", null],
    ["code_in_json", { code: 4000 }, "", "declined", null],
    ["code_in_json", { code: 4005 }, "", "declined", null],
    ["code_in_json", { code: 4027 }, "", "refused", null],
    ["chat_failed", { code: 720702204 }, "", "declined", null],
    ["chat_failed", { code: 702093018 }, "", "declined", null],
    ["chat_failed", { code: 123456789 }, "", "crashed", null],
    ["chat_failed_after_first_piece", { code: 720702204 }, FIRST, "declined", null],
    ["error_event", { code: 4000 }, FIRST, "declined", null],
    ["error_event", { code: 4200 }, FIRST, "refused", null],
    ["requires_action", {}, "", "refused", null],
  ])("%s %o: after %j it is %s, again after %s ms", async (kind, options, text, failure, retryAfterMs) => {
    const started = await bench();
    started.double.misbehave(kind, options);
    const ended = await fail(started);
    if (text !== null) expect(ended.text).toBe(text);
    expect(ended.end).toMatchObject({ name: "BotError", failure, retryAfterMs });
    await expect.poll(started.double.seen.underWay).toBe(0);
  });

  test.each([4101, 4200])(
    "[B5] code %i: of a conversation that it knew it is lost, of one that it made just now something else is missing",
    async (code) => {
      const { bot, double, request } = await bench();
      const signal = new AbortController().signal;
      const known = await request();
      await listen(bot.reply(known, signal));
      double.misbehave("code_in_json", { code });
      const failureIn = (conversationId: string) =>
        listen(bot.reply({ ...known, conversationId }, signal)).then(null, readable);
      expect(await failureIn(known.conversationId)).toMatchObject({ failure: "conversation_lost", retryAfterMs: null });
      expect(await failureIn("of-another-engine")).toMatchObject({ failure: "conversation_lost", retryAfterMs: null });
      const fresh = await bot.createConversation("s1", signal);
      expect(await failureIn(fresh)).toMatchObject({ failure: "refused", retryAfterMs: null });
    },
  );

  test("[B6] is asked once: the pauses and the further attempts are the guard's", async () => {
    const started = await bench();
    started.double.misbehave("status_503");
    await fail(started);
    expect(started.double.seen.requests.map(({ at }) => at)).toEqual(["token", "conversation", "chat"]);
  });

  test("[B6] a Retry-After that is a date", async () => {
    const started = await bench();
    started.double.misbehave("status_429", { retryAfter: new Date(Date.now() + 60_000).toUTCString() });
    const { end } = await fail(started);
    const { retryAfterMs } = end as BotError;
    expect(retryAfterMs).toBeGreaterThan(50_000);
    expect(retryAfterMs).toBeLessThanOrEqual(60_000);
  });

  test("401 for good: refused, after one new token", async () => {
    const started = await bench();
    started.double.misbehave("status_401");
    expect((await fail(started)).end).toMatchObject({ failure: "refused", retryAfterMs: null });
    expect(started.double.seen.requests.map(({ at }) => at)).toEqual([
      "token",
      "conversation",
      "chat",
      "token",
      "chat",
    ]);
  });

  test("[B7] two conversations answered crosswise: neither shows a word of the other's", async () => {
    const { bot, request, double } = await bench();
    const signal = new AbortController().signal;
    const requests = [await request({ sessionName: "s1" }), await request({ sessionName: "s2" })];
    double.misbehave("crosswise");
    const ends = await Promise.all(
      requests.map(async (one) => {
        const pieces: string[] = [];
        try {
          for await (const piece of bot.reply(one, signal)) pieces.push(piece);
          return "answered";
        } catch (error) {
          return { pieces, error: readable(error).failure };
        }
      }),
    );
    expect(ends).toEqual([
      { pieces: [], error: "crashed" },
      { pieces: [], error: "crashed" },
    ]);
  });

  test("one byte at a time is read as it comes", async () => {
    const started = await bench();
    started.double.misbehave("byte_a_second", { byteEveryMs: 0 });
    expect(await fail(started)).toEqual({ text: "Sorry, I can't help with that.", end: { kind: "answered" } });
  });
});

describe("100 MB", () => {
  test.each<[CozeMisbehaviour, BotError["failure"]]>([
    ["huge_event", "too_long"],
    ["huge_stream", "too_long"],
  ])("%s: the reply ends, and little of it was ever kept", async (kind, failure) => {
    const started = await bench();
    await started.ask();
    started.double.misbehave(kind);
    await expectToFit(50_000_000, async () => {
      const { end } = await fail(started);
      expect(end).toMatchObject({ failure, retryAfterMs: null });
    });
    await expect.poll(started.double.seen.underWay).toBe(0);
  });
});

describe("[B5] what goes wrong before the chat", () => {
  test.each<[CozeMisbehaviour, Place, BotError["failure"], number | null]>([
    ["reset_before_first_byte", "token", "unavailable", 0],
    ["status_401", "token", "refused", null],
    ["status_429", "token", "unavailable", 3_000],
    ["status_503", "token", "unavailable", 0],
    ["html_page", "token", "crashed", null],
    ["reset_before_first_byte", "conversation", "unavailable", 0],
    ["status_500", "conversation", "unavailable", 0],
    ["html_page", "conversation", "crashed", null],
    ["code_in_json", "token", "refused", null],
    ["code_in_json", "conversation", "refused", null],
  ])("%s at the %s: %s, again after %s ms", async (kind, at, failure, retryAfterMs) => {
    const { bot, double } = await bench();
    double.misbehave(kind, { at, retryAfter: "3", code: 4200 });
    const thrown = await bot.createConversation("s1", new AbortController().signal).catch(readable);
    expect(thrown).toMatchObject({ failure, retryAfterMs });
  });

  test("nobody listens there: unavailable, and it may be asked again", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address() as { port: number };
    await new Promise((resolve) => server.close(resolve));
    const { bot } = await bench({}, { apiBase: `http://127.0.0.1:${port}` });
    expect(await bot.createConversation("s1", new AbortController().signal).catch(readable)).toMatchObject({
      failure: "unavailable",
      retryAfterMs: 0,
      message: "no answer from Coze: ECONNREFUSED",
    });
  });
});

describe("[B3] an abort ends the call to Coze", () => {
  const TIMED_OUT: BotOutcome = { kind: "failed", failure: "timed_out" };

  test.each<[CozeMisbehaviour]>([["hang_before_first_byte"], ["hang_after_first_piece"], ["byte_a_second"]])(
    "during a chat that does %s",
    async (kind) => {
      const { bot, request, double } = await bench();
      double.misbehave(kind);
      const stop = new AbortController();
      const reply = listen(bot.reply(await request(), stop.signal));
      await expect.poll(() => double.seen.chats.length).toBe(1);
      await sleep(20);
      expect(double.seen.underWay()).toBe(1);
      stop.abort();
      expect((await reply).outcome).toEqual(TIMED_OUT);
      expect(await ownMsUntil(expect.poll(double.seen.underWay).toBe(0))).toBeLessThan(1_000);
    },
  );

  test.each<[Place]>([["token"], ["conversation"]])("while it is asked for a %s", async (at) => {
    const { bot, double } = await bench();
    double.misbehave("hang_before_first_byte", { at });
    const stop = new AbortController();
    const conversation = bot.createConversation("s1", stop.signal).catch(readable);
    await expect.poll(double.seen.underWay).toBe(1);
    await expect.poll(() => double.seen.requests.at(-1)?.at).toBe(at);
    stop.abort();
    expect(await conversation).toMatchObject({ failure: "timed_out" });
    expect(await ownMsUntil(expect.poll(double.seen.underWay).toBe(0))).toBeLessThan(1_000);
  });
});
