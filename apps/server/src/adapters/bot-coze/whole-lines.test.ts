import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { wholeLines } from "./whole-lines.ts";

const LIMITS = { line: 100, whole: 1_000 };

async function* from(chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* chunks;
}

async function read(chunks: readonly Uint8Array[], limits = LIMITS): Promise<string[]> {
  const read: string[] = [];
  for await (const chunk of wholeLines(from(chunks), limits)) read.push(Buffer.from(chunk).toString("utf8"));
  return read;
}

/** The bytes, cut at these places. */
function cut(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const sorted = [0, ...places.map((place) => place % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length];
  return sorted.slice(1).map((end, at) => bytes.subarray(sorted[at], end));
}

describe("whole lines", () => {
  test("the same text comes out, in pieces that end a line, however it was cut", async () => {
    const line = fc.string({ unit: "grapheme", maxLength: 12 }).map((text) => `${text.replaceAll("\n", "")}\n`);
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 12 }), fc.array(fc.nat(2_000)), async (lines, places) => {
        const text = lines.join("");
        const pieces = await read(cut(Buffer.from(text), places), { line: 1_000, whole: 100_000 });
        expect(pieces.join("")).toBe(text);
        for (const piece of pieces) expect(piece.endsWith("\n")).toBe(true);
      }),
    );
  });

  test("a last line without its end is given with one", async () => {
    expect(await read([Buffer.from("a\nb")])).toEqual(["a\n", "b\n"]);
  });

  test("a character cut in two is none that is broken", async () => {
    expect(await read(cut(Buffer.from("刹车\n"), [1, 2, 4]))).toEqual(["刹车\n"]);
  });

  test.each([
    ["bytes that are no UTF-8", [Uint8Array.of(0xe5, 0x88, 10)], "crashed"],
    ["a character that the end cuts off", [Uint8Array.of(97, 0xe5)], "crashed"],
    ["a line that is too long, in one piece", [Buffer.alloc(101, "x")], "too_long"],
    ["a line that is too long, byte for byte", Array.from({ length: 101 }, () => Buffer.from("x")), "too_long"],
    [
      "a line that becomes too long with its end",
      [Buffer.alloc(90, "x"), Buffer.from(`${"x".repeat(11)}\ny`)],
      "too_long",
    ],
    ["a line too long after another one", [Buffer.from(`x\n${"x".repeat(101)}`)], "too_long"],
    ["many lines", Array.from({ length: 101 }, () => Buffer.from("123456789\n")), "too_long"],
  ])("%s: refused", async (_what, chunks, failure) => {
    await expect(read(chunks)).rejects.toMatchObject({ name: "BotError", failure, retryAfterMs: null });
  });

  test("exactly as long as the limits is not too long", async () => {
    expect(await read([Buffer.from(`${"x".repeat(100)}\n${"y".repeat(100)}`)])).toHaveLength(2);
    expect(await read(Array.from({ length: 100 }, () => Buffer.from("123456789\n")))).toHaveLength(100);
  });
});
