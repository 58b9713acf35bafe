import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { call } from "../testing/http-client.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});

afterAll(() => server.stop());

const GERMAN = { "accept-language": "de-DE,de;q=0.9,en;q=0.8" };

async function opened(headers: Record<string, string>): Promise<{ name: string; token: string }> {
  const { body } = await call(server, "/api/sessions", { body: {}, headers });
  return { name: body.data.session.session_name, token: body.data.token };
}

describe("[S40] [S41] the language that a page asks for", () => {
  test.each([
    ["de", "Guten Tag"],
    ["de-AT", "Guten Tag"],
    ["fr, de;q=0.5", "Guten Tag"],
    ["en;q=0.5, de;q=0.9", "Guten Tag"],
    ["de;q=0.5, zh", "您好"],
    ["de;q=0", "Hello"],
    ["fr", "Hello"],
    ["", "Hello"],
  ])("“%s”: the bot introduces itself with “%s”", async (wish, welcome) => {
    const { body } = await call(server, "/api/config", { headers: { "accept-language": wish } });
    expect(body.data.bot.welcome.startsWith(welcome)).toBe(true);
    expect(body.data.languages).toEqual(["zh-CN", "en", "de"]);
  });

  test("a German customer is spoken to in German: by the bot, about its failure to know, and by Baton", async () => {
    const { name, token } = await opened(GERMAN);
    const say = async (message: string) => (await call(server, "/api/chat", { token, body: { message } })).body.message;
    expect(await say("Wie lange habe ich Garantie?")).toContain("**2 Jahre Garantie**");
    expect(await say("Backen Sie abends auch Pizza?")).toMatch(/^Das weiß ich leider nicht\./);
    expect(await say("Ich möchte mit einem Mitarbeiter sprechen")).toMatch(/^Ich verbinde Sie mit unserem Team\./);
    const cancelled = await call(server, `/api/sessions/${name}/cancel`, { token, body: {} });
    expect(cancelled.body.data.history.at(-1)).toMatchObject({
      role: "system",
      content: "Sie warten nicht mehr auf einen Menschen; der Assistent ist wieder für Sie da.",
    });
  });

  test("Chinese words are answered in Chinese there, too", async () => {
    const { token } = await opened(GERMAN);
    const { body } = await call(server, "/api/chat", { token, body: { message: "转人工" } });
    expect(body.message).toMatch(/^正在为您转接人工客服/);
  });

  test.each([
    ["de-DE,de;q=0.9", /^[A-Z][a-z ]/],
    ["de, zh;q=0.5", /^\p{Script=Han}/u],
  ])("problems are told in English or Chinese only (%s)", async (wish, sentence) => {
    const { body } = await call(server, "/api/nothing", { headers: { "accept-language": wish } });
    expect(body.error).toMatch(sentence);
  });
});
