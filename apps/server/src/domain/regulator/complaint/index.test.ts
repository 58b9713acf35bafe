import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { complaintVerdict } from "./index.ts";

const score = (text: string) => complaintVerdict(text).score;

describe("the verdict", () => {
  test("any text gives one: it fires from its threshold on, and quotes few words", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 3_000 }), (text) => {
        const { score, threshold, fires, evidence } = complaintVerdict(text);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
        expect(fires).toBe(score >= threshold);
        expect(evidence.length).toBeLessThanOrEqual(5);
      }),
    );
  });

  test("the same text gives the same verdict again", () => {
    const text = "This is unacceptable, I am furious";
    expect(complaintVerdict(text)).toEqual(complaintVerdict(text));
  });

  test("the evidence is what fired, the heaviest first", () => {
    expect(complaintVerdict("Still broken. I will sue you, this is pathetic").evidence).toEqual([
      "i will sue you",
      "pathetic",
      "broken",
      "still",
    ]);
    expect(complaintVerdict("No news yet, the screen is broken").evidence).toEqual(["broken", "yet"]);
    expect(complaintVerdict("等了半个月还没发货，我要投诉").evidence[0]).toBe("投诉");
  });

  test("five words are enough", () => {
    const text =
      "I will sue you, scammers! Unacceptable, pathetic, broken again, still no reply, the worst idiots ever";
    expect(complaintVerdict(text).evidence).toHaveLength(5);
  });

  test("nobody's name is quoted", () => {
    expect(complaintVerdict("@jane_doe @shophelp this is a scam").evidence).toEqual(["scam"]);
  });

  test("a quiet text has no evidence", () => {
    expect(complaintVerdict("How do I charge the battery?").evidence).toEqual([]);
    expect(complaintVerdict("").fires).toBe(false);
  });
});

describe("languages", () => {
  test("a Spanish or German word in an English sentence is not read as such", () => {
    expect(complaintVerdict("is the robo advisor included?").fires).toBe(false);
    expect(complaintVerdict("un robo").fires).toBe(true);
  });
});

describe("words of anger in a question that has none", () => {
  test.each([
    "is this website a scam?",
    "I hate to bother you, but where is the size chart?",
    "the dumb question of the day: how do I turn it on?",
    "how do I avoid fraud when paying?",
    "怕买到假货，你们是正品吗",
    "这个牌子会不会很垃圾",
    "质量差吗",
    "评价怎么删除差评",
    "如何举报违规商品",
    "火大的人适合喝什么茶",
  ])("“%s”", (text) => {
    expect(complaintVerdict(text).fires).toBe(false);
  });
});

describe("order", () => {
  test.each([
    ["My order has not arrived", "My order still has not arrived after three weeks"],
    ["My order has not arrived", "My order has not arrived, this is unacceptable"],
    ["I can't log in", "I can't log in, what a joke of a company"],
    ["我的订单还没到", "我的订单等了半个月还没到"],
    ["我的订单还没到", "我的订单还没到，气死我了"],
    ["Wo ist mein Paket?", "Wo ist mein Paket? Seit drei Wochen keine Antwort!"],
  ])("plain trouble stays below anger: “%s” < “%s”", (plain, angry) => {
    expect(score(plain)).toBeLessThan(score(angry));
    expect(complaintVerdict(plain).fires).toBe(false);
    expect(complaintVerdict(angry).fires).toBe(true);
  });

  test("what is told to a company in public weighs more than the same in its chat", () => {
    expect(score("@shophelp my order has not arrived")).toBeGreaterThan(score("my order has not arrived"));
  });

  test("thanks weigh against it, thanks for nothing do not", () => {
    expect(score("it did not work at first, thanks")).toBeLessThan(score("it did not work at first"));
    expect(complaintVerdict("thanks for nothing").fires).toBe(true);
  });
});

describe("spelling", () => {
  test.each([
    ["我要投訴，你們是騙子", "我要投诉，你们是骗子"],
    ["ＴＨＩＳ　ＩＳ　ＡＷＦＵＬ", "this is awful"],
    ["C’est une honte, très déçue", "c'est une honte, tres decue"],
    ["Das ist unverschämt", "das ist unverschamt"],
    ["Pésimo servicio", "pesimo servicio"],
    ["un\u200Bacceptable", "unacceptable"],
  ])("“%s” weighs as “%s”", (written, plain) => {
    expect(score(written)).toBe(score(plain));
    expect(complaintVerdict(written).fires).toBe(true);
  });
});
