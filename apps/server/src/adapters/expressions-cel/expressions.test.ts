import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { RuleFacts } from "../../domain/regulator/rules.ts";
import { createCelExpressions } from "./index.ts";

const { compile } = createCelExpressions();

const FACTS: RuleFacts = {
  moment: "message",
  message: {
    text: "i want a refund 退款",
    length: 19,
    lang: "en",
    words: ["i", "want", "a", "refund", "退款"],
    request_score: 0.25,
    complaint_score: 0.5,
  },
  customer: { verified: true, vip: false },
  session: { messages: 2, failures: 1, age_seconds: 40, tags: ["b2b"], was_served: false },
  bot: { failed: false, failure_score: 0, repeat_score: 0 },
  now: { hour: 22, weekday: 6 },
};

function fires(expression: string, facts: RuleFacts = FACTS): boolean {
  const compiled = compile(expression);
  if (!compiled.ok) throw new Error(`${expression}: ${compiled.problems[0].en}`);
  return compiled.matches(facts);
}

function problemsOf(expression: string) {
  const compiled = compile(expression);
  if (compiled.ok) throw new Error(`let through: ${expression}`);
  return compiled.problems;
}

describe("what can be asked", () => {
  test.each([
    ['message.text.contains("refund")', true],
    ['message.text.startsWith("refund")', false],
    ['message.text.endsWith("退款")', true],
    ['message.text.matches("退款|退货")', true],
    ['message.text.matches(r"\\brefunds\\b")', false],
    ['"退款" in message.words && message.length < 100', true],
    ['message.words.exists(w, w.matches("^ref"))', true],
    ["message.words.all(w, w.size() < 7)", true],
    ['message.words.exists_one(w, w == "a")', true],
    ["message.words.filter(w, size(w) == 1).size() == 2", true],
    ['["退款", "退货"].exists(k, message.text.contains(k))', true],
    ['message.words[3] == "refund"', true],
    ["message.complaint_score >= 0.5 && message.request_score < 0.5", true],
    ["double(session.failures) / double(session.messages) > 0.4", true],
    ["session.messages - session.failures * 2 == 0 && -session.failures < 0", true],
    ["now.hour >= 21 || now.hour < 8", true],
    ['message.lang in ["zh", "en"] ? customer.verified : customer.vip', true],
    ['moment == "reply" && bot.failed', false],
    ['"b2b" in session.tags && !session.was_served // a remark', true],
  ])("[E1] [E3] %s: %s", (expression, expected) => {
    expect(fires(expression)).toBe(expected);
  });

  test("every rule of the guide can be used", async () => {
    const guide = await readFile(join(import.meta.dirname, "../../../../../docs/rules.md"), "utf8");
    const rows = [...guide.matchAll(/^\|[^`]*\| `(.*)` \| (?:escalate|tag|set priority)/gm)];
    // In a table of Markdown a bar is written with a backslash.
    const conditions = rows.map(([, condition = ""]) => condition.replaceAll("\\|", "|"));
    expect(conditions).toHaveLength(10);
    const compiled = conditions.map((condition) => compile(condition));
    for (const one of compiled) expect(one).toMatchObject({ ok: true });
    // A tenant may have all of them: docs/spec/rules.md [E14].
    expect(compiled.reduce((sum, one) => sum + (one.ok ? one.cost : 0), 0)).toBeLessThan(28_000);
  });

  test("[E1] a condition may have 1,000 characters and 200 names, values and operations", () => {
    expect(fires(`true${" ".repeat(996)}`)).toBe(true);
    expect(problemsOf(`true${" ".repeat(997)}`)).toMatchObject([{ at: 1_000, en: expect.stringContaining("1000") }]);
    expect(fires(`${"1+".repeat(98)}1 == 99`)).toBe(true);
    expect(problemsOf(`${"1+".repeat(99)}1 == 100`)[0].en).toContain("too large");
    expect(problemsOf(`${"(".repeat(25)}true${")".repeat(25)}`)[0].en).toContain("nested");
    expect(problemsOf(`${"!".repeat(999)}a`)[0].en).toContain("too large");
    expect(problemsOf(" \n")[0].en).toContain("empty");
  });
});

describe("refused when saved", () => {
  test.each([
    ["order.total > 1", 0, "There is no “order”"],
    ["true || order", 8, "There is no “order”"],
    ['customer.name == "x"', 9, "It has: verified, vip"],
    ["message.constructor == 1", 8, "has no “constructor”"],
    ["message.__proto__ == 1", 8, "has no “__proto__”"],
    ["message.text", 0, "a text"],
    ["session.messages + 1", 0, "a whole number"],
    ["message.words", 0, "a list"],
    ["message.length == 1.0", 0, "== does not go between a whole number and a number with a decimal point"],
    ['message.length == "19"', 0, "a whole number and a text"],
    ["!message.length", 0, "do not fit"],
    ["message.text.contains(1)", 0, "do not fit"],
    ["customer.vip && message.length", 0, "true or false on each side"],
    ["message.words.exists(w, w)", 24, "true or false"],
    ['customer.vip ? 1 : "a"', 0, "do not fit"],
    ['[1, "a"] == [1]', 4, "do not fit"],
    ['message.text.exists(c, c == "a")', 8, "Only a list"],
    ["message == message", 0, "does not go"],
  ])("[E2] unknown names and wrong types: %s", (expression, at, sentence) => {
    expect(problemsOf(expression)[0]).toMatchObject({ at, en: expect.stringContaining(sentence) });
  });

  test.each([
    ["message.text == “a”", 16, 'Write " instead of “'],
    ['message.text.contains（"a"）', 21, "Write ( instead of （"],
    ["message.length = 1", 15, "Write == instead of ="],
    ["customer.vip & true", 13, "Write && instead of &"],
    ['message.text.contains("a', 22, "no closing quotation mark"],
    ['message.text.contains("a"', 25, "ends too early"],
    ["true true", 5, "cannot be read"],
    ["true \u0000", 5, "cannot be read"],
  ])("[E2] what cannot be read: %s", (expression, at, sentence) => {
    const [first] = problemsOf(expression);
    expect(first).toMatchObject({ at, en: expect.stringContaining(sentence) });
    expect(first.zh).toMatch(/\p{Script=Han}/u);
  });

  test.each([
    "dyn(1) == 1",
    "type(1) == int",
    "int == string",
    "google == cel",
    "null == null",
    'b"a" == b"a"',
    "1u == 1u",
    '{"a": 1}["a"] == 1',
    'timestamp("2026-01-01T00:00:00Z") == timestamp("2026-01-01T00:00:00Z")',
    'duration("1h") == duration("1h")',
    "has(message.text)",
    "cel.bind(x, 1, x == 1)",
    "message.words.map(w, w).size() == 1",
    'message.text.split("") == message.words',
    'message.words.join("") == ""',
    'message.text.lowerAscii() == ""',
    "string(1) == message.text",
    "99999999999999999999 > 1",
  ])("[E3] what no rule needs: %s", (expression) => {
    problemsOf(expression);
  });

  test.each([
    "message.words.exists(w, session.tags.exists(t, t == w))",
    "message.words.exists(w, message.words.filter(v, v == w).size() > 1)",
    "message.words.filter(w, session.tags.all(t, t == w)).size() > 0",
    `[${"1,".repeat(50)}1].size() == 51`,
    "message.words.exists(message, true)",
    "message.words.exists(w)",
    "message.words.exists(w.x, true)",
  ])("[E4] lists in lists, and long ones: %s", (expression) => {
    problemsOf(expression);
  });

  test.each([
    `message.words.exists(w, ${Array(10).fill('message.text.contains("ab")').join(" || ")})`,
    `message.words.exists(w, ${Array(10).fill("size(message.text) > 1").join(" || ")})`,
    `message.words.exists(w, ${Array(20).fill("1 / 0 > 1").join(" || ")})`,
    `[${Array(50).fill("message.text").join(",")}].exists(t, ${Array(10).fill('t.contains("ab")').join(" || ")})`,
  ])("[E4] what would look through whole messages or lists too often: %s", (expression) => {
    expect(problemsOf(expression)[0].en).toContain("too often");
  });

  test("[E14] a pattern for each of several whole messages counts for each of them, for the words of one once", () => {
    const costOf = (expression: string) => {
      const compiled = compile(expression);
      return compiled.ok ? compiled.cost : Number.NaN;
    };
    const one = costOf('message.text.matches("a{20}")');
    expect(costOf('message.words.exists(w, w.matches("a{20}"))')).toBeLessThan(1.1 * one);
    expect(costOf('[message.text, message.text].exists(t, t.matches("a{20}"))')).toBeGreaterThan(1.9 * one);
  });

  test("[E4] one list after the other, and fifty elements, are let through", () => {
    expect(fires('message.words.filter(w, w.size() > 1).exists(w, w == "want")')).toBe(true);
    expect(fires(`[${"1,".repeat(49)}1].size() == 50`)).toBe(true);
  });

  test.each([
    "message.text.matches(message.lang)",
    'message.text.matches("a" + "b")',
    'message.text.matches(customer.vip ? "a" : "b")',
    'message.text.matches("(?=a)")',
    'message.text.matches("(?<=a)b")',
    'message.text.matches(r"(a)\\1")',
    'message.text.matches("[")',
    'message.text.matches("a{1001}")',
    'message.text.matches("a{150}")',
    'message.text.matches("a{50}") && message.text.matches("b{50}")',
    'message.words.exists(w, message.text.matches("a"))',
    'message.words.exists(w, (w == "a" ? w : message.text).matches("a"))',
    'message.text.matches("a", "b")',
    "message.text.matches()",
  ])("[E5] patterns that are no RE2, too large, or only known when it runs: %s", (expression) => {
    problemsOf(expression);
  });

  test.each([
    'message.text + "a" == "a"',
    "session.tags + session.tags == []",
    'message["te" + "xt"] == ""',
    "message[moment] == 1",
  ])("[E6] what could grow, and names that are made: %s", (expression) => {
    problemsOf(expression);
  });
});

describe("[E10] what could never be found", () => {
  test.each(['message.text.contains("Refund")', 'message.text.startsWith("ＡＢＣ")'])(
    "is refused: %s",
    (expression) => {
      expect(problemsOf(expression)).toMatchObject([
        { at: expression.indexOf('"'), en: expect.stringContaining("lower case") },
      ]);
    },
  );

  test.each(['session.tags.exists(t, t.contains("VIP"))', 'message.text.matches("(?i)Refund")'])(
    "is let through where capitals may be: %s",
    (expression) => {
      expect(compile(expression).ok).toBe(true);
    },
  );
});

describe("when it runs", () => {
  test.each([
    "1 / 0 == 1",
    "1 % 0 == 1",
    "1 / (session.messages - 2) == 1",
    'message.words[5] == "a"',
    "9223372036854775807 + 1 > 0",
    "9223372036854775807 * session.messages > 0",
    'int("many") == 1',
    "int(1.0 / 0.0) > 0",
  ])("[E7] an error does not fire: %s", (expression) => {
    expect(fires(expression)).toBe(false);
    expect(fires(`!(${expression})`)).toBe(false);
  });

  test("[E7] an error that the rest does not need does no harm", () => {
    expect(fires("1 / 0 == 1 || customer.verified")).toBe(true);
    expect(fires("1 / 0 == 1 && customer.vip")).toBe(false);
  });

  test("[E7] facts that are not of their type do not fire", () => {
    const broken = { ...FACTS, message: { ...FACTS.message, length: 1.5, words: [1, null] } } as unknown as RuleFacts;
    expect(fires("message.length > 0", broken)).toBe(false);
    expect(fires('"a" in message.words || true', { ...FACTS, now: null } as unknown as RuleFacts)).toBe(false);
  });

  test("[E5] a pattern that makes a backtracking engine hang is a matter of microseconds", () => {
    const hostile = { ...FACTS, message: { ...FACTS.message, text: `${"a".repeat(2_000)}!` } };
    expect(fires('message.text.matches("(a+)+$")', hostile)).toBe(false);
    expect(fires('message.text.matches("(a|aa)+$")', hostile)).toBe(false);
    expect(fires('message.text.matches("(.*a){12}$")', hostile)).toBe(false);
  });
});
