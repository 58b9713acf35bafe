import { expect, test } from "vitest";
import { fillQuickReply, unknownVariables } from "./quick-reply-text.ts";

test.each([
  ["您好{{customer_name}}，我是{{ agent_name }}。", "您好陈静，我是小李。"],
  ["Hello {{customer_name|there}}!", "Hello 陈静!"],
  ["{{nothing}} {customer_name} {{}}", "{{nothing}} {customer_name} {{}}"],
])("fills %j", (text, filled) => {
  expect(fillQuickReply(text, { customer_name: "陈静", agent_name: "小李" })).toBe(filled);
});

test("leaves the words for an unknown name, or nothing", () => {
  expect(fillQuickReply("Hello {{customer_name| there }}{{agent_name}}.", {})).toBe("Hello there.");
});

test("does not read a name for holes", () => {
  expect(fillQuickReply("{{customer_name}} $& $1", { customer_name: "{{agent_name}} $&" })).toBe(
    "{{agent_name}} $& $& $1",
  );
});

test("names what is no variable", () => {
  expect(unknownVariables("{{customer_nmae}} {{agent_name}} {{order|x}} {{}}")).toEqual(["customer_nmae", "order", ""]);
});

test.each([`{{${" ".repeat(4_000)}`, "{{ ".repeat(1_300), "{{a|".repeat(1_000)])("reads any text at once", (text) => {
  const startedAt = performance.now();
  expect([unknownVariables(text), fillQuickReply(text, {})]).toEqual([[], text]);
  expect(performance.now() - startedAt).toBeLessThan(100);
});
