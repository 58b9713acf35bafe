import { expect, test } from "vitest";
import { workflowParameters } from "./parameters.ts";

test("the caller's parameters go along, and the question", () => {
  expect(workflowParameters({ order: "A-1", list: [1] }, "hello")).toEqual({
    order: "A-1",
    list: [1],
    USER_INPUT: "hello",
  });
});

test("the flow's own inputs are not the caller's: neither the question nor the conversation's name", () => {
  expect(workflowParameters({ USER_INPUT: "mine", CONVERSATION_NAME: "another's" }, "hello")).toEqual({
    USER_INPUT: "hello",
  });
});

test("what does not fit is left out, and what comes after it and fits is not", () => {
  const given = { first: "x".repeat(10), large: "x".repeat(50), last: 1 };
  expect(workflowParameters(given, "hello", 30)).toEqual({ first: "x".repeat(10), last: 1, USER_INPUT: "hello" });
});

test("a name that means something to JavaScript is a name", () => {
  const parameters = workflowParameters(JSON.parse('{ "__proto__": { "polluted": true } }'), "hello");
  expect(Object.keys(parameters)).toEqual(["__proto__", "USER_INPUT"]);
  expect("polluted" in parameters).toBe(false);
});
