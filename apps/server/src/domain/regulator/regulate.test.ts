import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { REGULATOR_DEFAULTS } from "./defaults.ts";
import type { Situation } from "./facts.ts";
import {
  judgeReply,
  needlessKeywords,
  type RegulatorSettings,
  regulateMessage,
  regulateTurn,
  VIP_COOL_DOWN_MS,
} from "./regulate.ts";
import { verdict } from "./verdict.ts";

const NOW = 1_763_605_000_000;

const situation = (part: Partial<Situation> = {}): Situation => ({
  now: NOW,
  lang: "en",
  createdAt: NOW,
  verified: false,
  vip: false,
  vipEscalatedAt: null,
  failCount: 0,
  messageCount: 1,
  tags: [],
  manualStartAt: null,
  rulesFiredAt: {},
  ...part,
});

const settings = (part: Partial<RegulatorSettings> = {}): RegulatorSettings => ({ ...REGULATOR_DEFAULTS, ...part });

const ORDINARY = "How far does it go?";

const findingOf = (text: string, part: Partial<Situation> = {}, changed: Partial<RegulatorSettings> = {}) =>
  regulateMessage(text, situation(part), { settings: settings(changed), rules: [] }).finding;

const keywordIn = (text: string, keywords: string[]) => {
  const evidence = findingOf(text, {}, { keywords })?.evidence ?? null;
  return evidence?.startsWith("keyword ") ? evidence : null;
};

const afterTurn = (failures: number, changed: Partial<RegulatorSettings> = {}) =>
  regulateTurn({ failures, failure: null, circling: null }, situation(), { settings: settings(changed), rules: [] })
    .finding;

describe("order", () => {
  test("[R1] a VIP who asks for a person is passed on as a VIP", () => {
    expect(findingOf("转人工", { vip: true })).toEqual({
      rule: "vip",
      reason: "vip",
      severity: "high",
      evidence: "verified VIP customer",
    });
  });

  test("[R1] [R4] a VIP who asks for a person within the cool-down is passed on by the request", () => {
    expect(findingOf("转人工", { vip: true, vipEscalatedAt: NOW - 1 })?.rule).toBe("keyword");
  });

  test("[R1] who complains and asks for a person is passed on by the request", () => {
    expect(findingOf("你们是骗子，我要投诉，转人工")?.rule).toBe("keyword");
  });

  test("[R1] an ordinary question needs nobody, and says how the channels judged it", () => {
    const regulation = regulateMessage(ORDINARY, situation(), { settings: settings(), rules: [] });
    expect(regulation.finding).toBeNull();
    expect(regulation.request.score).toBeLessThan(regulation.request.threshold);
    expect(regulation.complaint.score).toBeLessThan(regulation.complaint.threshold);
  });
});

describe("VIP", () => {
  test("[R3] switched off, the rule does not fire", () => {
    expect(findingOf(ORDINARY, { vip: true }, { vipAutoEscalate: false })).toBeNull();
  });

  test.each([
    { ago: 0, fires: false },
    { ago: VIP_COOL_DOWN_MS - 1, fires: false },
    { ago: VIP_COOL_DOWN_MS, fires: true },
  ])("[R4] $ago ms after the last time: fires = $fires", ({ ago, fires }) => {
    expect(findingOf(ORDINARY, { vip: true, vipEscalatedAt: NOW - ago }) !== null).toBe(fires);
  });

  test("[R4] the cool-down is 24 hours", () => {
    expect(VIP_COOL_DOWN_MS).toBe(86_400_000);
  });
});

describe("the operator's words", () => {
  test("[R5] those that the channels know by themselves are told apart from the shop's own", () => {
    const keywords = ["人工", "真人", "投诉", "yak", "电池鼓包", "human agent"];
    expect(needlessKeywords(settings({ keywords }))).toEqual(["人工", "真人", "投诉", "human agent"]);
  });

  test("[R5] [R2] the finding names the first word of the list, not of the text, and quotes no more than it", () => {
    expect(findingOf("my card 4111: zebra and yak", {}, { keywords: ["yak", "zebra"] })).toEqual({
      rule: "keyword",
      reason: "keyword",
      severity: "medium",
      evidence: "keyword “yak”",
    });
  });

  test.each([
    ["full-width letters", "ｙａｋ　ｈａｉｒ", "yak hair"],
    ["capitals", "YAK Hair!", "yak hair"],
    ["a line break inside", "a yak\n  hair please", "yak hair"],
    ["capitals in the setting", "a yak hair please", "Yak Hair"],
    ["a typographic apostrophe", "the yak’s hair", "yak's"],
    ["a word in the middle of Chinese", "请给牦牛毛，谢谢", "牦牛"],
    ["a ligature", "a ﬁne yak", "fine yak"],
    ["a zero-width space", "y​ak", "yak"],
  ])("[R6] found in spite of %s", (_what, text, keyword) => {
    expect(keywordIn(text, [keyword])).toBe(`keyword “${keyword}”`);
  });

  test("[R6] an empty word is never found", () => {
    expect(keywordIn("anything", [""])).toBeNull();
    expect(keywordIn("two words", [" "])).toBeNull();
  });

  test.each([
    ["kayaks", "yak", false],
    ["yaks", "yak", false],
    ["yak007", "yak", false],
    ["7yak", "yak", false],
    ["élyak", "yak", false],
    ["yak", "yak", true],
    ["(yak)", "yak", true],
    ["a yak.", "yak", true],
    ["找yak谈", "yak", true],
    ["kayak, no: a yak", "yak", true],
    ["牦牛们", "牦牛", true],
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
        expect(keywordIn(`${before}yak${after}`, ["yak"])).not.toBeNull();
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
    expect(afterTurn(2)).toBeNull();
    expect(afterTurn(3)).toEqual({
      rule: "fail_loop",
      reason: "fail_loop",
      severity: "medium",
      evidence: "the bot failed 3 times in a row",
    });
  });

  test("[R8] the threshold is a setting, and stays passed", () => {
    expect(afterTurn(1, { failThreshold: 1 })).not.toBeNull();
    expect(afterTurn(9, { failThreshold: 5 })).not.toBeNull();
    expect(afterTurn(4, { failThreshold: 5 })).toBeNull();
  });

  test.each([
    ["抱歉，我无法回答这个问题。", true],
    ["Sorry, I don’t know that.", true],
    ["I DON'T KNOW", true],
    ["The range is about 80 km.", false],
    ["I do not knowingly sell to minors.", false],
  ])("[R9] “%s” is a failure: %s", (reply, isFailure) => {
    expect(judgeReply(reply, settings()).failed).toBe(isFailure);
  });

  test("[R9] a word of the operator's makes a failure", () => {
    expect(judgeReply("Please ask the yak.", settings({ failKeywords: ["the yak"] })).failed).toBe(true);
  });
});

describe("complaint and circles", () => {
  test("[R15] a complaint calls a person unless it is switched off", () => {
    const text = "你们是骗子，我要投诉";
    expect(findingOf(text)).toMatchObject({ rule: "complaint", reason: "sentiment", severity: "medium" });
    expect(findingOf(text, {}, { complaintAutoEscalate: false })).toBeNull();
  });

  test("[R16] going in circles calls a person after repeated failure, unless it is switched off", () => {
    const circling = verdict(0.9, 0.5, ['asked 3 times: "range?"']);
    const ended = { failures: 0, failure: null, circling };
    const finding = (changed: Partial<RegulatorSettings>, failures = 0) =>
      regulateTurn({ ...ended, failures }, situation(), { settings: settings(changed), rules: [] }).finding;
    expect(finding({})).toEqual({
      rule: "repeat",
      reason: "repeat",
      severity: "medium",
      evidence: 'asked 3 times: "range?"',
    });
    expect(finding({ repeatAutoEscalate: false })).toBeNull();
    expect(finding({}, 3)?.rule).toBe("fail_loop");
  });
});

describe("what the channels know by themselves", () => {
  test("[R11] the seed's words lead to a person", () => {
    for (const text of ["转人工", "接人工", "我要真人", "人工客服在吗", "我要投诉", "问题无法解决"]) {
      expect(findingOf(text), text).not.toBeNull();
    }
  });

  test.each(["I am fed up, give me a real person, not a robot", "Is there a human agent?"])(
    "[R11] “%s” does",
    (text) => {
      expect(findingOf(text)?.rule).toBe("keyword");
    },
  );

  test.each(["How do I charge the battery?", "What does an agentless setup need?", "电池能用多久？", "怎么退货"])(
    "[R11] “%s” does not",
    (text) => {
      expect(findingOf(text)).toBeNull();
    },
  );
});
