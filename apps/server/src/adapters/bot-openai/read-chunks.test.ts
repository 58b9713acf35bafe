import { expect, test } from "vitest";
import { createChunkReader } from "./read-chunks.ts";

const chunk = (calls: unknown[]) => ({ choices: [{ index: 0, delta: { tool_calls: calls } }] });
const call = (index: unknown, name: string) => ({ index, function: { name, arguments: "{}" } });

test("no more calls are kept than a model makes: those that come first", () => {
  const chunks = createChunkReader();
  chunks.read(chunk([call(0, "request_human")]));
  for (let index = 1; index < 50; index++) chunks.read(chunk([call(index, "noise")]));
  chunks.read(chunk(Array.from({ length: 100_000 }, () => ({ index: {} }))));
  expect(chunks.calls()).toHaveLength(16);
  expect(chunks.calls()[0]).toMatchObject({ name: "request_human" });
});

test("what is no number is no index", () => {
  const chunks = createChunkReader();
  chunks.read(chunk([{ index: {}, id: "a", function: { name: "request_human", arguments: '{"reason":' } }]));
  chunks.read(chunk([{ index: {}, function: { arguments: '"x"}' } }]));
  expect(chunks.calls()).toMatchObject([{ name: "request_human", arguments: '{"reason":"x"}' }]);
});
