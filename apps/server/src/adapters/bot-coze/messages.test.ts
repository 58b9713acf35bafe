import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { BotRequest } from "../../ports/bot.ts";
import { messagesFor } from "./messages.ts";

type History = BotRequest["history"];
const given = (history: History, questions = ["and now?"], lang: BotRequest["lang"] = "zh") =>
  messagesFor({ history, questions, lang }).map(({ role, content }) => `${role}: ${content}`);

describe("what Coze is told beside the question", () => {
  test("nothing, while only it has spoken", () => {
    expect(
      given([
        { role: "user", content: "hello" },
        { role: "assistant", content: "Hi!" },
      ]),
    ).toEqual(["user: and now?"]);
  });

  test("everything since its last reply, with who said it, in the conversation's language", () => {
    const history: History = [
      { role: "agent", content: "long ago" },
      { role: "assistant", content: "I do not know." },
      { role: "system", content: "A colleague joins." },
      { role: "user", content: "Where is it?" },
      { role: "agent", content: "On Friday." },
    ];
    expect(given(history)).toEqual([
      "assistant: 【系统】A colleague joins.",
      "user: Where is it?",
      "assistant: 【人工客服】On Friday.",
      "user: and now?",
    ]);
    expect(given(history, ["so?"], "en")[2]).toBe("assistant: [A human colleague said] On Friday.");
  });

  test("marks a question as a question and a reply as an answer", () => {
    const history: History = [
      { role: "user", content: "a" },
      { role: "agent", content: "b" },
    ];
    expect(messagesFor({ history, questions: ["c", "d"], lang: "en" })).toEqual([
      { role: "user", type: "question", content: "a", content_type: "text" },
      { role: "assistant", type: "answer", content: "[A human colleague said] b", content_type: "text" },
      { role: "user", type: "question", content: "c\nd", content_type: "text" },
    ]);
  });

  test("the newest, as far as the budget goes", () => {
    const history: History = ["aaaa", "bbbb", "cccc"].map((content) => ({ role: "user", content }));
    const request = { history, questions: ["?"], lang: "en" } as const;
    const contents = (messages: number, characters: number) =>
      messagesFor(request, { messages, characters }).map(({ content }) => content);
    expect(contents(2, 100)).toEqual(["bbbb", "cccc", "?"]);
    expect(contents(9, 6)).toEqual(["bb", "cccc", "?"]);
    expect(contents(9, 4)).toEqual(["cccc", "?"]);
    expect(contents(9, 0)).toEqual(["?"]);
  });

  test("never more than the budget, never half a character, and the question always whole", () => {
    const role = fc.constantFrom("user", "assistant", "agent", "system" as const);
    const entry = fc.record({ role, content: fc.string({ unit: "grapheme" }) });
    const budget = fc.record({ messages: fc.nat(8), characters: fc.nat(40) });
    fc.assert(
      fc.property(fc.array(entry), budget, fc.string({ unit: "grapheme" }), (history, limits, asked) => {
        const messages = messagesFor({ history, questions: [asked], lang: "zh" }, limits);
        const before = messages.slice(0, -1);
        expect(messages.at(-1)).toMatchObject({ role: "user", content: asked });
        expect(before.length).toBeLessThanOrEqual(limits.messages);
        expect(before.map(({ content }) => content).join("").length).toBeLessThanOrEqual(limits.characters);
        for (const { content } of before) expect(content.isWellFormed()).toBe(true);
      }),
    );
  });
});
