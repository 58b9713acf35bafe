import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, test } from "vitest";
import { createLimitedFetch, TooLong } from "./limited-fetch.ts";

const LIMITS = { event: 100, stream: 1_000, refusal: 50 };

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function serve(answer: (response: ServerResponse) => unknown): Promise<string> {
  const server = createServer((_, response) => answer(response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

/** What is read of an answer that comes in these parts, and whether it had its end. */
async function read(parts: readonly string[], status = 200, limits = LIMITS) {
  const url = await serve(async (response) => {
    response.writeHead(status).flushHeaders();
    for (const part of parts) await new Promise((resolve) => response.write(part, resolve));
    response.end();
  });
  const { fetch, isDone } = createLimitedFetch(limits);
  const response = await fetch(url);
  const text = await response.text().catch((error: unknown) => {
    if (error instanceof TooLong) return error.message;
    throw error;
  });
  return { text, done: isDone(response), status: response.status };
}

const EVENT_TOO_LONG = "more than 100 bytes in one event";

describe("createLimitedFetch", () => {
  test.each(["\n", "\r", "\r\n"])("counts an event up to its empty line, with %j as the end of a line", async (end) => {
    const event = `data: ${"x".repeat(80)}${end}${end}`;
    const text = event.repeat(8);
    expect(await read([text])).toMatchObject({ text });
    expect(await read([text.slice(0, 90), text.slice(90)])).toMatchObject({ text });
    expect(await read([`data: ${"x".repeat(50)}${end}data: ${"x".repeat(50)}${end}${end}`])).toMatchObject({
      text: EVENT_TOO_LONG,
    });
  });

  test("finds a long event also when it comes in small parts", async () => {
    expect(await read(Array.from({ length: 60 }, () => "xx"))).toMatchObject({ text: EVENT_TOO_LONG });
  });

  test.each([
    ["comments", ": still there\n\n"],
    ["empty lines", "\r\n"],
    ["events without data", "event: ping\n\n"],
  ])("counts %s towards the next event", async (_what, noise) => {
    const some = noise.repeat(Math.floor(80 / noise.length));
    const text = `${some}data: x\n\n`.repeat(3);
    expect(await read([text])).toMatchObject({ text });
    expect(await read([`${text}${some}${some}`])).toMatchObject({ text: EVENT_TOO_LONG });
  });

  test("counts the whole, and less of an answer that is no success", async () => {
    const text = "data:x\n\n".repeat(125);
    expect(await read([text])).toMatchObject({ text });
    expect(await read([`${text}x`])).toMatchObject({ text: "more than 1000 bytes" });
    expect(await read(["x".repeat(50)], 500)).toMatchObject({ text: "x".repeat(50), status: 500 });
    expect(await read(["x".repeat(51)], 500)).toMatchObject({ text: "more than 50 bytes", status: 500 });
  });

  test("counts what it is, not what it was packed to", async () => {
    const url = await serve((response) => {
      response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync("data:x\n\n".repeat(1_000_000)));
    });
    const response = await createLimitedFetch(LIMITS).fetch(url);
    await expect(response.text()).rejects.toThrow(TooLong);
  });

  test.each([
    [["data: [DONE]\n\n"], true],
    [["data:[DONE]\r\n\r\n"], true],
    [["data: [DO", "NE]\r\r"], true],
    [["data: x\n\ndata: [DONE]"], true],
    [["data: [DONE] and more\n\n"], false],
    [["data: x data: [DONE]\n\n"], false],
    [['data: {"content":"\\ndata: [DONE]\\n"}\n\n'], false],
    [["data: x\n\n"], false],
  ])("%j: its end has come: %s", async (parts, done) => {
    expect((await read(parts)).done).toBe(done);
  });

  test("an answer without a body is passed on", async () => {
    expect(await read([], 204)).toEqual({ text: "", done: false, status: 204 });
  });
});
