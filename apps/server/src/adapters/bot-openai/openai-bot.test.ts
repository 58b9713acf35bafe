import type { IncomingHttpHeaders } from "node:http";
import { describe, expect, test, vi } from "vitest";
import { BotError, type BotOutcome } from "../../ports/bot.ts";
import { createBench, knowledgeOf, request } from "../../testing/doubles/openai/openai-bot.fixtures.ts";
import type { OpenaiBotOptions } from "./openai-bot.ts";

const bench = createBench();

const answered: BotOutcome = { kind: "answered" };
const failed = (failure: "declined" | "empty" | "unavailable"): BotOutcome => ({ kind: "failed", failure });
const asks = (reason: string): BotOutcome => ({ kind: "asks_for_person", reason });

const said = (delta: object, finish: string | null = null) => ({
  choices: [{ index: 0, delta, finish_reason: finish }],
});
const word = (content: string) => said({ content });
const stop = (reason = "stop") => said({}, reason);
const call = (more: object) => said({ tool_calls: [more] });
const DONE = "[DONE]";

describe("what the bot is", () => {
  test("it speaks of itself in both languages; settings replace parts of it", async () => {
    const { bot } = await bench({}, { info: { zh: { name: "小速" } }, deadlineMs: 1_234 });
    expect(bot).toMatchObject({ name: "openai", deadlineMs: 1_234 });
    expect(bot.info("en")).toMatchObject({ name: "AI assistant", welcome: expect.stringContaining("human agent") });
    expect(bot.info("zh")).toMatchObject({ name: "小速", welcome: expect.stringContaining("转人工") });
  });

  test("every conversation has an id of its own that cannot be guessed", async () => {
    const { bot } = await bench();
    const { signal } = new AbortController();
    const ids = await Promise.all(Array.from({ length: 100 }, () => bot.createConversation("s", signal)));
    expect(new Set(ids).size).toBe(100);
    for (const id of ids) expect(id).toMatch(/^conv_[0-9A-HJKMNP-TV-Z]{36}$/);
  });
});

describe("what it sends", () => {
  test("model, messages, one tool, and nothing else", async () => {
    const { double, ask } = await bench();
    const history = [
      { role: "user" as const, content: "hello" },
      { role: "assistant" as const, content: "Hello!" },
    ];
    await ask("warranty?", { history });
    const [sent] = double.seen.requests;
    expect(Object.keys(sent ?? {}).toSorted()).toEqual(["messages", "model", "stream", "tools"]);
    expect(sent?.messages.map(({ role }) => role)).toEqual(["system", "user", "assistant", "user"]);
    expect(sent?.tools?.map((tool) => tool.function.name)).toEqual(["request_human"]);
  });

  test("the entries are looked up by all questions, and by what was asked before", async () => {
    const queries: unknown[] = [];
    const knowledge: OpenaiBotOptions["knowledge"] = {
      find(query, limit) {
        queries.push([query, limit]);
        return [];
      },
    };
    const { ask } = await bench({}, { knowledge });
    const history = [
      { role: "user" as const, content: "the range?" },
      { role: "assistant" as const, content: "60 km." },
    ];
    await ask("", { questions: ["and", "in winter?"], history, lang: "zh" });
    expect(queries).toEqual([[{ text: "and\nin winter?", previous: "the range?", lang: "zh" }, 4]]);
  });

  test.each([
    ["a server without a key gets none", null, undefined],
    ["a server with a key gets that one", "sk-given", "Bearer sk-given"],
  ])("%s, whatever the environment holds", async (_, apiKey, authorization) => {
    const FOUND = "from-the-environment";
    for (const name of ["API_KEY", "ADMIN_KEY", "ORG_ID", "PROJECT_ID", "BASE_URL", "WEBHOOK_SECRET"]) {
      vi.stubEnv(`OPENAI_${name}`, FOUND);
    }
    vi.stubEnv("OPENAI_CUSTOM_HEADERS", `authorization: Bearer ${FOUND}\nx-other: ${FOUND}\naccept: ${FOUND}`);
    try {
      const seen: IncomingHttpHeaders[] = [];
      const { ask } = await bench({ apiKey, onRequest: (_, headers) => seen.push(headers) }, { apiKey });
      expect((await ask("warranty?")).outcome).toEqual(answered);
      expect(seen.map((headers) => headers.authorization)).toEqual([authorization]);
      expect(JSON.stringify(seen)).not.toContain(FOUND);
    } finally {
      vi.unstubAllEnvs();
    }
  });

  test("of several conversations at once none gets another's words", async () => {
    const { ask } = await bench({ answer: ({ messages }) => ({ text: JSON.stringify(messages.slice(1)) }) });
    const replies = await Promise.all(
      Array.from({ length: 50 }, (_, at) =>
        ask(`question ${at}.`, { history: [{ role: "user", content: `before ${at}.` }] }),
      ),
    );
    for (const [at, { text }] of replies.entries())
      expect([...text.matchAll(/\d+\./g)].map(String)).toEqual([`${at}.`, `${at}.`]);
  });
});

describe("what it makes of the answer", () => {
  test("it passes the pieces on as they come, and they are the reply", async () => {
    const { ask } = await bench({ answer: () => ({ text: "Two years, 两年 🚲, from delivery." }) });
    const { pieces, text, outcome } = await ask("warranty?");
    expect(pieces.length).toBeGreaterThan(5);
    expect(text).toBe("Two years, 两年 🚲, from delivery.");
    expect(outcome).toEqual(answered);
  });

  test("it asks for a person with the model's reason; what was said before the call stands", async () => {
    const named = { name: "request_human", arguments: JSON.stringify({ reason: " wants \n a\trefund " }) };
    const { ask } = await bench({ answer: () => ({ text: "One moment.", call: named }) });
    expect(await ask("refund!")).toMatchObject({ text: "One moment.", outcome: asks("wants a refund") });
  });

  test.each([
    ["no arguments", "", "The assistant asked for a person."],
    ["no JSON", "{reason: now}", "The assistant asked for a person."],
    ["another shape", "[1]", "The assistant asked for a person."],
    ["a reason that is no text", '{"reason":{"a":1}}', "The assistant asked for a person."],
    ["an empty reason", '{"reason":" \\n "}', "The assistant asked for a person."],
    ["control characters", '{"reason":"a\\u0000b\\u001b[31mc"}', "a b [31mc"],
    ["a long reason", JSON.stringify({ reason: "x".repeat(1_000) }), "x".repeat(300)],
    ["a reason cut within a character", JSON.stringify({ reason: `${"x".repeat(299)}🚲` }), `${"x".repeat(299)}\ufffd`],
    ["arguments without an end", `{"reason":"${"x".repeat(20_000)}"}`, "The assistant asked for a person."],
  ])("the reason is one short line, also when the model gives %s", async (_, json, reason) => {
    const { ask } = await bench({ answer: () => ({ text: "", call: { name: "request_human", arguments: json } }) });
    expect((await ask("refund!")).outcome).toEqual(asks(reason));
  });

  test("without a reason the default is in the session's language", async () => {
    const { ask } = await bench({ answer: () => ({ text: "", call: { name: "request_human", arguments: "" } }) });
    expect((await ask("退款", { lang: "zh" })).outcome).toEqual(asks("智能客服请求人工协助。"));
  });

  test("a tool that it does not have is not run, and named in no log", async () => {
    const named = { name: "delete_orders_of_anna", arguments: "{}" };
    const { ask, logged } = await bench({ answer: () => ({ text: "", call: named }) });
    expect((await ask("delete!")).outcome).toEqual(failed("empty"));
    expect(logged).toEqual([{ event: "openai_unknown_tool", model: "double-1", calls: 1 }]);
    const { ask: again } = await bench({ answer: () => ({ text: "Done.", call: named }) });
    expect(await again("delete!")).toMatchObject({ text: "Done.", outcome: answered });
  });

  test.each([
    '{"tool_calls":[{"function":{"name":"request_human","arguments":"{}"}}]}',
    '<tool_call>\n{"name":"request_human","arguments":{"reason":"x"}}\n</tool_call>',
    "request_human(reason='x')",
    '[TOOL_CALLS][{"name":"request_human"}]',
  ])("a text that looks like a call is a text: %s", async (text) => {
    const { ask } = await bench({ answer: () => ({ text }) });
    expect(await ask("?")).toMatchObject({ text, outcome: answered });
  });

  test.each([
    ["length", answered],
    ["content_filter", failed("declined")],
    ["sensitive", failed("declined")],
    ["insufficient_system_resource", failed("unavailable")],
    ["eos", answered],
  ])("finish reason %s", async (finish, outcome) => {
    const { ask } = await bench({ answer: () => ({ text: "As far as it is", finish }) });
    expect(await ask("?")).toMatchObject({ text: "As far as it is", outcome });
  });

  test("an empty reply is none, nor is one of blanks", async () => {
    for (const text of ["", " \n "]) {
      const { ask } = await bench({ answer: () => ({ text }) });
      expect((await ask("?")).outcome).toEqual(failed("empty"));
    }
  });

  test("a refusal in the model's own field is a refusal", async () => {
    const { ask } = await bench({ answer: () => [said({ refusal: "I can't" }), stop(), DONE] });
    expect(await ask("?")).toMatchObject({ text: "", outcome: failed("declined") });
  });
});

describe("what compatible servers send", () => {
  const reasoned = JSON.stringify({ reason: "refund" });
  test.each<[string, unknown[], string, BotOutcome]>([
    [
      "the role first, then nulls",
      [said({ role: "assistant" }), said({ content: null }), word("Hi"), stop(), DONE],
      "Hi",
      answered,
    ],
    [
      "thoughts in a field of their own",
      [said({ reasoning_content: "hmm" }), word("Hi"), stop(), DONE],
      "Hi",
      answered,
    ],
    ["thoughts in the text", [word("<thi"), word("nk>hmm</th"), word("ink>\n\nHi"), stop(), DONE], "Hi", answered],
    [
      "content in parts",
      [
        said({
          content: [
            { type: "thinking", thinking: [] },
            { type: "text", text: "Hi" },
          ],
        }),
        stop(),
        DONE,
      ],
      "Hi",
      answered,
    ],
    [
      "chunks without choices",
      [{ choices: [] }, {}, { choices: null }, word("Hi"), stop(), { choices: [], usage: {} }, DONE],
      "Hi",
      answered,
    ],
    [
      "an empty finish reason in every chunk",
      [said({ content: "H" }, ""), said({ content: "i" }, ""), stop(), DONE],
      "Hi",
      answered,
    ],
    ["no finish reason, but an end", [word("Hi"), DONE], "Hi", answered],
    ["a finish reason, but no end", [word("Hi"), stop()], "Hi", answered],
    ["text and finish in one", [said({ content: "Hi" }, "stop"), DONE], "Hi", answered],
    [
      "a second choice",
      [word("Hi"), { choices: [{ index: 1, delta: { content: "no" } }] }, stop(), DONE],
      "Hi",
      answered,
    ],
    ["choices without index", [{ choices: [{ delta: { content: "Hi" } }] }, stop(), DONE], "Hi", answered],
    ["the halves of a character in two pieces", [word("a\ud83d"), word("\udeb2b"), stop(), DONE], "a🚲b", answered],
    ["half a character", [word("a\ud83d"), stop(), DONE], "a\ufffd", answered],
    [
      "shapes that make no sense",
      [
        3,
        "null",
        [],
        { choices: [3] },
        { choices: [{ delta: 3 }] },
        said({ content: 3, tool_calls: [null, 3, {}] }),
        word("Hi"),
        stop(),
        DONE,
      ],
      "Hi",
      answered,
    ],
    [
      "a whole call, finished with stop",
      [call({ index: 0, id: "1", function: { name: "request_human", arguments: reasoned } }), stop(), DONE],
      "",
      asks("refund"),
    ],
    [
      "a whole call without index, arguments as an object",
      [
        call({ id: "1", function: { name: "request_human", arguments: { reason: "refund" } } }),
        stop("tool_calls"),
        DONE,
      ],
      "",
      asks("refund"),
    ],
    [
      "a call that repeats its name and id",
      [
        call({ index: 0, id: "1", function: { name: "request_human", arguments: "{" } }),
        call({ index: 0, id: "1", function: { name: "request_human", arguments: '"reason":"refund"}' } }),
        stop("tool_calls"),
        DONE,
      ],
      "",
      asks("refund"),
    ],
    [
      "two calls in turns",
      [
        call({ index: 0, id: "1", function: { name: "other", arguments: "" } }),
        call({ index: 1, id: "2", function: { name: "request_human", arguments: "" } }),
        call({ index: 0, function: { arguments: "{}" } }),
        call({ index: 1, function: { arguments: reasoned } }),
        stop("tool_calls"),
        DONE,
      ],
      "",
      asks("refund"),
    ],
    [
      "two calls with one index",
      [
        call({ index: 0, id: "1", function: { name: "other", arguments: "{}" } }),
        call({ index: 0, id: "2", function: { name: "request_human", arguments: reasoned } }),
        stop("tool_calls"),
        DONE,
      ],
      "",
      asks("refund"),
    ],
    [
      "a call that the length cut",
      [call({ index: 0, id: "1", function: { name: "request_human", arguments: '{"rea' } }), stop("length"), DONE],
      "",
      asks("The assistant asked for a person."),
    ],
    ["events after the end", [word("Hi"), stop(), DONE, word("more")], "Hi", answered],
  ])("%s", async (_, events, text, outcome) => {
    const { ask } = await bench({ answer: () => events });
    expect(await ask("?")).toMatchObject({ text, outcome });
  });

  test("a server that goes on after the end of its reply is left after a second", async () => {
    const { double, ask } = await bench({ answer: () => [said({ content: "Hi" }, "stop")] });
    double.misbehave("hang_after_first_piece");
    expect(await ask("?")).toMatchObject({ text: "Hi", outcome: answered });
    await expect.poll(double.seen.underWay).toBe(0);
  });

  test("one that takes no tools is asked without them from then on, and told the other way to a person", async () => {
    const message = '"auto" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set';
    const { double, bot, ask, logged } = await bench({ refuse: ({ tools }) => (tools === undefined ? null : message) });
    const { signal } = new AbortController();
    const asked = request("warranty?");
    const first = bot.reply(asked, signal).next();
    await expect(first).rejects.toMatchObject({ name: "BotError", failure: "declined", retryAfterMs: 0 });
    // What the guard does: the same request once more.
    for await (const _piece of bot.reply(asked, signal));
    expect(await ask("warranty?")).toMatchObject({ outcome: answered });
    expect(double.seen.requests.map(({ tools }) => tools?.length)).toEqual([1, undefined, undefined]);
    const system = double.seen.requests.map(({ messages }) => String(messages[0]?.content));
    expect(system[0]).toContain("Call request_human");
    expect(system[1]).not.toContain("request_human");
    expect(logged).toEqual([{ event: "openai_without_tools", model: "double-1" }]);
  });

  test("a question that is refused with and without tools takes them from nobody else", async () => {
    const { double, bot, ask, logged } = await bench({
      refuse: ({ messages }) =>
        JSON.stringify(messages).includes("my tool") ? "bad input: my tool is too long" : null,
    });
    const { signal } = new AbortController();
    const asked = request("my tool is too long");
    for (const _time of ["first", "again"]) await expect(bot.reply(asked, signal).next()).rejects.toThrow(BotError);
    expect(await ask("warranty?")).toMatchObject({ outcome: answered });
    expect(double.seen.requests.map(({ tools }) => tools?.length)).toEqual([1, undefined, 1]);
    expect(logged).toEqual([]);
  });

  test("knowledge without a fitting entry is no hindrance", async () => {
    const { ask } = await bench({}, { knowledge: knowledgeOf() });
    expect(await ask("warranty?")).toMatchObject({ outcome: answered, text: expect.stringContaining("don't know") });
  });
});
