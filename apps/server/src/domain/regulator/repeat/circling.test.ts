import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CIRCLING, INNOCENT } from "./dialogues.fixtures.ts";
import { circling } from "./index.ts";

function turns(lines: readonly string[]) {
  const of = (speaker: string) => lines.filter((line) => line.startsWith(speaker)).map((line) => line.slice(2));
  return { questions: of("c:"), replies: of("b:") };
}

describe("going in circles", () => {
  test.each(CIRCLING)("[R16] fires: %s", (_what, ...lines) => {
    const { fires, evidence } = circling(turns(lines));
    expect(fires).toBe(true);
    expect(evidence).not.toEqual([]);
  });

  test.each(INNOCENT)("[R16] does not fire: %s", (_what, ...lines) => {
    expect(circling(turns(lines))).toMatchObject({ fires: false, evidence: [] });
  });

  test("[R16] fires at the third asking, not before", () => {
    const questions = ["怎么退货", "请问怎么退货", "到底怎么退货"];
    const replies = ["请在订单页申请", "请看帮助中心第二节", "七天内可以退"];
    const fired = [1, 2, 3].map(
      (n) => circling({ questions: questions.slice(0, n), replies: replies.slice(0, n) }).fires,
    );
    expect(fired).toEqual([false, false, true]);
  });
});

describe("evidence", () => {
  test("names how often, and quotes the last wording", () => {
    const questions = ["怎么退货", "请问怎么退货", "到底怎么退货"];
    expect(circling({ questions, replies: [] }).evidence).toEqual(['asked 3 times: "到底怎么退货"']);
  });

  test("says that the reply was the same", () => {
    expect(circling({ questions: ["怎么退货", "怎么退货"], replies: ["请申请", "请申请"] }).evidence).toEqual([
      'asked twice, with the same reply: "怎么退货"',
    ]);
    expect(
      circling({ questions: ["a light", "the bell", "my lock"], replies: ["What?", "What?", "What?"] }).evidence,
    ).toEqual(['the bot replied 3 times: "What?"']);
  });

  test("quotes at most 80 characters, none cut in two", () => {
    const question = "🚲车灯".repeat(60);
    const [evidence = ""] = circling({ questions: [question, question, question], replies: [] }).evidence;
    expect(Array.from(evidence.replace(/^asked 3 times: /, ""))).toHaveLength(82);
    expect(evidence.isWellFormed()).toBe(true);
  });
});

describe("any texts", () => {
  const texts = fc.array(
    fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("怎么退货", "Where is my order?", "ok", "2")),
    {
      maxLength: 25,
    },
  );

  test("give a score from 0 to 1, and evidence exactly when it fires", () => {
    fc.assert(
      fc.property(texts, texts, (questions, replies) => {
        const { score, threshold, fires, evidence } = circling({ questions, replies });
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
        expect(fires).toBe(score >= threshold);
        expect(fires).toBe(evidence.length > 0);
        for (const words of evidence) expect(Array.from(words).length).toBeLessThan(130);
      }),
    );
  });

  test("the order of the earlier questions does not matter", () => {
    const questions = fc.array(fc.constantFrom("怎么退货", "请问怎么退货啊", "运费多少", "Where is my order?", "ok"), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(questions, (earlier) => {
        const last = "到底怎么退货";
        const there = circling({ questions: [...earlier, last], replies: [] }).score;
        const back = circling({ questions: [...earlier.toReversed(), last], replies: [] }).score;
        expect(back).toBe(there);
      }),
    );
  });

  test("what was said before only raises the score, and greetings before change nothing", () => {
    fc.assert(
      fc.property(texts, texts, (earlier, questions) => {
        const alone = circling({ questions: questions.slice(-10), replies: [] }).score;
        const more = circling({ questions: [...earlier.slice(-10), ...questions.slice(-10)], replies: [] }).score;
        if (questions.length > 0) expect(more).toBeGreaterThanOrEqual(alone);
        expect(circling({ questions: ["你好", "thanks", ...questions.slice(-10)], replies: [] }).score).toBe(alone);
      }),
    );
  });
});
