import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type CozeEngine, openShop, type Shop, startCoze } from "./bot-faults.fixtures.ts";
import { call, newSession } from "./http-client.ts";

let shop: Shop<CozeEngine>;
beforeEach(async () => {
  shop = await openShop(await startCoze({ paceMs: 2 }));
});
afterEach(() => shop.close());

const ask = (token: string, message: string) => call(shop.server, "/api/chat", { token, body: { message } });

describe("sessions that talk over Coze at once", () => {
  test("[B7] use their own token and their own conversation each time, also after a new conversation", async () => {
    const { double } = shop.engine;
    const customers = await Promise.all(Array.from({ length: 40 }, () => newSession(shop.server)));
    const rounds = ["What are your opening hours?", "Is shipping free?", "Can I return it?"];
    await Promise.all(
      customers.map(async ({ name, token }, n) => {
        for (const [round, message] of rounds.entries()) {
          if (round === 2 && n % 2 === 0) {
            const made = await call(shop.server, "/api/conversation/new", { token, body: { session_id: name } });
            expect(made.status).toBe(200);
          }
          const { body } = await ask(token, message);
          expect(body.status).toBe("bot_active");
          expect(double.seen.conversations.get(body.conversation_id)).toBe(name);
        }
      }),
    );
    expect(double.seen.crossings).toEqual([]);
    expect(double.seen.chats).toHaveLength(customers.length * rounds.length);
    for (const { session, conversation } of double.seen.chats) {
      expect(double.seen.conversations.get(conversation)).toBe(session);
    }
    for (const { name } of customers) {
      const own = double.seen.chats.filter(({ session }) => session === name);
      expect(own.map(({ messages }) => messages.at(-1)?.content)).toEqual(rounds);
    }
  });

  test("[B7] two that Coze answers crosswise: neither sees the other's reply, both are told", async () => {
    shop.engine.double.misbehave("crosswise");
    const [one, other] = await Promise.all([newSession(shop.server), newSession(shop.server)]);
    const answers = await Promise.all([
      ask(one.token, "What are your opening hours?"),
      ask(other.token, "Can I return an order?"),
    ]);
    for (const { body } of answers) expect(body.message).toMatch(/^Sorry, the assistant cannot answer right now/);
    for (const { name } of [one, other]) {
      const texts = JSON.stringify(await shop.history(name));
      expect(texts).not.toContain("We are open every day");
      expect(texts).not.toContain("within 7 days");
    }
  });
});
