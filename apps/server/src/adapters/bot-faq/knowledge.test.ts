import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { FaqIndexes } from "./answer.ts";
import { indexEntries } from "./index-entries.ts";
import { createKnowledge } from "./knowledge.ts";
import { parseFaq } from "./parse.ts";

const entries = (source: string) => indexEntries(parseFaq("shop.md", source));
const en = entries(`# Shop
## How far can I ride on one charge?
> what is the range
About **60 km** on a full battery.
## Can I ride in winter?
Yes, down to minus ten.
## Does the range drop in winter?
By up to 30 %.
## How long is the warranty?
> guarantee
Two years.
## How do I return the bike?
Within 30 days.
`);
const zh = entries(`# 店铺
## 保修多久？
两年。
## 怎么退货？
30 天内。
`);
const none = indexEntries([]);
const knowledge = createKnowledge(() => ({ en, zh, de: none }));
const titles = (text: string, limit = 4, previous?: string, lang: "zh" | "en" = "en") =>
  knowledge.find({ text, previous, lang }, limit).map(({ title }) => title);

describe("createKnowledge", () => {
  test("[F24] gives the entries best first, with their Markdown, and no more than asked for", () => {
    const found = knowledge.find({ text: "what is the range in winter", lang: "en" }, 2);
    expect(found.map(({ title }) => title)).toEqual([
      "Does the range drop in winter?",
      "How far can I ride on one charge?",
    ]);
    expect(found[1]).toMatchObject({ answer: "About **60 km** on a full battery." });
    expect(titles("what is the range in winter", 1)).toHaveLength(1);
    expect(titles("what is the range in winter", 0)).toEqual([]);
  });

  test("[F24] an entry's own question is found with certainty, whatever its punctuation", () => {
    const [first] = knowledge.find({ text: " GUARANTEE!! ", lang: "en" }, 4);
    expect(first).toEqual({ title: "How long is the warranty?", answer: "Two years.", confidence: 1 });
  });

  test("[F24] what the bot itself would not answer from is still found; what has nothing in common is not", () => {
    expect(titles("somebody told me that bikes and snow are enemies, true in winter?")).toContain(
      "Can I ride in winter?",
    );
    expect(titles("Which wine goes with salmon?")).toEqual([]);
    expect(titles("12345")).toEqual([]);
  });

  test("[F24] each of several sentences is looked up, and a sure one comes before what the whole is near to", () => {
    expect(titles("We ride in winter and love the range of the bike. Guarantee?", 1)).toEqual([
      "How long is the warranty?",
    ]);
    expect(titles("My bike came. How long is the warranty? And how do I return it?", 2).toSorted()).toEqual([
      "How do I return the bike?",
      "How long is the warranty?",
    ]);
  });

  test("[F24] a follow-up is read with what was asked before", () => {
    expect(titles("and in winter?", 1, "What is the range?")).toEqual(["Does the range drop in winter?"]);
  });

  test("[F24] the script decides the language, and the other one is asked when nothing comes near", () => {
    expect(titles("怎么退货", 1)).toEqual(["怎么退货？"]);
    const onlyEnglish = createKnowledge(() => ({ en, zh: none, de: none }));
    expect(onlyEnglish.find({ text: "warranty 保修多久", lang: "zh" }, 1)[0]?.title).toBe("How long is the warranty?");
  });

  test("[F24] follows the indexes of the moment", () => {
    let indexes: FaqIndexes = { en: none, zh: none, de: none };
    const following = createKnowledge(() => indexes);
    expect(following.find({ text: "guarantee", lang: "en" }, 1)).toEqual([]);
    indexes = { en, zh, de: none };
    expect(following.find({ text: "guarantee", lang: "en" }, 1)).toHaveLength(1);
  });

  test("[F24] nothing that a customer writes makes it throw, and confidence is between 0 and 1", () => {
    const text = fc.array(fc.constantFrom("range", "退货", "winter", "\ud800", "\n", "?", "__proto__", "(.*)+$"));
    fc.assert(
      fc.property(text, text, fc.constantFrom("zh" as const, "en" as const), (words, before, lang) => {
        const found = knowledge.find({ text: words.join(" "), previous: before.join(" "), lang }, 4);
        expect(found.every(({ confidence }) => confidence >= 0 && confidence <= 1)).toBe(true);
      }),
    );
  });
});
