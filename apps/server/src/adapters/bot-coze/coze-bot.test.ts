import { generateKeyPairSync } from "node:crypto";
import { describe, expect, test } from "vitest";
import { createBench } from "../../testing/doubles/coze/coze-bot.fixtures.ts";
import type { Place } from "../../testing/doubles/coze/index.ts";
import { createCozeBot } from "./index.ts";

const bench = createBench();
const places = (requests: readonly { at: Place }[]) => requests.map(({ at }) => at);

describe("a reply", () => {
  test("[B1] is the answer and nothing else of what Coze streams", async () => {
    const { ask } = await bench();
    expect(await ask({ questions: ["你好"] })).toEqual({
      text: "您好！我是演示用的智能助手，可以问我营业时间、运费和退货。",
      outcome: { kind: "answered" },
    });
  });

  test("comes piece by piece, while Coze still speaks", async () => {
    const { bot, request, double } = await bench();
    double.misbehave("hang_after_first_piece");
    const stop = new AbortController();
    const reply = bot.reply(await request({ questions: ["hello"] }), stop.signal);
    expect(await reply.next()).toEqual({ done: false, value: "Hell" });
    stop.abort();
  });

  test("is asked of the flow, with the app, the conversation and the question in both places", async () => {
    const { ask, double } = await bench();
    await ask({
      questions: ["first", "second"],
      parameters: { order: "A-1", USER_INPUT: "mine", CONVERSATION_NAME: "x" },
    });
    const { workflowId, appId } = double.settings;
    expect(double.seen.chats).toEqual([
      {
        session: "s1",
        conversation: [...double.seen.conversations.keys()][0],
        workflow: workflowId,
        app: appId,
        parameters: { order: "A-1", USER_INPUT: "first\nsecond" },
        messages: [{ role: "user", type: "question", content: "first\nsecond", content_type: "text" }],
      },
    ]);
  });

  test("knows what was said while a person served", async () => {
    const { ask } = await bench();
    const { text } = await ask({
      questions: ["what did your colleague say?"],
      history: [
        { role: "assistant", content: "I do not know." },
        { role: "user", content: "Where is my parcel?" },
        { role: "agent", content: "It arrives on Friday." },
      ],
    });
    expect(text).toBe("[A human colleague said] It arrives on Friday.");
  });

  test("that asks the customer something back is an answer", async () => {
    const { ask, double } = await bench();
    double.misbehave("asks_back");
    expect(await ask()).toMatchObject({ text: /Hello/, outcome: { kind: "answered" } });
  });
});

describe("tokens", () => {
  test("[B7] one a session, for its conversations and all its chats", async () => {
    const { ask, bot, double } = await bench();
    const signal = new AbortController().signal;
    const conversationId = await bot.createConversation("s1", signal);
    await ask({ conversationId });
    await ask({ conversationId });
    await ask({ sessionName: "s2" });
    expect(places(double.seen.requests)).toEqual([
      ...["token", "conversation", "chat", "chat"],
      ...["token", "conversation", "chat"],
    ]);
    expect(double.seen.chats.map(({ session }) => session)).toEqual(["s1", "s1", "s2"]);
  });

  test.each(["timestamp", "seconds"] as const)(
    "are renewed before they end, whose end is told in a %s",
    async (expiresIn) => {
      let now = Date.now();
      const { ask, double, bot } = await bench({ expiresIn, tokenSeconds: 600 }, { clock: { now: () => now } });
      const conversationId = await bot.createConversation("s1", new AbortController().signal);
      const tokensAfter = async (seconds: number) => {
        now += seconds * 1_000;
        await ask({ conversationId });
        return places(double.seen.requests).filter((at) => at === "token").length;
      };
      expect(await tokensAfter(530)).toBe(1);
      expect(await tokensAfter(20)).toBe(2);
    },
  );

  test("that Coze does not accept any more are asked for anew, once", async () => {
    const { ask, bot, double } = await bench();
    const conversationId = await bot.createConversation("s1", new AbortController().signal);
    double.revokeTokens();
    expect(await ask({ conversationId })).toMatchObject({ outcome: { kind: "answered" } });
    expect(places(double.seen.requests)).toEqual(["token", "conversation", "chat", "token", "chat"]);

    double.revokeTokens();
    expect(await bot.createConversation("s1", new AbortController().signal)).toMatch(/^\d+$/);
    expect(places(double.seen.requests).slice(5)).toEqual(["conversation", "token", "conversation"]);
  });
});

describe("settings", () => {
  const pem = (type: "pkcs1" | "pkcs8") =>
    generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ type, format: "pem" }).toString();
  const options = {
    apiBase: "https://api.coze.cn/",
    workflowId: "1",
    appId: "2",
    oauth: { clientId: "3", publicKeyId: "4", privateKey: pem("pkcs8") },
    info: {},
    deadlineMs: 1_000,
  };
  const withKey = (privateKey: string) => () => createCozeBot({ ...options, oauth: { ...options.oauth, privateKey } });

  test("take a private key of either form, also with its line ends written as letters", async () => {
    for (const key of [pem("pkcs1"), pem("pkcs8"), pem("pkcs8").replaceAll("\n", "\\n")]) {
      expect(withKey(key)).not.toThrow();
    }
    const { ask, double } = await bench();
    const { apiBase, oauth } = double.settings;
    const bot = createCozeBot({
      ...double.settings,
      apiBase: `${apiBase}/`,
      oauth: { ...oauth, privateKey: oauth.privateKey.replaceAll("\n", "\\n") },
      info: {},
      deadlineMs: 1_000,
    });
    expect(await bot.createConversation("s1", new AbortController().signal)).toMatch(/^\d+$/);
    expect((await ask()).outcome).toEqual({ kind: "answered" });
  });

  test("refuse what is no RSA key, without quoting it", () => {
    const ec = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ type: "pkcs8", format: "pem" });
    for (const wrong of ["", "secret words", ec.toString()]) {
      expect(withKey(wrong)).toThrow(/^Coze's private key is no RSA key in PEM form$/);
    }
  });

  test("show the bot as the operator wants it", () => {
    const bot = createCozeBot({ ...options, info: { zh: { name: "小助手" } } });
    expect(bot.info("zh")).toMatchObject({ name: "小助手", welcome: /人工/ });
    expect(bot.info("en").name).toBe("AI assistant");
  });
});
