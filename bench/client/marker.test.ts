import { describe, expect, test } from "vitest";
import { MARKER_BYTES, marker, scanMarkers } from "./marker.ts";

function scan(chunks: Buffer[]): number[] {
  const found: number[] = [];
  let carry = "";
  for (const chunk of chunks) carry = scanMarkers(chunk, chunk.length, carry, (number) => found.push(number));
  return found;
}

const frame = (number: number): Buffer =>
  Buffer.from(`id: 7\ndata: ${JSON.stringify({ type: "manual_message", content: `${marker(number)}您好` })}\n\n`);

describe("scanMarkers", () => {
  test("finds every marker of a chunk, in order", () => {
    expect(scan([Buffer.concat([frame(1), Buffer.from(": keep-alive\n\n"), frame(9_999_999), frame(0)])])).toEqual([
      1, 9_999_999, 0,
    ]);
  });

  test("a cut at any byte loses nothing and repeats nothing", () => {
    const bytes = Buffer.concat([frame(42), frame(43)]);
    for (let cut = 0; cut <= bytes.length; cut += 1) {
      expect(scan([bytes.subarray(0, cut), bytes.subarray(cut)]), `cut at ${cut}`).toEqual([42, 43]);
    }
  });

  test("one byte at a time loses nothing", () => {
    const bytes = Buffer.concat([frame(5), frame(6)]);
    expect(scan(Array.from(bytes, (byte) => Buffer.from([byte])))).toEqual([5, 6]);
  });

  test("reads no further than `length`: the buffer of a socket is shared and holds old bytes behind it", () => {
    const bytes = Buffer.from(`${marker(1)}${marker(2)}`);
    const found: number[] = [];
    scanMarkers(bytes, MARKER_BYTES, "", (number) => found.push(number));
    expect(found).toEqual([1]);
  });

  test("what only resembles a marker is not one", () => {
    expect(scan([Buffer.from("bench#12ab567; bench bench# ")])).toEqual([]);
  });
});
