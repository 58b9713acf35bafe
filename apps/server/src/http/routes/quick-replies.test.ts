import { afterEach, describe, expect, test } from "vitest";
import { createAccount } from "../../application/accounts/create-account.ts";
import { openAccounts } from "../../compose/accounts.ts";
import { call, newSession, signIn } from "../../testing/http-client.ts";
import { startTestServer, type TestServer } from "../../testing/test-server.ts";

const servers: TestServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
});

const HELLO = { shortcut: "您好", text: "{{customer_name|您好}}，我是{{agent_name}}。" };

/** The whole server with two agents beside its administrator. */
async function start(settings: Record<string, string> = {}, dataDir?: string) {
  const server = await startTestServer(settings, dataDir === undefined ? {} : { dataDir });
  servers.push(server);
  if (dataDir === undefined) {
    const accounts = await openAccounts({ kind: "file", dataDir: server.dataDir });
    for (const username of ["wang", "li"]) {
      const account = { tenant: "default", username, password: `a password of ${username}'s`, name: username };
      await createAccount(accounts, { ...account, role: "agent", maxSessions: 5, avatarUrl: null });
    }
    await accounts.close();
  }
  const [admin, wang, li] = await Promise.all([
    signIn(server),
    signIn(server, "wang", "a password of wang's"),
    signIn(server, "li", "a password of li's"),
  ]);
  return {
    server,
    admin,
    wang,
    li,
    list: async (token: string) => (await call(server, "/api/quick-replies", { token })).body.data.quick_replies,
    put: (token: string, path: string, body: object = HELLO, headers: Record<string, string> = {}) =>
      call(server, `/api/quick-replies/${path}`, { token, method: "PUT", body, headers }),
    remove: (token: string, path: string) => call(server, `/api/quick-replies/${path}`, { token, method: "DELETE" }),
  };
}

describe("[Q3] who may", () => {
  test.each([
    ["GET", "", [401, 403, 200, 200]],
    ["PUT", "/own/hello", [401, 403, 200, 200]],
    ["DELETE", "/own/hello", [401, 403, 404, 404]],
    ["PUT", "/shared/hello", [401, 403, 403, 200]],
    ["DELETE", "/shared/hello", [401, 403, 403, 404]],
  ])("%s /api/quick-replies%s: nobody, a customer, an agent, an administrator", async (method, path, expected) => {
    const { server, wang, admin } = await start();
    const { token: customer } = await newSession(server);
    const statusFor = async (token?: string) => {
      const request = { method, ...(token && { token }), ...(method === "PUT" && { body: HELLO }) };
      return (await call(server, `/api/quick-replies${path}`, request)).status;
    };
    expect([await statusFor(), await statusFor(customer), await statusFor(wang), await statusFor(admin)]).toEqual(
      expected,
    );
  });

  test("nobody sees or writes another agent's own: not an agent, not an administrator", async () => {
    const { admin, wang, li, list, put, remove } = await start();
    await put(wang, "own/hello");
    for (const token of [li, admin]) {
      expect(await list(token)).toEqual([]);
      expect((await remove(token, "own/hello")).status).toBe(404);
      await put(token, "own/hello", { ...HELLO, text: "mine" });
    }
    expect(await list(wang)).toMatchObject([{ ...HELLO, version: 1 }]);
    for (const id of ["../shared/hello", "%2e%2e", "agent_1/hello"]) {
      expect((await put(wang, `own/${id}`)).status).toBeGreaterThanOrEqual(400);
    }
  });

  test("in open mode a caller without a token reads the shared ones and writes none", async () => {
    const { server, admin, wang, put } = await start({ BATON_AUTH: "open" });
    await put(admin, "shared/hello");
    await put(wang, "own/mine", { shortcut: "mine", text: "Mine" });
    expect((await call(server, "/api/quick-replies")).body.data.quick_replies).toMatchObject([{ id: "hello" }]);
    for (const scope of ["own", "shared"]) {
      const path = `/api/quick-replies/${scope}/hello`;
      for (const request of [{ method: "PUT", body: HELLO }, { method: "DELETE" }]) {
        expect(await call(server, path, request)).toMatchObject({ status: 401, body: { code: "UNAUTHENTICATED" } });
      }
    }
  });
});

describe("a quick reply's life", () => {
  test("[Q1] [Q2] [Q4] saved, listed, replaced, removed", async () => {
    const { admin, wang, list, put, remove } = await start();
    const saved = await put(admin, "shared/hello");
    const reply = {
      ...HELLO,
      id: "hello",
      scope: "shared",
      version: 1,
      updated_at: expect.any(Number),
      updated_by: expect.stringMatching(/^agent_/),
    };
    expect([saved.status, saved.body]).toEqual([200, { success: true, data: { quick_reply: reply } }]);
    expect(await list(wang)).toEqual([reply]);
    const replaced = await put(admin, "shared/hello", { ...HELLO, text: "Hello.", version: 1 });
    expect(replaced.body.data.quick_reply).toMatchObject({ version: 2, text: "Hello." });
    expect((await remove(admin, "shared/hello?version=1")).body.errors).toMatchObject([{ path: "version" }]);
    expect((await remove(admin, "shared/hello?version=2")).body).toEqual({ success: true });
    expect(await list(wang)).toEqual([]);
    expect(await remove(admin, "shared/hello")).toMatchObject({ status: 404, body: { code: "NOT_FOUND" } });
  });

  test("[Q2] shared ones and one's own, by shortcut, one's own first", async () => {
    const { admin, wang, list, put } = await start();
    await put(admin, "shared/b", { shortcut: "Bye", text: "Good bye." });
    await put(admin, "shared/h", { shortcut: "hello", text: "Hello." });
    await put(wang, "own/h", { shortcut: "HELLO", text: "Hi." });
    await put(wang, "own/a", { shortcut: "again", text: "Anything else?" });
    const listed = (await list(wang)).map(({ scope, shortcut }: { scope: string; shortcut: string }) => [
      scope,
      shortcut,
    ]);
    expect(listed).toEqual([
      ["own", "again"],
      ["shared", "Bye"],
      ["own", "HELLO"],
      ["shared", "hello"],
    ]);
  });

  test("[Q5] a stale version is refused by name, in the caller's language", async () => {
    const { wang, put } = await start();
    await put(wang, "own/hello");
    const stale = await put(wang, "own/hello", { ...HELLO, text: "x", version: 9 });
    expect(stale).toMatchObject({ status: 400, body: { code: "VALIDATION", errors: [{ path: "version" }] } });
    const chinese = await put(wang, "own/hello", { ...HELLO, text: "x" }, { "accept-language": "zh-CN" });
    expect(chinese.body.errors).toEqual([{ path: "version", message: "这条快捷回复已被他人修改：请重新加载。" }]);
  });

  test("[Q10] a retry with its key has one effect and gets the first answer, whatever happened since", async () => {
    const { server, wang, list, put } = await start();
    const key = { "idempotency-key": "a-key-of-wangs" };
    const first = await put(wang, "own/hello", HELLO, key);
    await put(wang, "own/hello", { ...HELLO, text: "Changed.", version: 1 });
    expect(await put(wang, "own/hello", HELLO, key)).toMatchObject({ status: 200, body: first.body });
    expect(await list(wang)).toMatchObject([{ version: 2, text: "Changed." }]);
    expect(await put(wang, "own/hello", { ...HELLO, text: "Other." }, key)).toMatchObject({
      status: 422,
      body: { code: "IDEMPOTENCY_CONFLICT" },
    });
    const remove = { token: wang, method: "DELETE", headers: { "idempotency-key": "another-key" } };
    for (let count = 0; count < 2; count++) {
      const { status, body } = await call(server, "/api/quick-replies/own/hello?version=2", remove);
      expect([status, body]).toEqual([200, { success: true }]);
    }
    expect(await list(wang)).toEqual([]);
    expect((await call(server, "/api/quick-replies/own/hello", { token: wang, method: "DELETE" })).status).toBe(404);
  });

  test("[Q8] an unknown variable is named, with those that there are, in the caller's language", async () => {
    const { wang, list, put } = await start();
    const misspelt = { shortcut: "hi", text: "Hi {{custmer_name}}, {{ agent_name }}, {{custmer_name|you}}!" };
    expect((await put(wang, "own/hi", misspelt)).body.errors).toEqual([
      {
        path: "text",
        message: "There is no {{custmer_name}}. A quick reply may hold {{customer_name}} and {{agent_name}}.",
      },
    ]);
    const { status, body } = await put(wang, "own/hi", misspelt, { "accept-language": "zh" });
    expect([status, body.errors[0].message]).toEqual([
      400,
      "没有变量 {{custmer_name}}。快捷回复中可以使用 {{customer_name}} 和 {{agent_name}}。",
    ]);
    expect(await list(wang)).toEqual([]);
  });

  test.each([
    [{ ...HELLO, shortcut: "two words" }, "shortcut"],
    [{ ...HELLO, shortcut: "/hi" }, "shortcut"],
    [{ ...HELLO, shortcut: "  " }, "shortcut"],
    [{ ...HELLO, shortcut: "a".repeat(41) }, "shortcut"],
    [{ ...HELLO, text: " " }, "text"],
    [{ ...HELLO, text: "a".repeat(4_001) }, "text"],
    [{ ...HELLO, text: "a\u0000" }, "text"],
    [{ ...HELLO, text: "\ud800" }, "text"],
  ])("[Q1] what is not valid is refused, and it is said where: %o", async (body, path) => {
    const { wang, list, put } = await start();
    const { status, body: problem } = await put(wang, "own/hello", body);
    expect([status, problem.errors[0].path]).toEqual([400, path]);
    expect(await list(wang)).toEqual([]);
  });

  test("[Q1] an id is short and plain, and there are two scopes", async () => {
    const { wang, put } = await start();
    for (const id of ["A", "-a", "a.b", "a%20b", "%E7%83%9F", "a".repeat(64)]) {
      expect(await put(wang, `own/${id}`)).toMatchObject({ status: 400, body: { errors: [{ path: "id" }] } });
    }
    expect(await put(wang, "everybody/hello")).toMatchObject({ status: 400, body: { errors: [{ path: "scope" }] } });
  });

  test("[Q4] they are there after a restart", async () => {
    const before = await start();
    await before.put(before.admin, "shared/hello");
    await before.put(before.wang, "own/bye", { shortcut: "bye", text: "Good bye." });
    const listed = await before.list(before.wang);
    await before.server.stop({ keepData: true });
    const after = await start({}, before.server.dataDir);
    expect(await after.list(after.wang)).toEqual(listed);
  });

  test("[Q9] a change is one line with ids; what is not changed, or not accepted, is none", async () => {
    const { server, admin, wang, put, remove } = await start();
    await put(wang, "own/hello", { shortcut: "secret-word", text: "secret-text" });
    await put(wang, "own/hello", { shortcut: "secret-word", text: "secret-text" });
    await put(wang, "shared/hello");
    await put(admin, "shared/hello");
    await remove(admin, "shared/hello");
    const lines = server.lines.filter(({ event }) => String(event).startsWith("quick_reply"));
    const line = { quick_reply: "hello", operator: expect.stringMatching(/^agent_/), tenant: "default" };
    expect(lines).toMatchObject([
      { event: "quick_reply_saved", scope: "own", ...line, request_id: expect.stringMatching(/^req_/) },
      { event: "quick_reply_saved", scope: "shared", ...line },
      { event: "quick_reply_removed", scope: "shared", ...line },
    ]);
    expect(JSON.stringify(server.lines)).not.toContain("secret-");
  });
});
