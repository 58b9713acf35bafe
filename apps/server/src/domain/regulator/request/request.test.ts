import { describe, expect, test } from "vitest";
import * as chinese from "./cases/chinese.ts";
import * as chineseShort from "./cases/chinese-short.ts";
import * as chineseTurns from "./cases/chinese-turns.ts";
import * as japanese from "./cases/japanese.ts";
import * as korean from "./cases/korean.ts";
import { chineseScore } from "./chinese/index.ts";
import { requestVerdict } from "./index.ts";
import { japaneseScore } from "./japanese.ts";
import { koreanScore } from "./korean.ts";

const linesOf = (cases: string) => cases.trim().split("\n");

describe.each([
  ["Chinese", chinese],
  ["Chinese, short questions", chineseShort],
  ["Chinese, taken back or told of others", chineseTurns],
  ["Japanese", japanese],
  ["Korean", korean],
])("%s", (_language, { ASK, DO_NOT }) => {
  test.each(linesOf(ASK))("asks for a person: %s", (text) => {
    const { fires, evidence } = requestVerdict(text);
    expect({ fires, evidence }).toEqual({ fires: true, evidence: expect.arrayContaining([expect.any(String)]) });
  });

  test.each(linesOf(DO_NOT))("does not: %s", (text) => {
    expect(requestVerdict(text)).toMatchObject({ fires: false });
  });
});

describe("evidence", () => {
  test.each([
    ["请帮我转人工，谢谢", ["转人工"]],
    ["不要转人工", ["not: 不要转人工"]],
    ["先别转人工。想了想，还是转人工吧", ["转人工"]],
    ["オペレーターは不要です", ["not: オペレーターは不要"]],
    ["상담원 연결 안 해도 돼요", ["not: 상담원연결안해도"]],
    ["电动车怎么充电", []],
  ])("%s", (text, evidence) => {
    expect(requestVerdict(text).evidence).toEqual(evidence);
  });
});

describe("scripts", () => {
  test.each(["转人工 please", "please 转人工", "の転人工 오페라 상담원 연결해 주세요", "我要human客服"])(
    "mixed: %s",
    (text) => {
      expect(requestVerdict(text).fires).toBe(true);
    },
  );

  test("none", () => {
    expect(requestVerdict("")).toEqual({ fires: false, score: 0, threshold: 0.5, evidence: [] });
    expect(requestVerdict("😡 ?! 123").fires).toBe(false);
  });
});

/** Patterns that backtrack would take minutes on these, far beyond the test's time. */
describe("hostile text ends", () => {
  const LENGTH = 2_000;
  const repeats =
    '不 转 我 要 人工 不要 转人工不要 转。人。工 怎么再转 人公 给我 客服 转我要给我能不能人 人呢人 转·人· 転 に オペレーター 話 で 상담원 이 연결 " 你说 如果'.split(
      " ",
    );
  test.each(repeats)("%s again and again", (word) => {
    const text = word.repeat(Math.ceil(LENGTH / word.length)).slice(0, LENGTH);
    for (const score of [chineseScore, japaneseScore, koreanScore]) expect(score(text).score).toBeLessThanOrEqual(1);
    expect(score(`${text}吗`)).toBeLessThanOrEqual(1);
  });

  const score = (text: string) => requestVerdict(text).score;
});

describe("the words that Baton tells customers to write", () => {
  test.each([
    "human agent 8213",
    "human agent please, my battery is broken",
    '"human agent" order 55',
    "Human agent <img src=x onerror=alert(1)>",
  ])("[R11] “%s” asks", (text) => {
    expect(requestVerdict(text).fires).toBe(true);
  });

  test.each(["human agent was rude to me", "human agents are slow", "human agent hours", "Human agent or bot?"])(
    "[R11] “%s” does not",
    (text) => {
      expect(requestVerdict(text).fires).toBe(false);
    },
  );
});
