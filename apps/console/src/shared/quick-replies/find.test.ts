import { expect, test } from "vitest";
import { findQuickReplies } from "./find.ts";
import { quickReply } from "./quick-reply.fixture.ts";

const replies = [
  quickReply("refund", "Your money is back within 5 days."),
  quickReply("hello", "Hello {{customer_name}}!"),
  quickReply("hi", "Hi, this is {{agent_name}}.", { scope: "own" }),
  quickReply("no-refund", "That part cannot be sent back."),
  quickReply("退款", "您的退款将在 5 个工作日内到账。"),
];

test.each([
  ["", ["hi", "hello", "no-refund", "refund", "退款"]],
  ["h", ["hi", "hello", "no-refund", "refund"]],
  ["refund", ["refund", "no-refund"]],
  ["REF", ["refund", "no-refund"]],
  ["ｒｅｆ", ["refund", "no-refund"]],
  ["fund", ["no-refund", "refund"]],
  ["money", ["refund"]],
  ["退", ["退款"]],
  ["工作日", ["退款"]],
  ["nothing", []],
])("[D60] %o finds %o", (query, shortcuts) => {
  const found = findQuickReplies(replies, query).map(({ shortcut }) => shortcut);
  expect(found).toEqual(shortcuts);
});
