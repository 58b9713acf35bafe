import { expect, test } from "vitest";
import { listen } from "../../testing/bot.fixtures.ts";
import { createBench } from "../../testing/doubles/coze/coze-bot.fixtures.ts";
import type { Place } from "../../testing/doubles/coze/index.ts";

const SESSIONS = 200;
const TOKEN_SECONDS = 60;
const bench = createBench();

test("[B7] 200 sessions at once, with tokens that end and are refused meanwhile: no token, no conversation and no word is another's", async () => {
  // Counted in chats, not by a clock: on a slow machine too, tokens are renewed between the turns of all the others, and
  // most are used before they are revoked.
  let chats = 0;
  let aheadMs = 0;
  const onRequest = (at: Place) => {
    if (at !== "chat") return;
    chats += 1;
    if (chats % 120 === 60) aheadMs += TOKEN_SECONDS * 1_000;
    if (chats % 120 === 0) double.revokeTokens();
  };
  const { bot, double } = await bench(
    { tokenSeconds: TOKEN_SECONDS, expiresIn: "seconds", paceMs: 1, onRequest },
    { clock: { now: () => Date.now() + aheadMs } },
  );
  const signal = new AbortController().signal;
  const names = Array.from({ length: SESSIONS }, (_, n) => `session-${n}`);

  const conversations = await Promise.all(
    names.map(async (sessionName) => {
      const conversationId = await untilGiven(() => bot.createConversation(sessionName, signal));
      for (const turn of [1, 2, 3]) {
        const secret = `only ${sessionName} knows ${turn}`;
        const { pieces } = await untilGiven(() =>
          listen(
            bot.reply(
              {
                sessionName,
                conversationId,
                lang: "en",
                questions: ["what did your colleague say?"],
                history: [{ role: "agent", content: secret }],
                parameters: { session: sessionName },
              },
              signal,
            ),
          ),
        );
        expect(pieces.join("")).toBe(`[A human colleague said] ${secret}`);
      }
      return [conversationId, sessionName] as const;
    }),
  );

  expect(double.seen.crossings).toEqual([]);
  expect(double.seen.chats).toHaveLength(SESSIONS * 3);
  expect(new Map(conversations).size).toBe(SESSIONS);
  const used = new Map(conversations);
  for (const { session, conversation, parameters } of double.seen.chats) {
    expect(session).toBe(parameters["session"]);
    expect(session).toBe(used.get(conversation));
    expect(double.seen.conversations.get(conversation)).toBe(session);
  }
  expect(double.seen.requests.filter(({ at }) => at === "token").length).toBeGreaterThan(SESSIONS);
}, 60_000);

/** The second token may be revoked as well before it is used: then it is refused, which this test is not about. */
async function untilGiven<Result>(ask: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await ask();
    } catch (error) {
      if (attempt === 10) throw error;
      expect(error).toMatchObject({ name: "BotError", failure: "refused" });
    }
  }
}
