import OpenAI, { APIError } from "openai";
import type { ChatCompletionChunk, ChatCompletionCreateParams } from "openai/resources/chat/completions";
import { afterEach, describe, expect, test } from "vitest";
import { type OpenaiDouble, type OpenaiDoubleOptions, startOpenaiDouble } from "./openai-double.ts";

let doubles: OpenaiDouble[] = [];
afterEach(async () => {
  await Promise.all(doubles.map((double) => double.close()));
  doubles = [];
});

async function start(options: OpenaiDoubleOptions = {}) {
  const double = await startOpenaiDouble(options);
  doubles.push(double);
  const client = (apiKey = double.apiKey ?? "none") =>
    new OpenAI({ apiKey, baseURL: double.url, maxRetries: 0, logLevel: "off", adminAPIKey: null });
  const ask = (content: string, more: Partial<ChatCompletionCreateParams> = {}) =>
    client().chat.completions.create({
      model: double.model,
      messages: [{ role: "user", content }],
      ...more,
      stream: true,
    });
  return { double, client, ask };
}

async function all(stream: AsyncIterable<ChatCompletionChunk>): Promise<ChatCompletionChunk[]> {
  const chunks: ChatCompletionChunk[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return chunks;
}
const textOf = (chunks: readonly ChatCompletionChunk[]) =>
  chunks.map(({ choices }) => choices[0]?.delta.content ?? "").join("");

const status = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => 200,
    (error: unknown) => (error instanceof APIError ? [error.status, error.code] : error),
  );

const faq = [
  "Rules.\n\n⟦faq⟧\n# How long is the warranty?\nTwo years.\n⟦/faq⟧",
  "⟦faq⟧\n# 怎么退货？\n30 天内，原包装。\n⟦/faq⟧",
].join("\n\n");
const tools = [{ type: "function" as const, function: { name: "request_human", parameters: { type: "object" } } }];

describe("the double, driven by the official SDK", () => {
  test("streams a reply: the role first, then pieces, the reason to stop, and an end", async () => {
    const { ask } = await start({ answer: () => ({ text: "Two years, 两年 🚲." }) });
    const chunks = await all(await ask("how long?"));
    expect(chunks[0]?.choices[0]?.delta).toEqual({ role: "assistant", content: "", refusal: null });
    expect(textOf(chunks)).toBe("Two years, 两年 🚲.");
    expect(chunks.length).toBeGreaterThan(5);
    expect(chunks.map(({ choices }) => choices[0]?.finish_reason).filter(Boolean)).toEqual(["stop"]);
    expect(new Set(chunks.map(({ id }) => id)).size).toBe(1);
  });

  test("counts tokens in a chunk of its own when asked to", async () => {
    const { ask } = await start();
    const last = (await all(await ask("hi", { stream_options: { include_usage: true } }))).at(-1);
    expect(last).toMatchObject({ choices: [], usage: { total_tokens: 2 } });
  });

  test("answers without a stream too, and lists its model", async () => {
    const { double, client } = await start();
    const messages = [{ role: "user" as const, content: "hi" }];
    const whole = await client().chat.completions.create({ model: double.model, messages });
    expect(whole.choices[0]?.message.content).toBe("Hello! How can I help you?");
    expect((await client().models.list()).data.map(({ id }) => id)).toEqual(["double-1"]);
  });

  test("quotes the entry that fits the customer's words, and says so when none does", async () => {
    const { ask } = await start();
    const messages = (content: string) => ({
      messages: [
        { role: "system" as const, content: faq },
        { role: "user" as const, content: `⟦customer⟧\n${content}\n⟦/customer⟧` },
      ],
    });
    const say = async (content: string) => textOf(await all(await ask("", messages(content))));
    expect(await say("what about the warranty of my bike")).toBe('Two years.\n\n(From "How long is the warranty?")');
    expect(await say("我想退货")).toBe("30 天内，原包装。\n\n（出自“怎么退货？”）");
    expect(await say("which wine?")).toBe("I'm sorry, I don't know the answer to that.");
  });

  test("calls request_human in pieces when the customer plainly asks, if it has that tool", async () => {
    const { ask } = await start();
    const chunks = await all(await ask("转人工", { tools }));
    const pieces = chunks.flatMap(({ choices }) => choices[0]?.delta.tool_calls ?? []);
    expect(pieces[0]).toMatchObject({ index: 0, function: { name: "request_human", arguments: "" } });
    expect(JSON.parse(pieces.map((piece) => piece.function?.arguments ?? "").join(""))).toEqual({
      reason: "顾客想和真人沟通",
    });
    expect(chunks.at(-1)?.choices[0]?.finish_reason).toBe("tool_calls");
    expect(textOf(await all(await ask("转人工")))).toContain("转人工");
  });

  test("refuses as the API does: key, model, address, and what it does not know", async () => {
    const { double, client, ask } = await start();
    expect(await status(client("sk-wrong").models.list())).toEqual([401, "invalid_api_key"]);
    expect(await status(ask("hi", { model: "gpt-9" }))).toEqual([404, "model_not_found"]);
    expect(await status(client().get("/nothing"))).toEqual([404, "unknown_url"]);
    expect((await fetch(`${double.url}/models`)).status).toBe(401);
    const bad: object[] = [
      { messages: [] },
      { messages: [{ role: "customer", content: "hi" }] },
      { messages: [{ role: "user", content: null }] },
      { messages: [{ role: "user", content: "hi", name: "Anna Meier" }] },
      { messages: [{ role: "user", content: "hi", colour: "red" }] },
      { messages: [{ role: "assistant", content: null }] },
      { messages: [{ role: "tool", content: "done" }] },
      { temperature: 3 },
      { tools: [{ type: "function", function: { name: "ask a person" } }] },
      { tool_choice: "auto" },
      { colour: "red" },
    ];
    for (const one of bad) expect(await status(ask("hi", one)), JSON.stringify(one)).toEqual([400, "invalid_value"]);
    const unstreamed = { model: double.model, messages: [{ role: "user" as const, content: "hi" }] };
    const options = { ...unstreamed, stream_options: { include_usage: true } };
    expect(await status(client().chat.completions.create(options))).toEqual([400, "invalid_value"]);
  });

  test("asks for no key when told so", async () => {
    const { client } = await start({ apiKey: null });
    expect((await client().models.list()).data).toHaveLength(1);
  });

  test("plays another server's events as they are", async () => {
    const chunk = { choices: [{ delta: { content: "hi" } }] };
    const { ask } = await start({ answer: () => [chunk, "[DONE]"] });
    expect(await all(await ask("hi"))).toMatchObject([chunk]);
  });

  test("sees requests, and which of them are under way", async () => {
    const { double, ask } = await start();
    double.misbehave("hang_after_first_piece");
    const stream = await ask("hello");
    await stream[Symbol.asyncIterator]().next();
    expect(double.seen.underWay()).toBe(1);
    expect(double.seen.requests).toMatchObject([{ messages: [{ content: "hello" }] }]);
    stream.controller.abort();
    await expect.poll(double.seen.underWay).toBe(0);
  });

  test("misbehaves for as many requests as it is told, and then no more", async () => {
    const { double, ask } = await start();
    double.misbehave("status_429", { retryAfter: "7", times: 2 });
    const limited = await ask("hi").catch((error: unknown) => error);
    expect(limited).toMatchObject({ status: 429, code: "rate_limit_exceeded" });
    expect((limited as APIError).headers?.get("retry-after")).toBe("7");
    expect(await status(ask("hi"))).toEqual([429, "rate_limit_exceeded"]);
    expect(textOf(await all(await ask("hi")))).toContain("Hello");
  });

  test("behaves at a pace when told", async () => {
    const { double, ask } = await start({ answer: () => ({ text: "one two three" }) });
    double.misbehave(null, { paceMs: 40 });
    const began = performance.now();
    expect(textOf(await all(await ask("hi")))).toBe("one two three");
    expect(performance.now() - began).toBeGreaterThan(100);
  });

  test.each([
    ["status_401", [401, "invalid_api_key"]],
    ["status_500", [500, null]],
    ["status_503", [503, null]],
  ] as const)("%s reaches the SDK as such", async (kind, seen) => {
    const { double, ask } = await start();
    double.misbehave(kind);
    expect(await status(ask("hi"))).toEqual(seen);
  });

  test("breaks a stream in the ways that the SDK can tell apart", async () => {
    const { double, ask } = await start({ answer: () => ({ text: "one two three" }) });
    const read = async () => textOf(await all(await ask("hi")));
    double.misbehave("reset_before_first_byte");
    await expect(read()).rejects.toThrow("Connection error");
    double.misbehave("reset_after_first_piece");
    await expect(read()).rejects.toThrow("terminated");
    double.misbehave("cut_event");
    await expect(read()).rejects.toThrow("JSON");
    double.misbehave("html_page");
    expect(await read()).toBe("");
    double.misbehave("broken_utf8");
    expect(await read()).toContain("\ufffd");
    double.misbehave("byte_a_second", { byteEveryMs: 0 });
    expect(await read()).toBe("one two three");
    double.misbehave("huge_stream", { bytes: 1_000_000 });
    expect((await read()).length).toBeGreaterThan(500_000);
    double.misbehave("huge_event", { bytes: 1_000_000 });
    expect((await read()).length).toBeGreaterThanOrEqual(1_000_000);
    double.misbehave("no_end_marker");
    const chunks = await all(await ask("hi"));
    expect(textOf(chunks)).toBe("one two three");
    expect(chunks.every(({ choices }) => choices[0]?.finish_reason === null)).toBe(true);
  });

  test("answers two requests crosswise, and one that comes alone rightly", async () => {
    const { double, ask } = await start({
      answer: ({ messages }) => ({ text: `to ${JSON.stringify(messages[0]?.content)}` }),
    });
    double.misbehave("crosswise");
    const say = async (content: string) => textOf(await all(await ask(content)));
    expect(await Promise.all([say("Anna"), say("Ben")])).toEqual(['to "Ben"', 'to "Anna"']);
    expect(await say("Cem")).toBe('to "Cem"');
  });
});
