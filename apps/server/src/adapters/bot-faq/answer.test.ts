import type { Lang } from "@baton/protocol";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { answer, type FaqIndexes } from "./answer.ts";
import { indexEntries, indexFaq } from "./index-entries.ts";
import { type FaqEntry, parseFaq } from "./parse.ts";

const en = parseFaq(
  "en/shop.md",
  `# Shop
## How far can I ride on one charge?
> what is the range | how many kilometres per charge
About **60 km** on a full battery.
## Can I ride in winter?
> winter riding | snow
Yes, down to minus ten.
## How long is the warranty?
> warranty period | guarantee
Two years.
## How do I return the bike?
> return policy | send it back
Within **30 days**, in its box.
## When do I get my refund?
> money back | refund time
Five days after the bike is back.
## My brakes squeal.
> brake noise
Clean the discs.
## My motor makes a noise.
> motor noise
Restart the bike.
## Does the range drop in winter?
> range in the cold
By up to 30 %.
`,
);
const zh = parseFaq(
  "zh/shop.md",
  `# 店铺
## 充满一次电能骑多远？
> 续航多少 | 能跑多远
大约 **60 公里**。
## 保修多久？
> 质保多长时间
两年。
## 怎么退货？
> 退货流程
30 天内，原包装。
## 客服几点上班？
> 客服电话
九点到六点。
`,
);
const GERMAN = `# Shop
## Was deckt die Garantie ab?
> Garantiezeit | wie lange ist Garantie
Zwei Jahre.
## Quietschen die Bremsen?
> Bremse quietscht | Bremsen machen Geräusche
Beläge reinigen.
## Gibt es eine Ladestation für mehrere Räder?
> Ladestation
Ja, ab zehn Rädern.
`;
const both: FaqIndexes = indexFaq({ en, zh, de: [] });
const none = indexEntries([]);

/** Any code points, lone surrogates among them. */
const anyText = fc.array(fc.integer({ min: 0, max: 0x10ffff })).map((codes) => String.fromCodePoint(...codes));

type Said = { role: "user" | "assistant"; content: string };
const ask = (question: string | string[], history: Said[] = [], indexes = both, lang: Lang = "en") =>
  answer(indexes, { questions: [question].flat(), history, lang });
const asked = (entries: readonly FaqEntry[]): string[] => entries.map(({ question }) => question);

describe("answer", () => {
  test("[F12] every question and alternate is answered from its own entry, whatever its punctuation and case", () => {
    for (const [lang, entries] of [
      ["en", en],
      ["zh", zh],
    ] as const) {
      for (const entry of entries) {
        for (const text of [entry.question, ...entry.alternates]) {
          const reply = ask(` ${text.toUpperCase()} !!`, [], both, lang);
          expect(reply).toMatchObject({ text: entry.answer, outcome: { kind: "answered" }, entries: [entry] });
        }
      }
    }
  });

  test.each([
    ["how long is the waranty on this bike", "How long is the warranty?"],
    ["can i get my money refunded, when?", "When do I get my refund?"],
    ["請問保固期有多久", "保修多久？"],
    ["我想退貨", "怎么退货？"],
    ["这车续航怎么样，能跑多少公里", "充满一次电能骑多远？"],
  ])("[F8] [F9] %s", (question, entry) => {
    expect(asked(ask(question).entries)).toEqual([entry]);
  });

  test("[F11] the question's script decides the language, not the session's", () => {
    expect(ask("保修多久？", [], both, "en").text).toBe("两年。");
    expect(ask("How long is the warranty?", [], both, "zh").text).toBe("Two years.");
  });

  test("[F11] a German session is answered from German entries, in German", () => {
    const german = indexFaq({ en, zh, de: parseFaq("de/shop.md", GERMAN) });
    const say = (question: string) => ask(question, [], german, "de");
    expect(say("Wie lange habe ich Garantie?").text).toBe("Zwei Jahre.");
    expect(say("Bekomme ich für die Räder eine Ladestation?").text).toBe("Ja, ab zehn Rädern.");
    expect(say("Quitschen die Bremse normal?").entries.map(({ answer: text }) => text)).toEqual(["Beläge reinigen."]);
    expect(say("Danke!").text).toMatch(/^Gern geschehen/);
    expect(say("Sind Sie ein Roboter?").text).toMatch(/automatischer Assistent/);
    const unknown = say("Verkaufen Sie Helme?");
    expect(unknown.outcome).toEqual({ kind: "unknown" });
    expect(unknown.text).toBe(
      "Das weiß ich leider nicht.\n\nUm mit einem Menschen zu sprechen, schreiben Sie „Mitarbeiter“.",
    );
    expect(say("保修多久？").text).toBe("两年。");
  });

  test("[F11] without German ones, from the English entries, and the reply says so", () => {
    const reply = ask("warranty", [], both, "de");
    expect(reply.text).toBe("Diese Antwort habe ich nur auf Englisch:\n\nTwo years.");
    expect(ask("bike winter trip", [], both, "de").text).toMatch(/^Das weiß ich leider nicht.*\n\nVielleicht/u);
  });

  test("[F17] what was offered in German is chosen in German", () => {
    const german = indexFaq({ en: [], zh: [], de: parseFaq("de/shop.md", GERMAN) });
    const offered =
      "Vielleicht meinen Sie eine dieser Fragen:\n\n1. Was deckt die Garantie ab?\n2. Quietschen die Bremsen?";
    for (const choice of ["2", "Die zweite", "nummer 2", "zwei"]) {
      expect(ask(choice, [{ role: "assistant", content: offered }], german, "de").text).toBe("Beläge reinigen.");
    }
  });

  test("[F11] the other language answers only when nothing comes near, and the reply says so", () => {
    const reply = ask("保修多久", [], { ...both, zh: none });
    expect(asked(reply.entries)).toEqual(["How long is the warranty?"]);
    expect(reply.text).toBe("这个问题我只有英文的回答：\n\nTwo years.");
    expect(asked(ask("warranty", [], { ...both, en: none }).entries)).toEqual(["保修多久？"]);
  });

  test("[F13] what it does not know it says plainly, in the customer's language, with the way to a person", () => {
    for (const [question, sorry, person] of [
      ["Which wine goes with grilled salmon?", "I'm sorry, I don't know the answer to that.", '"human agent"'],
      ["煎三文鱼配什么葡萄酒", "抱歉，这个问题我不知道答案。", "“转人工”"],
    ] as const) {
      const reply = ask(question);
      expect(reply.outcome).toEqual({ kind: "unknown" });
      expect(reply.text).toContain(sorry);
      expect(reply.text).toContain(person);
      expect(reply.entries).toEqual([]);
    }
  });

  test("[F13] it offers related questions, three at most, when there is weak evidence", () => {
    const reply = ask("there is a strange noise");
    expect(reply.outcome).toEqual({ kind: "unknown" });
    expect(asked(reply.offered).sort()).toEqual(["My brakes squeal.", "My motor makes a noise."]);
    expect(reply.text).toMatch(/^1\. My .*\n2\. My /m);
  });

  test("[F14] entries that fit nearly as well are offered beside the answer, others are not", () => {
    const reply = ask("noise?");
    expect(asked(reply.entries)).toEqual(["My motor makes a noise."]);
    expect(reply.text).toBe("Restart the bike.\n\nDid you also mean:\n\n1. My brakes squeal.");
    expect(ask("tell me the warranty").offered).toEqual([]);
  });

  test("[F15] several things asked at once are all answered, each under its question", () => {
    const twice = ask("What is the range? And how long is the warranty?");
    expect(twice.text).toBe(
      "**How far can I ride on one charge?**\n\nAbout **60 km** on a full battery.\n\n**How long is the warranty?**\n\nTwo years.",
    );
    expect(asked(ask(["保修多久", "怎么退货"]).entries)).toEqual(["保修多久？", "怎么退货？"]);
  });

  test("[F15] a question after a long story is found", () => {
    const story = "I visited my aunt last summer and we talked all day about her garden. ".repeat(3);
    expect(asked(ask(`${story}What is the range?`).entries)).toEqual(["How far can I ride on one charge?"]);
  });

  test("[F16] a follow-up is read with the question before it, which may itself come before small talk", () => {
    const history: Said[] = [
      { role: "user", content: "What is the range?" },
      { role: "assistant", content: "About 60 km." },
      { role: "user", content: "thanks" },
    ];
    expect(asked(ask("and in winter?", history).entries)).toEqual(["Does the range drop in winter?"]);
    expect(asked(ask("and in winter?").entries)).not.toEqual(["Does the range drop in winter?"]);
  });

  test("[F16] a follow-up about something else is answered for itself", () => {
    const history: Said[] = [{ role: "user", content: "能跑多远" }];
    expect(asked(ask("那保修呢？", history).entries)).toEqual(["保修多久？"]);
  });

  test("[F17] a number takes the question that was offered under it; without such a list it is unknown", () => {
    const before = ask("there is a strange noise");
    const history: Said[] = [{ role: "assistant", content: before.text }];
    for (const choice of ["2", "２。", "the second one", "No. 2"]) {
      expect(ask(choice, history).entries[0]).toBe(before.offered[1]);
    }
    expect(ask("3", history).outcome).toEqual({ kind: "unknown" });
    expect(ask("2").outcome).toEqual({ kind: "unknown" });
    expect(ask("2", [{ role: "assistant", content: "1. Switch off\n2. Return policy" }]).entries).toEqual([]);
  });

  test("[F18] small talk gets a short answer and is no failure; a complaint about the answer is one", () => {
    expect(ask("hi there")).toMatchObject({ text: "Hello! What can I help you with?", outcome: { kind: "answered" } });
    expect(ask("谢谢！")).toMatchObject({ outcome: { kind: "answered" } });
    expect(ask("👍", [], both, "zh").text).toBe("好的，有其他问题随时问我。");
    const complaint = ask("that didn't help");
    expect(complaint.outcome).toEqual({ kind: "unknown" });
    expect(complaint.text).toContain('"human agent"');
  });

  test("[F19] nothing that a customer writes makes it throw or fall silent", () => {
    const text = fc.oneof(
      anyText,
      fc
        .array(
          fc.constantFrom(
            "退货",
            "range",
            "__proto__",
            "constructor",
            "(.*)+$",
            "呢",
            "and ",
            "?",
            "\n",
            "2",
            "👩‍💻",
            "\ud800",
          ),
          {
            minLength: 1,
          },
        )
        .map((parts) => parts.join("")),
    );
    const history = fc.array(
      fc.record({ role: fc.constantFrom<"user" | "assistant">("user", "assistant"), content: text }),
    );
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 3 }), history, (questions, before) => {
        const reply = answer(both, { questions, history: before, lang: "en" });
        expect(reply.text.trim()).not.toBe("");
        expect(reply.offered.length).toBeLessThanOrEqual(3);
        expect(answer(both, { questions, history: before, lang: "en" })).toEqual(reply);
      }),
    );
  });

  test("[F19] of a document only the beginning and the end are looked at", () => {
    const filler = "Lorem ipsum dolor sit amet consetetur. ".repeat(60);
    expect(asked(ask(`${filler}What is the range?`).entries)).toEqual(["How far can I ride on one charge?"]);
    expect(ask(`${filler}What is the range?${filler}`).outcome).toEqual({ kind: "unknown" });
  });

  test("[F19] words that are also names of object members are words", () => {
    const odd = ["constructor", "toString", "hasOwnProperty", "__proto__", "valueOf"];
    const index = indexEntries(
      odd.map((word, at) => ({
        id: word,
        topic: word,
        question: `What is ${word} ${at}x?`,
        alternates: [],
        answer: word,
      })),
    );
    for (const word of odd)
      expect(ask(`tell me about ${word} now`, [], { en: index, zh: none, de: none }).text).toContain(word);
  });
});
