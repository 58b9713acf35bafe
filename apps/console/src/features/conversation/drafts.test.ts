import { expect, test } from "vitest";
import { draftsOf, parseUnsent } from "./drafts.ts";

test("[D50] messages of an earlier page come back as failed, with their key", () => {
  const stored = JSON.stringify([{ key: "k1", content: "hi", timestamp: 5, state: "sending" }]);
  expect(parseUnsent(stored)).toEqual([{ key: "k1", content: "hi", timestamp: 5, state: "failed", error: "NETWORK" }]);
});

test.each([null, "", "no json", "{}", "[1, null]", '[{"key":1,"content":"x","timestamp":1}]'])(
  "%o holds none",
  (stored) => {
    expect(parseUnsent(stored)).toEqual([]);
  },
);

test("[D50] drafts are kept by agent and session, and leave when emptied", () => {
  const drafts = draftsOf("agent_01");
  drafts.write("a", "one");
  drafts.write("b", "two");
  expect(drafts.read("a")).toBe("one");
  expect(draftsOf("agent_02").read("a")).toBe("");
  drafts.write("a", "");
  expect(drafts.read("a")).toBe("");
  expect(drafts.read("b")).toBe("two");
});
