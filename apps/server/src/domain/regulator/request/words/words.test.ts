import { describe, expect, it } from "vitest";
import { readable } from "../../text.ts";
import * as afterwards from "./cases/afterwards.ts";
import * as asides from "./cases/asides.ts";
import type { Cases } from "./cases/cases.ts";
import * as departments from "./cases/departments.ts";
import * as eastAsian from "./cases/east-asian.ts";
import * as english from "./cases/english.ts";
import * as european from "./cases/european.ts";
import * as farther from "./cases/farther.ts";
import * as semiticAndIranian from "./cases/semitic-and-iranian.ts";
import * as slavic from "./cases/slavic.ts";
import * as southAsian from "./cases/south-asian.ts";
import * as western from "./cases/western.ts";
import { wordsScore } from "./index.ts";

const CORPUS: readonly Cases[] = [
  english,
  western,
  slavic,
  european,
  semiticAndIranian,
  southAsian,
  eastAsian,
  afterwards,
  asides,
  farther,
  departments,
].flatMap((languages) => Object.values<Cases>(languages));
const fires = (text: string) => wordsScore(readable(text)).score >= 0.5;

describe("asks for a person, in words", () => {
  for (const { language, asks, doesNot } of CORPUS) {
    it(`fires on every request in ${language}`, () => {
      expect(asks.filter((text) => !fires(text))).toEqual([]);
    });

    it(`stays silent on every other sentence in ${language}`, () => {
      expect(doesNot.filter(fires)).toEqual([]);
    });
  }

  it("gives the words that fired, and those that called it off", () => {
    expect(wordsScore("hello, can i talk to a human").evidence).toEqual(["talk to a human"]);
    expect(wordsScore("don't connect me to a human").evidence).toContain("not: don't");
  });

  it("is surer of a person asked for by name than of a customer service, and of that than of a mention", () => {
    const [named, desk, mention] = ["talk to an agent", "talk to customer service", "the agent was rude"].map(
      (text) => wordsScore(text).score,
    );
    expect(named).toBeGreaterThan(desk ?? 1);
    expect(desk).toBeGreaterThan(mention ?? 1);
  });

  it("ends on texts made to be slow", () => {
    const hostile = [
      "talk to ",
      "agent ",
      "talk agent ",
      "talk agent talk human get operator ",
      "don't ",
      "'a b ",
      '"',
      "a.",
      "h ",
      "representativ ",
      "no ",
      "คน",
      "with ' ",
    ];
    for (const piece of hostile) {
      const text = readable(piece.repeat(4_000));
      expect(wordsScore(text).score).toBeLessThanOrEqual(1);
    }
  });
});
