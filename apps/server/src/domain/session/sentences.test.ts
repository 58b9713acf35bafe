import { Lang, SystemMessageKey } from "@baton/protocol";
import { describe, expect, test } from "vitest";
import { given, only } from "../../testing/given-when-then.ts";
import {
  ANNA,
  cancel,
  chat,
  escalate,
  open,
  release,
  takeOver,
  writesToPerson,
} from "../../testing/session-samples.ts";
import { requestVerdict } from "../regulator/request/index.ts";
import { languageOf, sentence } from "./sentences.ts";

describe("the language of an answer", () => {
  test.each([
    ["你好", "en", "zh"],
    ["Is the Bafang 电机 any good?", "en", "zh"],
    ["hello", "zh", "en"],
    ["ok", "zh", "en"],
    ["Olá", "zh", "en"],
    ["k", "zh", "zh"],
    ["12345 !?", "zh", "zh"],
    ["👍", "en", "en"],
    ["", "en", "en"],
    ["привет", "zh", "zh"],
    ["Wo ist mein Paket?", "de", "de"],
    ["hello", "de", "de"],
    ["你好", "de", "zh"],
    ["12345 !?", "de", "de"],
    ["Wo ist mein Paket?", "zh", "en"],
  ] as const)("[S40] “%s” after %s: %s", (text, before, expected) => {
    expect(languageOf(text, before)).toBe(expected);
  });

  test("[S40] a session begins in the language it was opened in", () => {
    const { events } = given(open(null, "zh"), escalate()).when(cancel());
    expect(only(events, "system_message").personal?.content).toMatch(/智能助手/);
  });

  test("[S40] it follows what the customer writes, to the bot and to a person", () => {
    const english = given(open(null, "zh"), chat("hello"));
    expect(english.state).toMatchObject({ lang: "en" });
    const chinese = english.and(escalate(), writesToPerson("有人吗"), takeOver(ANNA));
    expect(only(chinese.when(release(ANNA.id)).events, "system_message").personal?.content).toMatch(/人工服务已结束/);
  });

  test("[S40] digits say nothing: it stays", () => {
    expect(given(chat("你好"), chat("12")).state).toMatchObject({ lang: "zh" });
  });
});

describe("our sentences", () => {
  test.each(SystemMessageKey.options)("[S41] “%s” is there in every language", (key) => {
    expect(sentence(key, "zh")).toMatch(/\p{Script=Han}/u);
    expect(sentence(key, "en")).not.toMatch(/\p{Script=Han}/u);
    expect(sentence(key, "en")).toMatch(/\w{2}/);
    expect(sentence(key, "de")).toMatch(/\b(?:Sie|neues Gespräch)\b/);
  });

  test.each(["nobody_available", "released", "bot_failed"] as const)(
    "[S41] [R11] “%s” says how to reach a person, and it works",
    (key) => {
      for (const lang of Lang.options) {
        const [, words = ""] = /[“„](.+?)[”“]/.exec(sentence(key, lang)) ?? [];
        expect(requestVerdict(words)).toMatchObject({ fires: true });
      }
    },
  );

  test("[S40] [S41] who comes from a German page is spoken to in German", () => {
    const waiting = given(open(null, "de"), chat("Ich möchte mit einem Mitarbeiter sprechen", "de"));
    expect(waiting.state).toMatchObject({ status: "pending_manual", lang: "de" });
    expect(only(waiting.when(cancel()).events, "system_message").personal?.content).toMatch(/^Sie warten nicht mehr/);
  });
});
