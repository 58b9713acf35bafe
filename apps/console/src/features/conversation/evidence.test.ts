import { expect, test } from "vitest";
import { readEvidence } from "./evidence.ts";

test.each([
  [null, { kind: "none" }],
  ["", { kind: "none" }],
  ["keyword: “talk to a human”", { kind: "request", words: "“talk to a human”" }],
  ["keyword: keyword “退款”", { kind: "words", words: "“退款”" }],
  ["complaint: “三天了”, “太差”", { kind: "words", words: "“三天了”, “太差”" }],
  ["fail_loop: the bot failed 3 times in a row", { kind: "failures", count: 3 }],
  ["vip: verified VIP customer", { kind: "none" }],
  ["bot_error: the bot does not work at the moment", { kind: "none" }],
  [
    "rule:big-order: order over 5,000 €: call: now",
    { kind: "rule", rule: "big-order", reason: "order over 5,000 €: call: now" },
  ],
  ['repeat: asked 3 times: "怎么退货"', { kind: "circles", circles: [{ by: "asked", times: 3, words: '"怎么退货"' }] }],
  [
    'repeat: asked twice, with the same reply: "How? "; asked"; the bot replied 4 times: "Like this; that"',
    {
      kind: "circles",
      circles: [
        { by: "askedInVain", times: 2, words: '"How? "; asked"' },
        { by: "answered", times: 4, words: '"Like this; that"' },
      ],
    },
  ],
  ["repeat: said in another way", { kind: "words", words: "said in another way" }],
  ["No channel, only words", { kind: "words", words: "No channel, only words" }],
])("[D30] %j", (details, evidence) => {
  expect(readEvidence(details)).toEqual(evidence);
});
