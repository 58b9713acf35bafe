import { describe, expect, test } from "vitest";
import type { BotRequest } from "../../ports/bot.ts";
import { buildMessages, type PromptOptions } from "./prompt.ts";

type History = BotRequest["history"];
const OPTIONS: PromptOptions = { systemPrompt: "You sell bikes.", historyBudget: 12_000, canAskForPerson: true };
const entry = { title: "How long is\n the warranty?", answer: "Two **years**.", confidence: 0.9 };

const build = (questions: string[], history: History = [], more: Partial<PromptOptions & { lang: "zh" | "en" }> = {}) =>
  buildMessages({ lang: more.lang ?? "en", questions, history }, [entry], { ...OPTIONS, ...more });

const customer = (text: string) => `⟦customer⟧\n${text}\n⟦/customer⟧`;
const colleague = (text: string) => `⟦colleague⟧\n${text}\n⟦/colleague⟧`;
const note = (text: string) => `⟦note⟧\n${text}\n⟦/note⟧`;
const LEFT_OUT = note("The conversation before this is left out.");

describe("the system message", () => {
  test("holds the operator's own words, the rules, and the entries with their titles between marks", () => {
    const [system] = build(["warranty?"]);
    expect(system?.role).toBe("system");
    expect(system?.content).toMatch(/^You sell bikes\.\n\nRules:/);
    expect(system?.content).toContain("⟦faq⟧\n# How long is the warranty?\nTwo **years**.\n⟦/faq⟧");
    expect(system?.content).toContain("Call request_human when");
  });

  test("has a default for each language, and keeps the rules with any operator's words", () => {
    for (const systemPrompt of [null, "  \n"]) {
      expect(build(["?"], [], { systemPrompt })[0]?.content).toMatch(/^You are the automatic assistant/);
      expect(build(["?"], [], { systemPrompt, lang: "zh" })[0]?.content).toMatch(/^你是一家店铺客服聊天中的自动助手/);
    }
    expect(build(["?"], [], { lang: "zh" })[0]?.content).toMatch(/^You sell bikes\.\n\n规则：/);
  });

  test("says so when there is no entry, and when there is no tool", () => {
    const [system] = buildMessages({ lang: "en", questions: ["?"], history: [] }, [], {
      ...OPTIONS,
      canAskForPerson: false,
    });
    expect(system?.content).toContain("has no entry that comes near");
    expect(system?.content).not.toContain("request_human");
    expect(system?.content).toContain('type "human agent"');
  });

  test("writes no mark but around the entries, so that none of the rules can be taken for one", () => {
    for (const lang of ["zh", "en"] as const)
      expect(build(["?"], [], { lang, systemPrompt: null })[0]?.content.match(/⟦\/?\w+⟧/g)).toEqual([
        "⟦faq⟧",
        "⟦/faq⟧",
      ]);
  });

  test("takes of a long entry its beginning and its end", () => {
    const long = { title: "T", answer: `begin${"x".repeat(10_000)}end`, confidence: 1 };
    const [system] = buildMessages({ lang: "en", questions: ["?"], history: [] }, [long], OPTIONS);
    expect(system?.content).toMatch(/# T\nbeginx{900,}…x{900,}end\n/);
    expect(system?.content.length).toBeLessThan(6_000);
  });
});

describe("the conversation", () => {
  test("names who said what; only the bot's own words are the assistant's", () => {
    const history: History = [
      { role: "user", content: "hello" },
      { role: "assistant", content: "Hello!" },
      { role: "user", content: "human agent" },
      { role: "system", content: "Anna has joined." },
      { role: "agent", content: "You get 10 % off." },
      { role: "user", content: "thanks" },
      { role: "system", content: "The assistant is back." },
    ];
    expect(build(["and", "shipping?"], history).slice(1)).toEqual([
      { role: "user", content: customer("hello") },
      { role: "assistant", content: "Hello!" },
      {
        role: "user",
        content: [
          customer("human agent"),
          note("Anna has joined."),
          colleague("You get 10 % off."),
          customer("thanks"),
          note("The assistant is back."),
          customer("and"),
          customer("shipping?"),
        ].join("\n\n"),
      },
    ]);
  });

  test("begins and ends with the user's, and the roles take turns, whatever was said", () => {
    const roles = ["user", "assistant", "agent", "system"] as const;
    for (let seed = 0; seed < 256; seed++) {
      const history = [0, 2, 4, 6].map((shift) => ({ role: roles[(seed >> shift) & 3] ?? "user", content: "x" }));
      const [first, ...turns] = build(["?"], history).map(({ role }) => role);
      expect(first).toBe("system");
      expect(turns).toEqual(turns.map((_, at) => (at % 2 === 0 ? "user" : "assistant")));
      expect(turns.at(-1)).toBe("user");
    }
  });

  test("keeps of it the newest that the budget holds, and says that something is left out", () => {
    const history: History = Array.from({ length: 50 }, (_, at) => ({ role: "user", content: `message ${at + 10}` }));
    const [, only] = build(["now?"], history, { historyBudget: 30 });
    expect(only?.content).toBe(
      [LEFT_OUT, customer("message 57"), customer("message 58"), customer("message 59"), customer("now?")].join("\n\n"),
    );
    expect(build(["now?"], history, { historyBudget: 0 })[1]?.content).toBe(`${LEFT_OUT}\n\n${customer("now?")}`);
    expect(build(["now?"], history)[1]?.content).not.toContain("left out");
  });

  test("one long message does not push out all others; what the system says is cut shorter", () => {
    const history: History = [
      { role: "user", content: "first" },
      { role: "agent", content: "y".repeat(50_000) },
      { role: "system", content: "z".repeat(50_000) },
    ];
    const [, only] = build(["now?"], history);
    expect(only?.content).toContain(customer("first"));
    expect(only?.content.match(/y+…y+/)?.[0]).toHaveLength(2_000);
    expect(only?.content.match(/z+…z+/)?.[0]).toHaveLength(200);
  });

  test("what is asked is bounded too, the last of it kept", () => {
    const questions = [...Array.from({ length: 20 }, () => "a".repeat(8_000)), `b${"c".repeat(9_000)}d`];
    const [system, only, ...rest] = build(questions);
    expect(rest).toEqual([]);
    expect(only?.content).toMatch(/^⟦customer⟧\nbc+…c+d\n⟦\/customer⟧$/);
    expect((system?.content.length ?? 0) + (only?.content.length ?? 0)).toBeLessThan(13_000);
  });
});
