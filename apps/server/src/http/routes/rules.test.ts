import { afterEach, describe, expect, test } from "vitest";
import { createAccount } from "../../application/accounts/create-account.ts";
import { openAccounts } from "../../compose/accounts.ts";
import type { Journal } from "../../ports/journal.ts";
import { type CallOptions, call, newSession, signIn } from "../../testing/http-client.ts";
import { startTestServer, type TestServer } from "../../testing/test-server.ts";

const servers: TestServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
});

/** The whole server, seen by an administrator; sessions by the names that a test gives them. */
async function start(options: Parameters<typeof startTestServer>[1] = {}) {
  const server = await startTestServer({}, options);
  servers.push(server);
  const admin = await signIn(server);
  const tokens = new Map<string, string>();
  const tokenOf = async (name: string): Promise<string> => {
    const token = tokens.get(name) ?? (await newSession(server, { session_name: name })).token;
    tokens.set(name, token);
    return token;
  };
  return {
    server,
    admin,
    ask: (path: string, request: CallOptions = {}) => call(server, path, { token: admin, ...request }),
    put: (id: string, body: object, request: CallOptions = {}) =>
      call(server, `/api/rules/${id}`, { token: admin, method: "PUT", body, ...request }),
    /** What a customer writes; @returns the session as an agent sees it then */
    async say(name: string, message: string) {
      await call(server, "/api/chat", { token: await tokenOf(name), body: { message } });
      return (await call(server, `/api/sessions/${name}`, { token: admin })).body.data.session;
    },
    serve: async (name: string) => {
      await call(server, `/api/sessions/${name}/takeover`, { token: admin, body: {} });
      await call(server, `/api/sessions/${name}/release`, { token: admin, body: {} });
    },
  };
}

const SMOKE = {
  name: "冒烟 Smoke",
  expression: 'message.text.matches("smoke|冒烟")',
  priority: 10,
  action: { kind: "escalate", reason: "A battery may burn.", severity: "high" },
};

describe("[E19] who may", () => {
  test.each([
    ["GET", "/api/rules", undefined],
    ["GET", "/api/rules/smoke", undefined],
    ["PUT", "/api/rules/smoke", SMOKE],
    ["DELETE", "/api/rules/smoke", undefined],
    ["POST", "/api/rules/check", { expression: "true" }],
    ["POST", "/api/rules/try", { rule: SMOKE }],
  ])("%s %s: administrators, and nobody else", async (method, path, body) => {
    const { server, admin } = await start();
    const accounts = await openAccounts({ kind: "file", dataDir: server.dataDir });
    const account = { username: "wang", password: "a password of Wang's", name: "小王" };
    await createAccount(accounts, { ...account, tenant: "default", role: "agent", maxSessions: 5, avatarUrl: null });
    await accounts.close();
    const agent = await signIn(server, account.username, account.password);
    const { token: customer } = await newSession(server);
    const statusFor = async (token?: string) =>
      (await call(server, path, { method, ...(token && { token }), ...(body && { body }) })).status;
    expect([await statusFor(), await statusFor(customer), await statusFor(agent)]).toEqual([401, 403, 403]);
    expect([200, 404]).toContain(await statusFor(admin));
  });
});

describe("a rule's life", () => {
  test("[E11] saved, listed, read, replaced, removed", async () => {
    const { ask, put } = await start();
    const { status, body } = await put("smoke", SMOKE);
    const rule = {
      ...SMOKE,
      id: "smoke",
      version: 1,
      cool_down_seconds: 3_600,
      enabled: true,
      updated_at: expect.any(Number),
      updated_by: expect.stringMatching(/^agent_/),
      problems: [],
    };
    expect([status, body]).toEqual([200, { success: true, data: { rule } }]);
    expect((await ask("/api/rules")).body).toEqual({ success: true, data: { rules: [rule] } });
    expect((await ask("/api/rules/smoke")).body).toEqual({ success: true, data: { rule } });
    const replaced = await put("smoke", { ...SMOKE, enabled: false, version: 1 });
    expect(replaced.body.data.rule).toMatchObject({ version: 2, enabled: false });
    expect((await ask("/api/rules/smoke?version=2", { method: "DELETE" })).body).toEqual({ success: true });
    expect((await ask("/api/rules")).body.data.rules).toEqual([]);
    expect(await ask("/api/rules/smoke")).toMatchObject({ status: 404, body: { code: "NOT_FOUND" } });
    expect(await ask("/api/rules/smoke", { method: "DELETE" })).toMatchObject({ status: 404 });
  });

  test("[E12] a stale version is refused by name, in the caller's language", async () => {
    const { ask, put } = await start();
    await put("smoke", SMOKE);
    const stale = await put("smoke", { ...SMOKE, priority: 1, version: 9 });
    expect(stale).toMatchObject({ status: 400, body: { code: "VALIDATION", errors: [{ path: "version" }] } });
    const chinese = await put("smoke", { ...SMOKE, priority: 1 }, { headers: { "accept-language": "zh-CN" } });
    expect(chinese.body.errors).toEqual([{ path: "version", message: "这条规则已被他人修改：请重新加载。" }]);
    expect(await ask("/api/rules/smoke?version=9", { method: "DELETE" })).toMatchObject({ status: 400 });
  });

  test.each([
    [{ ...SMOKE, expression: "order > 1" }, "expression", "There is no “order”"],
    [{ ...SMOKE, expression: "" }, "expression", "empty"],
    [{ ...SMOKE, expression: "true \u0000" }, "expression", "NUL"],
    [{ ...SMOKE, expression: 'message.text == "\ud800"' }, "expression", "NUL"],
    [{ ...SMOKE, name: "  " }, "name", ""],
    [{ ...SMOKE, name: "two\nlines" }, "name", "one line"],
    [{ ...SMOKE, priority: 1.5 }, "priority", ""],
    [{ ...SMOKE, cool_down_seconds: -1 }, "cool_down_seconds", ""],
    [{ ...SMOKE, action: { kind: "close" } }, "action.kind", ""],
    [{ ...SMOKE, action: { kind: "tag", tag: "" } }, "action.tag", ""],
  ])("[E2] what is not valid is refused, and it is said where: %o", async (body, path, sentence) => {
    const { ask, put } = await start();
    const refused = await put("smoke", body);
    expect(refused).toMatchObject({ status: 400, body: { code: "VALIDATION" } });
    expect(refused.body.errors[0]).toEqual({ path, message: expect.stringContaining(sentence) });
    expect((await ask("/api/rules")).body.data.rules).toEqual([]);
  });

  test("[E11] a name for a rule is short and plain", async () => {
    const { put } = await start();
    for (const id of ["A", "-a", "a.b", "a%20b", "%E7%83%9F", "a".repeat(64)]) {
      expect(await put(id, SMOKE)).toMatchObject({ status: 400, body: { errors: [{ path: "id" }] } });
    }
    expect((await put("night-2_b", SMOKE)).status).toBe(200);
  });

  test("[E2] an expression can be looked at without being saved", async () => {
    const { ask } = await start();
    const check = (expression: string, language = "en") =>
      ask("/api/rules/check", { body: { expression }, headers: { "accept-language": language } });
    expect((await check("customer.vip")).body).toEqual({ success: true, data: { problems: [] } });
    const { problems } = (await check("google == cel || dyn(1) == 1")).body.data;
    expect(problems.map(({ at }: { at: number }) => at)).toEqual([17]);
    expect((await check("vip", "zh")).body.data.problems[0].message).toContain("没有“vip”");
  });
});

describe("in force", () => {
  test("[E11] [E15] the next message is judged by what was saved, and no longer by what was removed", async () => {
    const { ask, put, say } = await start();
    expect(await say("s1", "The battery has smoke on it")).toMatchObject({ status: "bot_active" });
    await put("smoke", SMOKE);
    expect(await say("s1", "The battery has SMOKE on it")).toMatchObject({
      status: "pending_manual",
      escalation: { reason: "rule", severity: "high", details: expect.stringContaining("A battery may burn.") },
    });
    await ask("/api/rules/smoke", { method: "DELETE" });
    expect(await say("s2", "The battery has smoke on it")).toMatchObject({ status: "bot_active" });
  });

  test("[E15] tags and priorities are set by rules too", async () => {
    const { put, say } = await start();
    await put("range", { ...SMOKE, expression: '"far" in message.words', action: { kind: "tag", tag: "range" } });
    await put("soon", {
      ...SMOKE,
      expression: "message.length > 5",
      action: { kind: "set_priority", priority: "high" },
    });
    expect(await say("s1", "How far?")).toMatchObject({ tags: ["range"], priority: "high" });
  });

  test("[E16] a restart finds them", async () => {
    const first = await start();
    await first.put("smoke", SMOKE);
    await first.server.stop({ keepData: true });
    const { ask, say } = await start({ dataDir: first.server.dataDir });
    expect((await ask("/api/rules")).body.data.rules).toMatchObject([{ id: "smoke", version: 1 }]);
    expect(await say("s1", "冒烟了")).toMatchObject({ status: "pending_manual" });
    expect((await ask("/api/health")).body.parts.rules).toEqual({ status: "up" });
  });
});

describe("[E18] a trial", () => {
  const byAsking = { rule: { ...SMOKE, expression: '"far" in message.words' } };

  test("tells where the rule would have fired, and whether a person was called there anyway", async () => {
    const { ask, say, serve } = await start();
    await say("quiet", "Good morning");
    await say("far", "How far does it go?");
    await say("far", "Do you sell helmets?");
    await say("both", "How far does it go?");
    await say("both", "转人工");
    await serve("both");
    const { status, body } = await ask("/api/rules/try", { body: byAsking });
    expect(status).toBe(200);
    const fired = { seq: 2, moment: "message", timestamp: expect.any(Number), times: 1 };
    expect(body.data).toEqual({
      sessions_read: 3,
      is_complete: true,
      fired: 2,
      escalated_anyway: 1,
      sessions: [
        { session_name: "both", ...fired, escalated_anyway: true },
        { session_name: "far", ...fired, escalated_anyway: false },
      ],
    });
  });

  test("reads as many sessions as it is told, the newest, and changes nothing", async () => {
    let position = async () => 0;
    const watched = (journal: Journal): Journal => {
      position = journal.position;
      return journal;
    };
    const { ask, say } = await start({ overrides: { journal: watched } });
    await Promise.all(Array.from({ length: 59 }, (_, index) => say(`s${index}`, "How far does it go?")));
    await say("newest", "How far does it go?");
    const before = await position();
    const some = (await ask("/api/rules/try", { body: { ...byAsking, limit: 55 } })).body.data;
    expect([some.sessions_read, some.fired, some.sessions[0].session_name]).toEqual([55, 55, "newest"]);
    expect((await ask("/api/rules/try", { body: { ...byAsking, limit: 1_000 } })).body.data.sessions_read).toBe(60);
    expect([await position(), (await ask("/api/rules")).body.data.rules]).toEqual([before, []]);
  });

  test("is refused with a rule that cannot be used, and beyond a thousand sessions", async () => {
    const { ask } = await start();
    const broken = await ask("/api/rules/try", { body: { rule: { ...SMOKE, expression: "order > 1" } } });
    expect(broken).toMatchObject({ status: 400, body: { errors: [{ path: "rule.expression" }] } });
    expect((await ask("/api/rules/try", { body: { ...byAsking, limit: 1_001 } })).status).toBe(400);
  });

  test("runs alone, and ends when its caller hangs up", async () => {
    const SESSIONS = 60;
    const waiting: (() => void)[] = [];
    let isSlow = false;
    let readings = 0;
    const slow = (journal: Journal): Journal => ({
      ...journal,
      async read(...args) {
        if (isSlow) {
          readings += 1;
          await new Promise<void>((resolve) => waiting.push(resolve));
        }
        return journal.read(...args);
      },
    });
    const { server, admin, ask, say } = await start({ overrides: { journal: slow } });
    await Promise.all(Array.from({ length: SESSIONS }, (_, index) => say(`s${index}`, "How far does it go?")));
    isSlow = true;
    const abort = new AbortController();
    const trial = fetch(`${server.url}/api/rules/try`, {
      method: "POST",
      signal: abort.signal,
      headers: { authorization: `Bearer ${admin}`, "content-type": "application/json" },
      body: JSON.stringify(byAsking),
    });
    const ended = expect(trial).rejects.toThrow();
    await expect.poll(() => readings).toBe(1);
    // Whether another one may run is asked with a rule that cannot.
    const isRunning = async () => {
      const { status } = await ask("/api/rules/try", { body: { rule: { ...SMOKE, expression: "order > 1" } } });
      return status === 429;
    };
    expect(await isRunning()).toBe(true);
    abort.abort();
    await ended;
    await expect
      .poll(
        () => {
          waiting.shift()?.();
          return isRunning();
        },
        { timeout: 10_000 },
      )
      .toBe(false);
    expect(readings).toBeLessThan(SESSIONS);
  });
});
