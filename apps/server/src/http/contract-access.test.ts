import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { call, newSession, ofType, openStream, signIn } from "../testing/http-client.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";

/** The wire contract, section 2: who may call. */
const IDENTITY_SECRET = "the host site and we share this secret";
let server: TestServer;
let agent: string;

beforeAll(async () => {
  server = await startTestServer({ BATON_IDENTITY_SECRET: IDENTITY_SECRET });
  agent = await signIn(server);
});

afterAll(() => server.stop());

const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

function jwt(header: object, claims: object, secret: string): string {
  const body = `${base64(header)}.${base64(claims)}`;
  return `${body}.${createHmac("sha256", secret).update(body).digest("base64url")}`;
}

const seconds = () => Math.floor(Date.now() / 1000);

const identity = (claims: object, secret = IDENTITY_SECRET) =>
  jwt({ alg: "HS256", typ: "JWT" }, { aud: "baton-identity", iat: seconds(), exp: seconds() + 60, ...claims }, secret);

const claimsOf = (token: string) => JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());

describe("a customer's token", () => {
  test("is a JWT with aud=session, sub=<session_name>, tenant, exp in 24 h", async () => {
    const { name, token } = await newSession(server);
    const claims = claimsOf(token);
    expect(claims).toMatchObject({ aud: "session", sub: name, tenant: "default" });
    expect(claims.exp - claims.iat).toBe(86_400);
  });

  test("opens that one session and nothing else: another's name is 404, as if it did not exist", async () => {
    const [one, other] = [await newSession(server), await newSession(server)];
    const { token } = one;
    const session_name = other.name;
    const tries = [
      call(server, `/api/sessions/${session_name}`, { token }),
      call(server, `/api/sessions/${session_name}/messages`, { token }),
      call(server, `/api/sessions/${session_name}/events`, { token }),
      call(server, `/api/sessions/${session_name}/cancel`, { token, body: {} }),
      call(server, `/api/sessions/${session_name}/typing`, { token, body: {} }),
      call(server, "/api/manual/escalate", { token, body: { session_name } }),
      call(server, "/api/manual/messages", { token, body: { session_name, role: "user", content: "x" } }),
      call(server, "/api/chat", { token, body: { message: "x", user_id: session_name } }),
      call(server, "/api/chat/stream", { token, body: { message: "x", session_id: session_name } }),
      call(server, "/api/conversation/new", { token, body: { session_id: session_name } }),
      call(server, "/api/sessions/no-such-session", { token }),
    ];
    for (const { status, body } of await Promise.all(tries)) {
      expect([status, body.code]).toEqual([404, "SESSION_NOT_FOUND"]);
    }
  });

  test("may not do what agents do: 403", async () => {
    const { name, token } = await newSession(server);
    for (const path of ["takeover", "release", "close"]) {
      const { status, body } = await call(server, `/api/sessions/${name}/${path}`, { token, body: {} });
      expect([status, body.code]).toEqual([403, "FORBIDDEN"]);
    }
    expect((await call(server, "/api/sessions", { token })).status).toBe(403);
    expect((await call(server, "/api/agent/events", { token })).status).toBe(403);
  });

  test("does not see audit_trail, nor escalation.details", async () => {
    const { name, token } = await newSession(server);
    await call(server, "/api/chat", { token, body: { message: "转人工" } });
    const mine = await call(server, `/api/sessions/${name}`, { token });
    expect(mine.body.data.audit_trail).toBeUndefined();
    expect(mine.body.data.session.escalation).toMatchObject({ reason: "keyword", details: null });
    const agents = await call(server, `/api/sessions/${name}`, { token: agent });
    expect(agents.body.data.session.escalation.details).toContain("人工");
  });

  test("role, agent_id and agent_info in a body are ignored: the token decides", async () => {
    const { name, token } = await newSession(server);
    await call(server, `/api/sessions/${name}/takeover`, { token: agent, body: {} });
    const agent_info = { agent_id: "boss", agent_name: "Boss" };
    await call(server, "/api/manual/messages", {
      token,
      body: { session_name: name, role: "agent", content: "I am the agent", agent_info },
    });
    await call(server, "/api/manual/messages", {
      token: agent,
      body: { session_name: name, role: "user", content: "I am the customer", agent_info },
    });
    const { body } = await call(server, `/api/sessions/${name}`, { token: agent });
    expect(body.data.session.history.slice(-2)).toMatchObject([
      { role: "user", content: "I am the agent" },
      { role: "agent", content: "I am the customer", agent_name: "Admin" },
    ]);
  });
});

describe("401 UNAUTHENTICATED", () => {
  test("for no token, and for one that is none, expired, foreign, unsigned or tampered with", async () => {
    const { name, token } = await newSession(server);
    const claims = claimsOf(token);
    const [header = "", payload = "", signature = ""] = token.split(".");
    const tokens = [
      undefined,
      "nonsense",
      `${base64({ alg: "none" })}.${payload}.`,
      `${base64({ alg: "none" })}.${payload}.${signature}`,
      jwt({ alg: "HS256", typ: "JWT" }, claims, "another secret of thirty-two chars"),
      jwt({ alg: "HS256", typ: "JWT" }, { ...claims, aud: "agent", role: "admin" }, IDENTITY_SECRET),
      `${header}.${base64({ ...claims, sub: "somebody-else" })}.${signature}`,
      identity({ sub: "c-1" }),
    ];
    for (const wrong of tokens) {
      const { status, body } = await call(server, `/api/sessions/${name}`, wrong === undefined ? {} : { token: wrong });
      expect([status, body.code]).toEqual([401, "UNAUTHENTICATED"]);
    }
  });

  test("a session's token is none for an agent's route, and the other way round only where both may call", async () => {
    const { token } = await newSession(server);
    expect((await call(server, "/api/agent/profile", { token })).status).toBe(403);
    expect((await call(server, "/api/chat", { token: agent, body: { message: "hi" } })).status).toBe(403);
  });

  test("an agent's token after logout", async () => {
    const token = await signIn(server);
    await call(server, "/api/agent/logout", { token, body: {} });
    expect((await call(server, "/api/sessions", { token })).status).toBe(401);
  });

  test("a refresh token used twice ends the sign-in it came from", async () => {
    const login = await call(server, "/api/agent/login", {
      body: { username: "admin", password: "a password for tests" },
    });
    const first = login.body.refresh_token;
    const second = await call(server, "/api/agent/refresh", { body: { refresh_token: first } });
    const third = await call(server, "/api/agent/refresh", { body: { refresh_token: second.body.refresh_token } });
    expect((await call(server, "/api/agent/refresh", { body: { refresh_token: first } })).status).toBe(401);
    expect((await call(server, "/api/sessions", { token: third.body.token })).status).toBe(401);
  });
});

describe("POST /api/sessions for a name that exists", () => {
  test("is 409 SESSION_EXISTS without that session's token", async () => {
    const { name } = await newSession(server);
    const other = await newSession(server);
    for (const token of [undefined, other.token]) {
      const options = { body: { session_name: name }, ...(token === undefined ? {} : { token }) };
      const { status, body } = await call(server, "/api/sessions", options);
      expect([status, body.code]).toEqual([409, "SESSION_EXISTS"]);
    }
  });

  test("with that session's token it gives a new one", async () => {
    const { name, token } = await newSession(server);
    const { status, body } = await call(server, "/api/sessions", { token, body: { session_name: name } });
    expect(status).toBe(200);
    expect(body.data.session.session_name).toBe(name);
  });

  test("with an identity token of the same customer too, and of no other", async () => {
    const identity_token = identity({ sub: "c-7", name: "王芳", email: "f@example.com", vip: true });
    const { name } = await newSession(server, { identity_token });
    const again = await call(server, "/api/sessions", { body: { session_name: name, identity_token } });
    expect(again.status).toBe(200);
    expect(again.body.data.session.user_profile).toEqual({
      name: "王芳",
      verified: true,
      customer_id: "c-7",
      email: "f@example.com",
      vip: true,
      page_url: null,
      referrer: null,
    });
    const other = { session_name: name, identity_token: identity({ sub: "c-8" }) };
    expect((await call(server, "/api/sessions", { body: other })).status).toBe(409);
  });
});

describe("a customer's attributes", () => {
  test("signed VIP reaches the rule: escalated, once in 24 h", async () => {
    const { name, token } = await newSession(server, { identity_token: identity({ sub: "c-9", vip: true }) });
    const first = await call(server, "/api/chat", { token, body: { message: "hello" } });
    expect(first.body.status).toBe("pending_manual");
    await call(server, `/api/sessions/${name}/cancel`, { token, body: {} });
    const second = await call(server, "/api/chat", { token, body: { message: "hello" } });
    expect(second.body.status).toBe("bot_active");
  });

  test("unsigned ones are unverified and never reach a rule", async () => {
    const { token } = await newSession(server, { profile: { name: "VIP", vip: true }, vip: true });
    const { body } = await call(server, "/api/chat", { token, body: { message: "hello" } });
    expect(body.status).toBe("bot_active");
  });

  test.each([
    ["signed with another secret", () => identity({ sub: "c" }, "quite another secret of the right size")],
    ["expired", () => identity({ sub: "c", exp: seconds() - 3_600, iat: seconds() - 7_200 })],
    ["for another audience", () => identity({ sub: "c", aud: "shop" })],
    ["without a customer", () => identity({})],
  ])("an identity token %s is 401", async (_why, make) => {
    const { status, body } = await call(server, "/api/sessions", { body: { identity_token: make() } });
    expect([status, body.code]).toEqual([401, "UNAUTHENTICATED"]);
  });

  test("a session verified for one customer is not another's, not even with its token", async () => {
    const { name, token } = await newSession(server, { identity_token: identity({ sub: "c-alice" }) });
    const body = { session_name: name, identity_token: identity({ sub: "c-bob", vip: true }) };
    const taken = await call(server, "/api/sessions", { token, body });
    expect([taken.status, taken.body.code]).toEqual([409, "SESSION_EXISTS"]);
    const { body: read } = await call(server, `/api/sessions/${name}`, { token });
    expect(read.data.session.user_profile).toMatchObject({ customer_id: "c-alice", vip: false });
  });
});

describe("[S45] the page that a customer writes from", () => {
  const PAGE = { page_url: "https://shop.example/bikes", referrer: "https://search.example/" };

  test("stands beside a signed identity, and another page leaves who the customer is as it was", async () => {
    const identity_token = identity({ sub: "c-7", name: "王芳", email: "f@example.com", vip: true });
    const { name, token } = await newSession(server, { identity_token, profile: { name: "Mallory", ...PAGE } });
    const who = { name: "王芳", verified: true, customer_id: "c-7", email: "f@example.com", vip: true };
    const read = async () => (await call(server, `/api/sessions/${name}`, { token: agent })).body.data.session;
    expect((await read()).user_profile).toEqual({ ...who, ...PAGE });
    const cart = { page_url: "https://shop.example/cart" };
    await call(server, "/api/sessions", { token, body: { session_name: name, profile: { name: "Mallory", ...cart } } });
    expect((await read()).user_profile).toEqual({ ...who, ...cart, referrer: null });
    await call(server, "/api/sessions", { body: { session_name: name, identity_token } });
    expect((await read()).user_profile).toEqual({ ...who, ...cart, referrer: null });
  });
});

describe("cookies", () => {
  const cookieOf = (headers: Headers, name: string) =>
    headers.getSetCookie().find((cookie) => cookie.startsWith(`${name}=`)) ?? "";

  test("baton_session: HttpOnly, SameSite=Lax; reads with it, writes only from our own origin", async () => {
    const origin = { origin: server.url };
    const opened = await call(server, "/api/sessions", { body: { cookie: true }, headers: origin });
    const set = cookieOf(opened.headers, "baton_session");
    expect(set).toMatch(/HttpOnly/);
    expect(set).toMatch(/SameSite=Lax/);
    const cookie = set.split(";")[0] ?? "";
    const name = opened.body.data.session.session_name;
    expect((await call(server, `/api/sessions/${name}`, { headers: { cookie } })).status).toBe(200);
    const write = (headers: Record<string, string>) =>
      call(server, "/api/manual/escalate", { body: { session_name: name }, headers: { cookie, ...headers } });
    expect((await write({})).status).toBe(403);
    expect((await write({ origin: "https://evil.example" })).status).toBe(403);
    expect((await write(origin)).status).toBe(200);
  });

  test("the console's: HttpOnly, SameSite=Strict; refresh with an empty body", async () => {
    const headers = { origin: server.url };
    const body = { username: "admin", password: "a password for tests", cookie: true };
    const login = await call(server, "/api/agent/login", { body, headers });
    for (const name of ["baton_agent", "baton_refresh"]) {
      expect(cookieOf(login.headers, name)).toMatch(/HttpOnly.*SameSite=Strict/);
    }
    const cookie = login.headers
      .getSetCookie()
      .map((one) => one.split(";")[0])
      .join("; ");
    expect((await call(server, "/api/agent/profile", { headers: { cookie } })).status).toBe(200);
    const refreshed = await call(server, "/api/agent/refresh", { body: {}, headers: { cookie, ...headers } });
    expect(refreshed.status).toBe(200);
    expect(refreshed.body.refresh_token).toBeUndefined();
    for (const body of [{}, { cookie: false }]) {
      expect((await call(server, "/api/agent/refresh", { body, headers: { cookie } })).status).toBe(403);
    }
  });

  test("both at once: whose session it is decides, and one that has ended does not shut out the other", async () => {
    const origin = { origin: server.url };
    const opened = await call(server, "/api/sessions", { body: { cookie: true }, headers: origin });
    const name = opened.body.data.session.session_name;
    const body = { username: "admin", password: "a password for tests", cookie: true };
    const login = await call(server, "/api/agent/login", { body, headers: origin });
    const cookies = [...opened.headers.getSetCookie(), ...login.headers.getSetCookie()];
    const cookie = cookies.map((one) => one.split(";")[0]).join("; ");
    const headers = { cookie, ...origin };
    await call(server, "/api/manual/escalate", { body: { session_name: name }, headers });
    const content = "I am the customer";
    await call(server, "/api/manual/messages", { body: { session_name: name, role: "user", content }, headers });
    const mine = await call(server, `/api/sessions/${name}`, { token: agent });
    expect(mine.body.data.session).toMatchObject({ status: "pending_manual", assigned_agent: null });
    const other = await newSession(server);
    expect((await call(server, `/api/sessions/${other.name}/takeover`, { body: {}, headers })).status).toBe(200);
    const theirs = await call(server, `/api/sessions/${other.name}`, { headers });
    expect(theirs.body.data.audit_trail).toBeDefined();
    await call(server, "/api/agent/logout", { token: login.body.token, body: {} });
    expect((await call(server, `/api/sessions/${name}`, { headers })).status).toBe(200);
  });

  test("CORS: no origin by default, only the configured ones otherwise", async () => {
    const headers = { origin: "https://shop.example" };
    const closed = await call(server, "/api/bot/info", { headers });
    expect(closed.headers.get("access-control-allow-origin")).toBeNull();
    const open = await startTestServer({ BATON_CORS_ORIGINS: "https://shop.example" });
    try {
      const allowed = await call(open, "/api/bot/info", { headers });
      expect(allowed.headers.get("access-control-allow-origin")).toBe("https://shop.example");
      const other = await call(open, "/api/bot/info", { headers: { origin: "https://evil.example" } });
      expect(other.headers.get("access-control-allow-origin")).not.toBe("https://evil.example");
      for (const method of ["GET", "POST", "PUT", "DELETE"]) {
        const preflight = await call(open, "/api/quick-replies/team/1", {
          method: "OPTIONS",
          headers: { ...headers, "access-control-request-method": method },
        });
        expect(preflight.status).toBe(204);
        expect(preflight.headers.get("access-control-allow-methods")?.split(/, */)).toContain(method);
      }
    } finally {
      await open.stop();
    }
  });
});

describe("open mode", () => {
  test("a page of somebody else's in a trusted browser gets nothing", async () => {
    const open = await startTestServer({ BATON_AUTH: "open" });
    try {
      await call(open, "/api/manual/escalate", { body: { session_name: "victim" } });
      const foreign = [
        call(open, "/api/sessions/victim/close", { method: "POST", headers: { origin: "https://evil.example" } }),
        call(open, "/api/sessions", { headers: { "sec-fetch-site": "cross-site" } }),
      ];
      for (const { status } of await Promise.all(foreign)) expect(status).toBe(403);
      const own = await call(open, "/api/sessions/victim/close", { body: {}, headers: { origin: open.url } });
      expect(own.status).toBe(200);
    } finally {
      await open.stop();
    }
  });

  test("a client written against the seed's system works unchanged, without any token", async () => {
    const open = await startTestServer({ BATON_AUTH: "open" });
    try {
      const session_name = "session_123";
      const escalated = await call(open, "/api/manual/escalate", { body: { session_name, reason: "user_request" } });
      expect(escalated.body).toMatchObject({ success: true, data: { status: "pending_manual" } });
      const watching = await openStream(open, "/api/chat/stream", { body: { message: "", user_id: session_name } });
      const posted = await call(open, "/api/manual/messages", {
        body: {
          session_name,
          role: "agent",
          content: "您好，我是人工客服",
          agent_info: { agent_id: "agent_01", agent_name: "小王" },
        },
      });
      expect(posted.body).toMatchObject({ success: true, data: { timestamp: expect.any(Number) } });
      const frame = await watching.until(ofType("manual_message"));
      expect(frame.data).toMatchObject({ role: "agent", agent_id: "agent_01", agent_name: "小王" });
      const body = { agent_id: "agent_01", reason: "resolved" };
      const released = await call(open, `/api/sessions/${session_name}/release`, { body });
      expect(released.body.data).toMatchObject({ status: "bot_active", assigned_agent: null });
      watching.close();
      const chat = await call(open, "/api/chat", { body: { message: "充满电要多久？", user_id: session_name } });
      expect(chat.body).toMatchObject({ success: true, session_name });
    } finally {
      await open.stop();
    }
  });
});
