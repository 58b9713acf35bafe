import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { leastCpuMs } from "../../testing/own-time.ts";
import { answer } from "./answer.ts";
import { tallyLeftOut } from "./evaluate.ts";
import { indexFaq } from "./index-entries.ts";
import { loadFaq } from "./load.ts";

const FOLDER = join(import.meta.dirname, "../../../faq");
const entries = await loadFaq(FOLDER);
const indexes = indexFaq(entries);
const LANGS = ["zh", "en", "de"] as const;

describe("the demo shop's folder", () => {
  test.each(LANGS)("[F12] %s: each question and alternate is answered by its own entry", (lang) => {
    const wrong: string[] = [];
    for (const entry of entries[lang]) {
      for (const text of [entry.question, ...entry.alternates]) {
        const reply = answer(indexes, { questions: [text], history: [], lang });
        if (!reply.entries.includes(entry)) wrong.push(`${text} → ${reply.entries[0]?.question ?? "unknown"}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test("[F13] de: few of the alternates asked while left out are answered wrong", async () => {
    const { answerable, right, wrong } = await tallyLeftOut(FOLDER, "de");
    expect(right / answerable).toBeGreaterThan(0.25);
    expect(wrong / answerable).toBeLessThan(0.06);
  });

  test.each(["zh", "en"] as const)(
    "[F13] %s: of the alternates asked while left out, most are right and few wrong",
    async (lang) => {
      const { answerable, right, offered, wrong } = await tallyLeftOut(FOLDER, lang);
      expect(right / answerable).toBeGreaterThan(0.75);
      expect((right + offered) / answerable).toBeGreaterThan(0.87);
      expect(wrong / answerable).toBeLessThan(0.13);
    },
  );

  test("[F19] the most hostile of texts takes less than 50 ms of the processor", async () => {
    const zh = entries.zh.map(({ answer: text }) => text).join("");
    const random = await readFile(import.meta.filename, "utf8");
    const texts = [
      "a".repeat(8_000),
      "?!.,;".repeat(1_600),
      "👩‍💻🔥".repeat(1_000),
      "(.*)+$[^]{9}\\".repeat(600),
      "__proto__ constructor toString ".repeat(250),
      `then${" ".repeat(7_900)}x`,
      "then ".repeat(1_600),
      "\ud83d".repeat(8_000),
      "呢".repeat(8_000),
      `a${"\u0301".repeat(7_999)}`,
      "batreyes wrranty refnuds delivryes brakingz displaya ".repeat(150),
      [...random.matchAll(/[a-z]{4,}/g)]
        .map(([word]) => [...word].reverse().join(""))
        .join(" ")
        .slice(0, 8_000),
      zh.slice(0, 8_000),
    ];
    for (const text of texts) {
      const request = { questions: [text], history: [{ role: "user" as const, content: text }], lang: "en" as const };
      expect(
        leastCpuMs(5, () => answer(indexes, request)),
        text.slice(0, 40),
      ).toBeLessThan(50);
    }
  });
});
