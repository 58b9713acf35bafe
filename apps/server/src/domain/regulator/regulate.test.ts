import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { REGULATOR_DEFAULTS } from "./defaults.ts";
import {
  isFailedReply,
  type MessageFacts,
  type RegulatorSettings,
  regulateFailures,
  regulateMessage,
  VIP_COOL_DOWN_MS,
} from "./regulate.ts";

const NOW = 1_763_605_000_000;

const facts = (part: Partial<MessageFacts> = {}): MessageFacts => ({
  text: "How far does it go?",
  now: NOW,
  vip: false,
  vipEscalatedAt: null,
  ...part,
});

const settings = (part: Partial<RegulatorSettings> = {}): RegulatorSettings => ({ ...REGULATOR_DEFAULTS, ...part });

const keywordIn = (text: string, keywords: string[]) =>
  regulateMessage(facts({ text }), settings({ keywords }))?.evidence ?? null;

describe("order", () => {
  test("[R1] a VIP who asks for a person is passed on as a VIP", () => {
    expect(regulateMessage(facts({ vip: true, text: "转人工" }), settings())).toEqual({
      rule: "vip",
      reason: "vip",
      severity: "high",
      evidence: "verified VIP customer",
    });
  });

  test("[R1] [R4] a VIP who asks for a person within the cool-down is passed on by the keyword", () => {
    const finding = regulateMessage(facts({ vip: true, vipEscalatedAt: NOW - 1, text: "转人工" }), settings());
    expect(finding?.rule).toBe("keyword");
  });

  test("[R1] an ordinary question needs nobody", () => {
    expect(regulateMessage(facts(), settings())).toBeNull();
  });
});

describe("VIP", () => {
  test("[R3] switched off, the rule does not fire", () => {
    expect(regulateMessage(facts({ vip: true }), settings({ vipAutoEscalate: false }))).toBeNull();
  });

  test.each([
    { ago: 0, fires: false },
    { ago: VIP_COOL_DOWN_MS - 1, fires: false },
    { ago: VIP_COOL_DOWN_MS, fires: true },
  ])("[R4] $ago ms after the last time: fires = $fires", ({ ago, fires }) => {
    const finding = regulateMessage(facts({ vip: true, vipEscalatedAt: NOW - ago }), settings());
    expect(finding !== null).toBe(fires);
  });

  test("[R4] the cool-down is 24 hours", () => {
    expect(VIP_COOL_DOWN_MS).toBe(86_400_000);
  });
});

describe("keyword", () => {
  test("[R5] [R2] the finding names the first word of the list, not of the text, and quotes no more than it", () => {
    expect(
      regulateMessage(facts({ text: "my card 4111: 投诉 and 人工" }), settings({ keywords: ["人工", "投诉"] })),
    ).toEqual({
      rule: "keyword",
      reason: "keyword",
      severity: "medium",
      evidence: "keyword “人工”",
    });
  });

  test.each([
    ["full-width letters", "ｈｕｍａｎ　ａｇｅｎｔ", "human agent"],
    ["capitals", "HUMAN Agent!", "human agent"],
    ["a line break inside", "a human\n  agent please", "human agent"],
    ["capitals in the setting", "a human agent please", "Human Agent"],
    ["a typographic apostrophe", "I’m not happy", "i'm not happy"],
    ["a word in the middle of Chinese", "请转人工，谢谢", "转人工"],
    ["a ligature", "ﬁle a complaint", "file a complaint"],
  ])("[R6] found in spite of %s", (_what, text, keyword) => {
    expect(keywordIn(text, [keyword])).toBe(`keyword “${keyword}”`);
  });

  test("[R6] an empty word is never found", () => {
    expect(keywordIn("anything", [""])).toBeNull();
    expect(keywordIn("two words", [" "])).toBeNull();
  });

  test.each([
    ["reagent", "agent", false],
    ["agents", "agent", false],
    ["agent007", "agent", false],
    ["7agent", "agent", false],
    ["élagent", "agent", false],
    ["agent", "agent", true],
    ["(agent)", "agent", true],
    ["an agent.", "agent", true],
    ["找agent谈", "agent", true],
    ["reagent, no: an agent", "agent", true],
    ["客服务", "客服", true],
    ["12345", "234", false],
    ["press 234 now", "234", true],
  ])("[R7] “%s” holds “%s”: %s", (text, keyword, holds) => {
    expect(keywordIn(text, [keyword]) !== null).toBe(holds);
  });

  test("[R7] a word of the Latin script is found between any two characters that are neither Latin nor digits", () => {
    const border = fc.string({ unit: "grapheme", maxLength: 3 });
    const isBorder = (text: string) => !/[\p{L}\p{N}\p{M}]/u.test(text.normalize("NFKC"));
    fc.assert(
      fc.property(border.filter(isBorder), border.filter(isBorder), (before, after) => {
        expect(keywordIn(`${before}agent${after}`, ["agent"])).not.toBeNull();
      }),
    );
  });

  test("any text and any settings give an answer", () => {
    const words = fc.array(fc.string({ unit: "binary", maxLength: 5 }), { maxLength: 5 });
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), words, (text, keywords) => {
        const evidence = keywordIn(text, keywords);
        expect(evidence === null || keywords.some((word) => evidence === `keyword “${word}”`)).toBe(true);
      }),
    );
  });
});

describe("repeated failure", () => {
  test("[R8] three failures in a row, by default", () => {
    expect(regulateFailures(2, settings())).toBeNull();
    expect(regulateFailures(3, settings())).toEqual({
      rule: "fail_loop",
      reason: "fail_loop",
      severity: "medium",
      evidence: "the bot failed 3 times in a row",
    });
  });

  test("[R8] the threshold is a setting, and stays passed", () => {
    expect(regulateFailures(1, settings({ failThreshold: 1 }))).not.toBeNull();
    expect(regulateFailures(9, settings({ failThreshold: 5 }))).not.toBeNull();
    expect(regulateFailures(4, settings({ failThreshold: 5 }))).toBeNull();
  });

  test.each([
    ["抱歉，我无法回答这个问题。", true],
    ["Sorry, I don’t know that.", true],
    ["I DON'T KNOW", true],
    ["The range is about 80 km.", false],
    ["I do not knowingly sell to minors.", false],
  ])("[R9] “%s” is a failure: %s", (reply, isFailure) => {
    expect(isFailedReply(reply, settings())).toBe(isFailure);
  });
});

describe("defaults", () => {
  test("[R11] the seed's words ask for a person", () => {
    for (const text of ["转人工", "我要真人", "人工客服在吗", "我要投诉", "问题无法解决"]) {
      expect(regulateMessage(facts({ text }), settings())?.rule).toBe("keyword");
    }
  });

  test.each(["I am a real person, not a robot, how do I charge it?", "Is there a human agent?"])(
    "[R11] “%s” asks for a person",
    (text) => {
      expect(regulateMessage(facts({ text }), settings())?.rule).toBe("keyword");
    },
  );

  test.each(["How do I charge the battery?", "What does an agentless setup need?", "电池能用多久？", "怎么退货"])(
    "[R11] “%s” does not",
    (text) => {
      expect(regulateMessage(facts({ text }), settings())).toBeNull();
    },
  );
});
