import { CozeAPI, getJWTToken } from "@coze/api";
import { afterEach, describe, expect, test } from "vitest";
import { type CozeDouble, startCozeDouble } from "./index.ts";

let double: CozeDouble;
afterEach(() => double.close());

/** The official SDK, as its own examples drive it: nothing of Baton's. */
async function sdk(session: string, changes: object = {}): Promise<{ coze: CozeAPI; expiresIn: number }> {
  const { apiBase, oauth } = double.settings;
  const token = await getJWTToken({
    baseURL: apiBase,
    appId: oauth.clientId,
    aud: new URL(apiBase).host,
    keyid: oauth.publicKeyId,
    privateKey: oauth.privateKey,
    sessionName: session,
    ...changes,
  });
  return { coze: new CozeAPI({ baseURL: apiBase, token: token.access_token }), expiresIn: token.expires_in };
}

async function events(coze: CozeAPI, conversation: string, question: string) {
  const seen: { event: string; data: Record<string, unknown> }[] = [];
  const { workflowId, appId } = double.settings;
  for await (const { event, data } of coze.workflows.chat.stream({
    workflow_id: workflowId,
    app_id: appId,
    conversation_id: conversation,
    parameters: {},
    additional_messages: [{ role: "user" as never, content: question, content_type: "text" }],
  })) {
    seen.push({ event, data: data as unknown as Record<string, unknown> });
  }
  return seen;
}

describe("the double of Coze, driven with the official SDK", () => {
  test("gives a token, makes a conversation, and streams a chat in Coze's events", async () => {
    double = await startCozeDouble();
    const { coze, expiresIn } = await sdk("s1");
    expect(expiresIn).toBeGreaterThan(Date.now() / 1_000 + 800);
    const { id } = await coze.conversations.create({});
    const seen = await events(coze, id, "你好");

    expect(seen.map(({ event }) => event).filter((event, at, all) => event !== all[at - 1])).toEqual([
      "conversation.chat.created",
      "conversation.chat.in_progress",
      "conversation.message.completed",
      "conversation.message.delta",
      "conversation.message.completed",
      "conversation.chat.completed",
      "done",
    ]);
    const answers = seen.filter(({ data }) => data["type"] === "answer");
    const pieces = answers.filter(({ event }) => event === "conversation.message.delta");
    expect(pieces.length).toBeGreaterThan(3);
    expect(pieces.map(({ data }) => data["content"]).join("")).toBe(answers.at(-1)?.data["content"]);
    expect(new Set(seen.slice(0, -1).map(({ data }) => data["conversation_id"]))).toEqual(new Set([id]));
    expect(double.seen.chats).toMatchObject([{ session: "s1", conversation: id }]);
  });

  test("refuses an assertion of another app, host, key or without a session", async () => {
    double = await startCozeDouble();
    const wrongs = [{ appId: "other" }, { aud: "api.coze.com" }, { keyid: "other" }, { sessionName: "" }];
    for (const wrong of wrongs) await expect(sdk("s1", wrong)).rejects.toThrow();
    expect(await sdk("s1")).toBeDefined();
  });

  test("refuses an assertion that was used before, and one that another key signed", async () => {
    double = await startCozeDouble();
    const { SignJWT, generateKeyPair, importPKCS8 } = await import("jose");
    const { apiBase, oauth } = double.settings;
    const sign = async (key: CryptoKey) =>
      new SignJWT({ session_name: "s1" })
        .setProtectedHeader({ alg: "RS256", typ: "JWT", kid: oauth.publicKeyId })
        .setIssuer(oauth.clientId)
        .setAudience(new URL(apiBase).host)
        .setIssuedAt()
        .setExpirationTime("1h")
        .setJti("once")
        .sign(key);
    const ask = async (assertion: string) => {
      const response = await fetch(`${apiBase}/api/permission/oauth2/token`, {
        method: "POST",
        headers: { authorization: `Bearer ${assertion}` },
        body: JSON.stringify({ grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer" }),
      });
      return response.status;
    };
    const assertion = await sign(await importPKCS8(oauth.privateKey, "RS256"));
    expect(await ask(await sign((await generateKeyPair("RS256")).privateKey))).toBe(401);
    expect(await ask(assertion)).toBe(200);
    expect(await ask(assertion)).toBe(401);
  });

  test("lets no session use another one's conversation, and writes down the attempt", async () => {
    double = await startCozeDouble();
    const one = await sdk("s1");
    const other = await sdk("s2");
    const { id } = await one.coze.conversations.create({});
    await expect(events(other.coze, id, "hello")).resolves.toMatchObject([{ event: "error", data: { code: 4101 } }]);
    expect(double.seen.crossings).toEqual(["s2 used the conversation of s1"]);
    expect(double.seen.chats).toEqual([]);
  });

  test("knows no token that is over or revoked", async () => {
    double = await startCozeDouble({ tokenSeconds: 0, expiresIn: "seconds" });
    const old = await sdk("s1");
    expect(old.expiresIn).toBe(0);
    await expect(old.coze.conversations.create({})).rejects.toMatchObject({ status: 401 });
    await double.close();

    double = await startCozeDouble();
    const revoked = await sdk("s1");
    double.revokeTokens();
    await expect(revoked.coze.conversations.create({})).rejects.toMatchObject({ status: 401 });
  });
});
