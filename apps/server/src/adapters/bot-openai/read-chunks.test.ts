import { describe, expect, test } from "vitest";
import { TooLong } from "./limited-fetch.ts";
import { createChunkReader } from "./read-chunks.ts";

const calling = (...calls: unknown[]) => ({ choices: [{ delta: { tool_calls: calls } }] });
const piece = (index: unknown, json = "") => ({ index, function: { arguments: json } });

describe("an engine that calls tools without an end", () => {
  test.each([
    ["as many indexes", (n: number) => piece(n)],
    ["as many ids", (n: number) => ({ ...piece(0), id: `call-${n}` })],
    ["as many names", (n: number) => ({ index: 0, function: { name: `tool_${n}` } })],
  ])("16 calls are read, one more is too long: %s", (_what, make) => {
    const calls = Array.from({ length: 17 }, (_, n) => make(n));
    const inOne = createChunkReader();
    inOne.read(calling(...calls.slice(0, 16)));
    expect(inOne.calls()).toHaveLength(16);
    expect(() => createChunkReader().read(calling(...calls))).toThrow(TooLong);
    const inMany = createChunkReader();
    for (const call of calls.slice(0, 16)) inMany.read(calling(call));
    expect(() => inMany.read(calling(calls[16]))).toThrow("more than 16 calls of tools");
  });

  test.each([[{}], [[]], ["0"], [-1], [0.5], [1e300], [null]])("%j is no index: its pieces are one call", (index) => {
    const reader = createChunkReader();
    for (let n = 0; n < 100; n += 1) reader.read(calling(piece(structuredClone(index), "a")));
    expect(reader.calls()).toMatchObject([{ arguments: "a".repeat(100) }]);
  });

  test("of the arguments no more than 64 KB are kept, of all calls together", () => {
    const reader = createChunkReader();
    for (let round = 0; round < 3; round += 1) {
      for (let n = 0; n < 16; n += 1) reader.read(calling(piece(n, "a".repeat(3_000))));
    }
    expect(reader.calls().map((call) => call.arguments.length)).toEqual(Array(16).fill(4_096));
  });
});

test("100,000 pieces are read, one more is too long", () => {
  const reader = createChunkReader();
  for (let n = 0; n < 100_000; n += 1) reader.read({});
  expect(() => reader.read({})).toThrow("more than 100000 pieces");
});
