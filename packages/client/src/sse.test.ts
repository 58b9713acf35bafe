import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createSseParser, type SseEvent } from "./sse.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

function parse(chunks: readonly Uint8Array[]): SseEvent[] {
  const parser = createSseParser();
  return chunks.flatMap((chunk) => parser.push(chunk));
}

const whole = (text: string) => parse([bytes(text)]);

describe("the text/event-stream parser", () => {
  test("takes data lines, joins several, and removes one space after the colon", () => {
    expect(whole("data: a\ndata:b\ndata:  c\ndata\n\n")).toEqual([{ data: "a\nb\n c\n", id: undefined }]);
  });

  test("gives an id to the event that carried it, and to no other", () => {
    expect(whole("id: 7\ndata: a\n\ndata: b\n\n")).toEqual([
      { data: "a", id: "7" },
      { data: "b", id: undefined },
    ]);
  });

  test("ignores comments, unknown fields, an id with NUL, and an event without data", () => {
    expect(whole(": beat\n\nevent: x\nretry: 10\nid: 1\u00002\ndata: a\n\nid: 9\n\ndata: b\n\n")).toEqual([
      { data: "a", id: undefined },
      { data: "b", id: undefined },
    ]);
  });

  test("ends lines at LF, CRLF and CR, and drops a leading BOM only", () => {
    expect(whole("\uFEFFdata: a\r\ndata: b\rdata: c\n\r\n")).toEqual([{ data: "a\nb\nc", id: undefined }]);
    expect(whole("data: a\n\n\uFEFFdata: b\n\n")).toEqual([{ data: "a", id: undefined }]);
  });

  test("gives nothing for an event that was cut off before its blank line", () => {
    expect(whole("data: a\n")).toEqual([]);
  });

  test("refuses an event without end", () => {
    const parser = createSseParser(100);
    expect(() => parser.push(bytes(`data: ${"x".repeat(101)}`))).toThrow(RangeError);
    const lines = createSseParser(100);
    expect(() => lines.push(bytes("data: 0123456789\n".repeat(11)))).toThrow(RangeError);
  });

  test("gives the same events however the bytes are cut", () => {
    const line = fc.oneof(
      fc.constantFrom("data: 您好，电动自行车 🚲", "data", "id: 12", "id", ": beat", "", "", "retry: 3", "data:\u0000"),
      fc.string({ unit: "binary" }).map((text) => `data: ${text.replaceAll(/[\r\n]/g, "")}`),
    );
    const end = fc.constantFrom("\n", "\r", "\r\n");
    const text = fc
      .array(
        fc.tuple(line, end).map((parts) => parts.join("")),
        { maxLength: 12 },
      )
      .map((lines) => lines.join(""));
    fc.assert(
      fc.property(text, fc.boolean(), fc.array(fc.nat(), { maxLength: 12 }), (body, bom, cuts) => {
        const all = bytes((bom ? "\uFEFF" : "") + body);
        const places = [...cuts.map((cut) => cut % (all.length + 1)), 0, all.length].sort((a, b) => a - b);
        const chunks = places.slice(1).map((place, index) => all.subarray(places[index], place));
        expect(parse(chunks)).toEqual(parse([all]));
        expect(parse(Array.from(all, (byte) => Uint8Array.of(byte)))).toEqual(parse([all]));
      }),
    );
  });
});
