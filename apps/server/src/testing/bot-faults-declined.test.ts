import { expect, test } from "vitest";
import { askOnce, type Engine, HARMLESS, openShop, startCoze, startOpenai } from "./bot-faults.fixtures.ts";
import type { CozeMisbehaviour } from "./doubles/coze/index.ts";
import type { OpenaiDoubleOptions } from "./doubles/openai/openai-double.ts";
import { call } from "./http-client.ts";

const DECLINED = 10;
/** What the engine will not speak of, in words that the regulator has nothing against. */
const FORBIDDEN = "What are the opening hours of the forbidden city?";

/** An engine that declines one question and answers all others; `decline` is told before and after. */
type Start = () => Promise<{ engine: Engine; decline: (now: boolean) => void }>;

const coze =
  (kind: CozeMisbehaviour, code: number): Start =>
  async () => {
    const engine = await startCoze();
    return { engine, decline: (now) => engine.double.misbehave(now ? kind : null, { code }) };
  };

const openai =
  (answer: Pick<OpenaiDoubleOptions, "answer" | "refuse">): Start =>
  async () => ({ engine: await startOpenai(answer), decline: () => undefined });

const isForbidden = (request: object): boolean => JSON.stringify(request).includes("forbidden city");
const FINE = { text: "From nine to nine." };
/** Before the first word, in the form of an error. */
const FILTERED = [{ error: { message: "filtered", code: "content_filter" } }];
const finishes = (finish: string): Start =>
  openai({ answer: (request) => (isForbidden(request) ? { text: "", finish } : FINE) });

test.concurrent.for<[string, Start]>([
  ["Coze: risk in the chat", coze("chat_failed", 702093018)],
  ["Coze: a step of the flow that fails on these words", coze("chat_failed_after_first_piece", 720702204)],
  ["Coze: parameters", coze("code_in_json", 4000)],
  ["OpenAI: the reply filtered", finishes("content_filter")],
  ["OpenAI: 400", openai({ answer: () => FINE, refuse: (request) => (isForbidden(request) ? "too long" : null) })],
  ["OpenAI: the question filtered", openai({ answer: (request) => (isForbidden(request) ? FILTERED : FINE) })],
])(
  "[B13] %s: a customer who is declined ten times keeps nobody else from the bot",
  {
    timeout: 30_000,
  },
  async ([, start], { onTestFinished }) => {
    const { engine, decline } = await start();
    const shop = await openShop(engine, { BATON_BOT_BREAKER_FAILURES: "3" });
    onTestFinished(() => shop.close());

    for (let n = 0; n < DECLINED; n += 1) {
      decline(true);
      const { name, message, status } = await askOnce(shop, FORBIDDEN);
      expect({ message, status }).toMatchObject({ message: /cannot answer right now/, status: "bot_active" });
      const ended = (await shop.history(name)).find(({ type }) => type === "bot_turn_ended");
      expect(ended?.data).toMatchObject({ cause: "failed", failure: "declined" });
    }
    expect(engine.asked()).toBe(DECLINED);

    decline(false);
    expect(await askOnce(shop, HARMLESS)).toMatchObject({ message: /nine|9:00/, status: "bot_active" });
    expect((await call(shop.server, "/api/health")).body.parts.bot).toEqual({ status: "up" });
  },
);
