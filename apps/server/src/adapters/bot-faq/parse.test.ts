import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FaqFormatError, parseFaq } from "./parse.ts";

describe("parseFaq", () => {
  test("[F2] reads topic, question, alternates and answer; deeper headings, later quotes and code are the answer's", () => {
    const source = [
      "# Delivery",
      "## How long does it take?",
      "> delivery time | shipping time",
      "Two days.",
      "### Islands",
      "> slower",
      "```",
      "## no heading",
      "```",
      "# Returns",
      "## May I send it back? ##",
      "Yes.",
    ].join("\n");
    expect(parseFaq("en/a.md", source)).toEqual([
      {
        id: "en/a.md:2",
        topic: "Delivery",
        question: "How long does it take?",
        alternates: ["delivery time", "shipping time"],
        answer: "Two days.\n### Islands\n> slower\n```\n## no heading\n```",
      },
      { id: "en/a.md:11", topic: "Returns", question: "May I send it back?", alternates: [], answer: "Yes." },
    ]);
  });

  test("[F3] forgives a byte order mark, CRLF, front matter, text before the first question, full-width bars", () => {
    const source =
      "\uFEFF---\r\ntitle: x\r\n---\r\nWelcome.\r\n## 怎么退货？\r\n\r\n> 退货｜退换 |\r\n\r\n七天内可退。\r\n";
    expect(parseFaq("退换.md", source)).toEqual([
      { id: "退换.md:5", topic: "退换", question: "怎么退货？", alternates: ["退货", "退换"], answer: "七天内可退。" },
    ]);
  });

  test.each([
    ["a heading without words", "# T\n##  \nx", "f.md:2: the heading has no words"],
    [
      "a question without an answer",
      "# T\n\n## Why?\n> a | b\n\n## Next?\nx",
      'f.md:3: the question "Why?" has no answer',
    ],
    ["a block that is never closed", "## Why?\n```\nx", "f.md: a block that begins with ``` is never closed"],
  ])("[F4] names file and line: %s", (_, source, message) => {
    expect(() => parseFaq("f.md", source)).toThrow(new FaqFormatError(message));
  });

  test("[F2] whatever stands in a file, every entry has a question and an answer, or the file is refused", () => {
    const line = fc.oneof(
      fc.constantFrom("# T", "## Q", "##", "> a | b", "---", "```", "~~~", "", "text", "### h", "\uFEFF"),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(line), fc.constantFrom("\n", "\r\n", "\r"), (lines, end) => {
        try {
          for (const { question, answer } of parseFaq("f.md", lines.join(end))) {
            expect(question.trim()).not.toBe("");
            expect(answer.trim()).not.toBe("");
          }
        } catch (error) {
          expect(error).toBeInstanceOf(FaqFormatError);
        }
      }),
    );
  });
});
