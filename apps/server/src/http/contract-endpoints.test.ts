import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { call, newSession, signIn } from "../testing/http-client.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";

/** The wire contract, section 3: every endpoint, by its line. */
let server: TestServer;
let agent: string;

beforeAll(async () => {
  server = await startTestServer();
  agent = await signIn(server);
});

afterAll(() => server.stop());

const QUESTION = "How long does charging take?";

async function pending(): Promise<{ name: string; token: string }> {
  const session = await newSession(server);
  await call(server, "/api/manual/escalate", { token: session.token, body: { session_name: session.name } });
  return session;
}

async function live(): Promise<{ name: string; token: string }> {
  const session = await pending();
  await call(server, `/api/sessions/${session.name}/takeover`, { token: agent, body: {} });
  return session;
}

describe("POST /api/chat", () => {
  test("answers { success, message, session_name, conversation_id, status }", async () => {
    const { name, token } = await newSession(server);
    const { status, body } = await call(server, "/api/chat", { token, body: { message: QUESTION, user_id: name } });
    expect(status).toBe(200);
    expect(body).toEqual({
      success: true,
      message: expect.stringContaining("4.5–5 hours"),
      session_name: name,
      conversation_id: expect.stringMatching(/^conv_/),
      status: "bot_active",
    });
  });

  test("is 200 with the sentence that says so when the message itself leads to a person", async () => {
    const { token } = await newSession(server);
    const { status, body } = await call(server, "/api/chat", { token, body: { message: "我要转人工" } });
    expect(status).toBe(200);
    expect(body).toMatchObject({ status: "pending_manual", message: expect.stringContaining("人工") });
  });

  test("is 409 SESSION_IN_MANUAL_MODE: <status> in human mode, and nothing is stored", async () => {
    for (const [make, status] of [
      [pending, "pending_manual"],
      [live, "manual_live"],
    ] as const) {
      const { name, token } = await make();
      const before = await call(server, `/api/sessions/${name}`, { token: agent });
      const refused = await call(server, "/api/chat", { token, body: { message: QUESTION } });
      expect(refused.status).toBe(409);
      expect(refused.body.detail).toBe(`SESSION_IN_MANUAL_MODE: ${status}`);
      expect(refused.body.code).toBe(refused.body.detail);
      const after = await call(server, `/api/sessions/${name}`, { token: agent });
      expect(after.body).toEqual(before.body);
    }
  });

  test("an empty message is 400: only the stream may be opened without one", async () => {
    const { token } = await newSession(server);
    const { status } = await call(server, "/api/chat", { token, body: { message: "  " } });
    expect(status).toBe(400);
  });
});

describe("POST /api/conversation/new and clear", () => {
  test.each(["new", "clear"])("%s gives a new conversation of the bot engine's own", async (cause) => {
    const { name, token } = await newSession(server);
    await call(server, "/api/chat", { token, body: { message: QUESTION } });
    const before = await call(server, `/api/sessions/${name}`, { token });
    const { status, body } = await call(server, `/api/conversation/${cause}`, { token, body: { session_id: name } });
    expect(status).toBe(200);
    expect(body).toEqual({ success: true, conversation_id: expect.stringMatching(/^conv_/) });
    expect(body.conversation_id).not.toBe(before.body.data.session.conversation_id);
    const after = await call(server, `/api/sessions/${name}`, { token });
    expect(after.body.data.session.conversation_id).toBe(body.conversation_id);
    // The bot forgets, the journal does not.
    expect(after.body.data.session.history).toHaveLength(before.body.data.session.history.length);
  });
});

describe("POST /api/manual/escalate", () => {
  test("user_request is the default, stored as manual", async () => {
    const { name, token } = await newSession(server);
    const { status, body } = await call(server, "/api/manual/escalate", { token, body: { session_name: name } });
    expect(status).toBe(200);
    expect(body.data).toMatchObject({ session_name: name, status: "pending_manual", escalation: { reason: "manual" } });
  });

  test("regulator_triggered is stored as rule", async () => {
    const { name, token } = await newSession(server);
    const body = { session_name: name, reason: "regulator_triggered" };
    const answer = await call(server, "/api/manual/escalate", { token, body });
    expect(answer.body.data.escalation.reason).toBe("rule");
  });

  test("any other reason is 400", async () => {
    const { name, token } = await newSession(server);
    const answer = await call(server, "/api/manual/escalate", { token, body: { session_name: name, reason: "bored" } });
    expect(answer.status).toBe(400);
    expect(answer.body.code).toBe("VALIDATION");
  });

  test("already pending_manual: 200, unchanged", async () => {
    const { name, token } = await pending();
    const before = await call(server, `/api/sessions/${name}`, { token });
    const { status, body } = await call(server, "/api/manual/escalate", { token, body: { session_name: name } });
    expect(status).toBe(200);
    expect(body.data).toEqual(before.body.data.session);
  });

  test("manual_live: 409 MANUAL_IN_PROGRESS", async () => {
    const { name, token } = await live();
    const { status, body } = await call(server, "/api/manual/escalate", { token, body: { session_name: name } });
    expect([status, body.detail]).toEqual([409, "MANUAL_IN_PROGRESS"]);
  });

  test("an unknown session is created, as in the seed", async () => {
    const name = `fresh-${Date.now()}`;
    const { status, body } = await call(server, "/api/manual/escalate", { token: agent, body: { session_name: name } });
    expect(status).toBe(200);
    expect(body.data).toMatchObject({ session_name: name, status: "pending_manual" });
  });
});

describe("GET /api/sessions/{session_name}", () => {
  test("agents get the session and its audit trail, oldest first", async () => {
    const { name } = await live();
    const { status, body } = await call(server, `/api/sessions/${name}`, { token: agent });
    expect(status).toBe(200);
    expect(Object.keys(body.data.session).toSorted()).toEqual(
      [
        "session_name",
        "status",
        "conversation_id",
        "user_profile",
        "history",
        "escalation",
        "assigned_agent",
        "ai_fail_count",
        "tags",
        "priority",
        "created_at",
        "updated_at",
        "manual_start_at",
        "last_manual_end_at",
        "seq",
      ].toSorted(),
    );
    const events = body.data.audit_trail.map((entry: { event: string }) => entry.event);
    expect(events).toEqual(["session_opened", "manual_escalate", "agent_takeover"]);
    expect(body.data.audit_trail[2]).toEqual({
      seq: 3,
      event: "agent_takeover",
      status_from: "pending_manual",
      status_to: "manual_live",
      operator: body.data.session.assigned_agent.id,
      reason: null,
      timestamp: expect.any(Number),
    });
  });

  test("history holds the newest 50 messages, oldest first", async () => {
    const { name, token } = await live();
    for (let i = 1; i <= 55; i++) {
      await call(server, "/api/manual/messages", {
        token,
        body: { session_name: name, role: "user", content: `m${i}` },
      });
    }
    const { body } = await call(server, `/api/sessions/${name}`, { token });
    const texts = body.data.session.history.map((message: { content: string }) => message.content);
    expect(texts).toEqual(Array.from({ length: 50 }, (_, i) => `m${i + 6}`));
  });

  test("unknown: 404 SESSION_NOT_FOUND", async () => {
    const { status, body } = await call(server, "/api/sessions/nobody-here", { token: agent });
    expect([status, body.detail]).toEqual([404, "SESSION_NOT_FOUND"]);
  });
});

describe("POST /api/manual/messages", () => {
  test("answers { message_id, timestamp, seq }", async () => {
    const { name, token } = await live();
    const body = { session_name: name, role: "user", content: "您好" };
    const answer = await call(server, "/api/manual/messages", { token, body });
    expect(answer.body).toEqual({
      success: true,
      data: { message_id: expect.stringMatching(/^msg_/), timestamp: expect.any(Number), seq: 4 },
    });
  });
});

describe("POST /api/sessions/{session_name}/release", () => {
  test("is 200 with bot_active, assigned_agent null, last_manual_end_at set; resolved is the default reason", async () => {
    const { name } = await live();
    const { status, body } = await call(server, `/api/sessions/${name}/release`, {
      token: agent,
      body: { agent_id: "x" },
    });
    expect(status).toBe(200);
    expect(body.data).toMatchObject({
      status: "bot_active",
      assigned_agent: null,
      last_manual_end_at: expect.any(Number),
    });
    const { body: read } = await call(server, `/api/sessions/${name}`, { token: agent });
    expect(read.data.audit_trail.at(-1)).toMatchObject({ event: "session_released", reason: "resolved" });
  });
});

describe("POST /api/sessions/{session_name}/takeover", () => {
  test("is 200, now manual_live", async () => {
    const { name } = await pending();
    const { status, body } = await call(server, `/api/sessions/${name}/takeover`, { token: agent, body: {} });
    expect(status).toBe(200);
    expect(body.data).toMatchObject({ status: "manual_live", manual_start_at: expect.any(Number) });
  });

  test("bot_active: an agent may step in uninvited: agent_initiated and the takeover in one append", async () => {
    const { name } = await newSession(server);
    const { body } = await call(server, `/api/sessions/${name}/takeover`, { token: agent, body: {} });
    expect(body.data).toMatchObject({ status: "manual_live", escalation: { reason: "agent_initiated" } });
    const { body: read } = await call(server, `/api/sessions/${name}`, { token: agent });
    const [, escalated, taken] = read.data.audit_trail;
    expect([escalated.timestamp, escalated.seq]).toEqual([taken.timestamp, taken.seq - 1]);
  });
});

describe("the service itself", () => {
  test("GET /api/health is 200 { status: healthy }", async () => {
    const { status, body } = await call(server, "/api/health");
    expect([status, body.status]).toEqual([200, "healthy"]);
  });

  test("GET /api/bot/info is { success, bot: { name, description, icon_url, welcome } }", async () => {
    const { body } = await call(server, "/api/bot/info");
    expect(Object.keys(body.bot).toSorted()).toEqual(["description", "icon_url", "name", "welcome"]);
    expect(body.success).toBe(true);
  });

  test("GET /api/config and /api/shift/status tell nothing secret", async () => {
    const config = await call(server, "/api/config");
    const shift = await call(server, "/api/shift/status");
    expect([config.status, shift.status]).toEqual([200, 200]);
    expect(JSON.stringify([config.body, shift.body])).not.toMatch(/secret|password|token"?:\s*"ey|\/tmp/i);
  });

  test("GET /docs/json is OpenAPI 3.1 made from the schemas", async () => {
    const { body } = await call(server, "/docs/json");
    expect(body.openapi).toMatch(/^3\.1/);
    expect(Object.keys(body.paths)).toContain("/api/manual/escalate");
  });
});

describe("new beside them", () => {
  test("POST /api/sessions answers { session, token, expires_in }", async () => {
    const { status, body } = await call(server, "/api/sessions", { body: { profile: { name: "王芳" } } });
    expect(status).toBe(200);
    expect(body.data).toMatchObject({ token: expect.stringMatching(/^ey/), expires_in: 86_400 });
    expect(body.data.session.user_profile).toMatchObject({ name: "王芳", verified: false });
  });

  test("GET /api/sessions/{name}/messages pages backwards", async () => {
    const { name, token } = await live();
    for (const content of ["one", "two", "three"]) {
      await call(server, "/api/manual/messages", { token, body: { session_name: name, role: "user", content } });
    }
    const newest = await call(server, `/api/sessions/${name}/messages?limit=2`, { token });
    expect(newest.body.data).toMatchObject({ has_more: true, messages: [{ content: "two" }, { content: "three" }] });
    const before = newest.body.data.messages[0].seq;
    const older = await call(server, `/api/sessions/${name}/messages?limit=2&before=${before}`, { token });
    expect(older.body.data).toMatchObject({ has_more: false, messages: [{ content: "one" }] });
  });

  test("POST /api/sessions/{name}/cancel gives a waiting customer back to the bot", async () => {
    const { name, token } = await pending();
    const { status, body } = await call(server, `/api/sessions/${name}/cancel`, { token, body: {} });
    expect([status, body.data.status]).toEqual([200, "bot_active"]);
  });

  test("POST /api/sessions/{name}/close ends it", async () => {
    const { name } = await live();
    const { status, body } = await call(server, `/api/sessions/${name}/close`, { token: agent, body: {} });
    expect([status, body.data.status]).toEqual([200, "closed"]);
  });

  test("GET /api/sessions is the queue, with waiting_seconds, last_message_preview, total", async () => {
    const { name, token } = await pending();
    const content = `needle ${name}`;
    await call(server, "/api/manual/messages", { token, body: { session_name: name, role: "user", content } });
    const path = `/api/sessions?status=pending_manual&keyword=${encodeURIComponent(content)}&page=1&page_size=5`;
    const { status, body } = await call(server, path, { token: agent });
    expect(status).toBe(200);
    expect(body.data).toMatchObject({
      total: 1,
      page: 1,
      page_size: 5,
      sessions: [{ session_name: name, waiting_seconds: expect.any(Number), last_message_preview: content }],
    });
  });

  test("a line of the queue shows what was said last by somebody, not what Baton says of itself", async () => {
    const { name, token } = await newSession(server);
    await call(server, "/api/chat", { token, body: { message: "我要转人工" } });
    const { body } = await call(server, "/api/sessions?status=pending_manual&page_size=100", { token: agent });
    const line = body.data.sessions.find((one: { session_name: string }) => one.session_name === name);
    expect(line).toMatchObject({ last_message_preview: "我要转人工", last_message_role: "user" });
  });

  test("GET /api/sessions?agent= lists an agent's own", async () => {
    const { name } = await live();
    const { body } = await call(server, `/api/sessions/${name}`, { token: agent });
    const path = `/api/sessions?agent=${body.data.session.assigned_agent.id}&page_size=100`;
    const { body: found } = await call(server, path, { token: agent });
    expect(found.data.sessions.map((one: { session_name: string }) => one.session_name)).toContain(name);
  });

  test("POST /api/agent/login, refresh, logout; GET /api/agent/profile", async () => {
    const login = await call(server, "/api/agent/login", {
      body: { username: "admin", password: "a password for tests" },
    });
    expect(login.body).toMatchObject({
      success: true,
      token: expect.any(String),
      refresh_token: expect.any(String),
      expires_in: 3_600,
      agent: { username: "admin", role: "admin", max_sessions: expect.any(Number), avatar_url: null },
    });
    const { refresh_token } = login.body;
    const refreshed = await call(server, "/api/agent/refresh", { body: { refresh_token } });
    expect(refreshed.status).toBe(200);
    const token = refreshed.body.token;
    const profile = await call(server, "/api/agent/profile", { token });
    expect(profile.body.data.agent.username).toBe("admin");
    expect((await call(server, "/api/agent/logout", { token, body: {} })).status).toBe(200);
    expect((await call(server, "/api/agent/profile", { token })).status).toBe(401);
  });

  test("a wrong password and an unknown user get the same answer", async () => {
    const wrong = await call(server, "/api/agent/login", { body: { username: "admin", password: "not it at all" } });
    const unknown = await call(server, "/api/agent/login", { body: { username: "nobody", password: "not it at all" } });
    expect([wrong.status, wrong.body.code]).toEqual([401, "BAD_CREDENTIALS"]);
    const { instance: _one, ...first } = wrong.body;
    const { instance: _other, ...second } = unknown.body;
    expect(second).toEqual(first);
  });
});
