import { describe, expect, onTestFinished, test } from "vitest";
import {
  ENGINES,
  type Engine,
  HARMLESS,
  openShop,
  type Shop,
  startCoze,
  startOpenai,
  turnsLeftOpen,
} from "./bot-faults.fixtures.ts";
import { call, newSession, openStream, signIn } from "./http-client.ts";
import { ownMsUntil } from "./own-time.ts";

const RACES_EACH = 500;
const AT_ONCE = 25;

/** People take over before the first piece, in the middle, and after the end. */
const REPLY_MS = 250;
const COZE_PIECES = 12;

async function open(engine: Engine): Promise<Shop> {
  const shop = await openShop(engine);
  onTestFinished(() => shop.close());
  return shop;
}

/** @returns how far the bot was when the person took over; `refused`: the person was there before the question */
async function race(shop: Shop, agent: string): Promise<"refused" | "before" | "amid" | "after"> {
  const { server, busy } = shop;
  const { name, token } = await newSession(server);
  const watching = await openStream(server, `/api/sessions/${name}/events`, { token });
  const asking = call(server, "/api/chat", { token, body: { message: HARMLESS } });
  await new Promise((resolve) => setTimeout(resolve, Math.random() * 2 * REPLY_MS));

  const taken = await call(server, `/api/sessions/${name}/takeover`, { token: agent, body: {} });
  expect(taken.status).toBe(200);
  const silence = expect.poll(() => busy.has(name), { interval: 20 }).toBe(false);
  expect(await ownMsUntil(silence)).toBeLessThan(1_000);
  const body = { session_name: name, role: "agent", content: "I am here now." };
  const said = await call(server, "/api/manual/messages", { token: agent, body });
  await watching.until((frame) => frame.data.message_id === said.body.data.message_id);
  const { status } = await asking;
  expect([200, 409]).toContain(status);

  const types = watching.frames.map(({ data }) => data.type);
  const live = watching.frames.findIndex(({ data }) => data.type === "status_change" && data.status === "manual_live");
  expect(live).toBeGreaterThan(-1);
  expect(types.slice(live)).not.toContain("message");
  expect(types.slice(live)).not.toContain("bot_message");
  expect(turnsLeftOpen(await shop.history(name))).toBe(0);
  watching.close();
  if (status === 409) return "refused";
  if (types.includes("bot_message")) return "after";
  return types.includes("message") ? "amid" : "before";
}

describe(`a person takes over at any moment, ${RACES_EACH} times: nothing of the bot's is shown afterwards`, () => {
  async function races(engine: Engine) {
    const shop = await open(engine);
    const agent = await signIn(shop.server);
    const seen = { refused: 0, before: 0, amid: 0, after: 0 };
    let begun = 0;
    const racer = async () => {
      while (begun < RACES_EACH) {
        begun += 1;
        seen[await race(shop, agent)] += 1;
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, racer));
    expect(await ownMsUntil(expect.poll(engine.underWay).toBe(0))).toBeLessThan(1_000);
    expect(seen.amid).toBeGreaterThan(RACES_EACH / 10);
  }

  test("[B23] over Coze, which answers slowly", { timeout: 240_000 }, async () => {
    await races(await startCoze({ paceMs: REPLY_MS / COZE_PIECES }));
  });

  test("[B23] over OpenAI, which hangs in the middle of its reply", { timeout: 240_000 }, async () => {
    const engine = await startOpenai();
    engine.misbehave("hang_after_first_piece");
    await races(engine);
  });
});

describe.each(ENGINES)("%s hangs in the middle of its replies", (_name, start) => {
  async function talkingTo(customers: number) {
    const engine = await start();
    engine.misbehave("hang_after_first_piece");
    const shop = await open(engine);
    const leaving = new AbortController();
    const { url } = shop.server;
    const sessions = await Promise.all(Array.from({ length: customers }, () => newSession(shop.server)));
    const asking = sessions.map(({ token }) =>
      fetch(`${url}/api/chat`, {
        method: "POST",
        signal: leaving.signal,
        headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
        body: JSON.stringify({ message: HARMLESS }),
      }).then(
        ({ status }) => status,
        () => null,
      ),
    );
    await expect.poll(engine.underWay).toBe(customers);
    return { engine, shop, leaving, sessions, asking };
  }

  test("[B23] the customers leave: the engine's calls end, no session is stuck, no failure is counted", async () => {
    const { engine, shop, leaving, sessions, asking } = await talkingTo(20);
    leaving.abort();
    await Promise.all(asking);
    expect(await ownMsUntil(expect.poll(engine.underWay).toBe(0))).toBeLessThan(1_000);
    for (const { name } of sessions) await expect.poll(async () => turnsLeftOpen(await shop.history(name))).toBe(0);
    expect((await call(shop.server, "/api/health")).body.parts.bot).toEqual({ status: "up" });
  });

  test("[B23] the server stops: nobody waits for the engine, no call stays, every caller has an answer", {
    timeout: 60_000,
  }, async () => {
    const { engine, shop, sessions, asking } = await talkingTo(20);
    const stopped = shop.server.stop({ keepData: true });
    // A second by the rule, and one for a busy machine.
    const silence = expect.poll(() => engine.underWay(), { interval: 20 }).toBe(0);
    expect(await ownMsUntil(silence)).toBeLessThan(2_000);
    expect(await Promise.all(asking)).toEqual(sessions.map(() => expect.any(Number)));
    await stopped;
    expect(engine.underWay()).toBe(0);
    expect(shop.busy.size).toBe(0);
  });
});
