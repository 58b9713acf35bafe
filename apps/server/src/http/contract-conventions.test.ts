import { connect } from "node:net";
import { ERRORS, Problem } from "@baton/protocol";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { JournalUnavailable } from "../ports/journal.ts";
import { call, newSession, signIn } from "../testing/http-client.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";

/** The wire contract, sections 1, 6 and 7. */
let server: TestServer;
let agent: string;

beforeAll(async () => {
  server = await startTestServer();
  agent = await signIn(server);
});

afterAll(() => server.stop());

const escalate = (name: string, token: string, headers: Record<string, string> = {}) =>
  call(server, "/api/manual/escalate", { token, headers, body: { session_name: name } });

async function live(): Promise<{ name: string; token: string }> {
  const session = await newSession(server);
  await call(server, `/api/sessions/${session.name}/takeover`, { token: agent, body: {} });
  return session;
}

const say = (name: string, token: string, content: string, headers: Record<string, string> = {}) =>
  call(server, "/api/manual/messages", { token, headers, body: { session_name: name, role: "user", content } });

describe("errors", () => {
  test("are problem+json with detail equal to code, success false and a sentence in the caller's language", async () => {
    const english = await call(server, "/api/sessions/none", { token: agent, headers: { "accept-language": "en-GB" } });
    const chinese = await call(server, "/api/sessions/none", {
      token: agent,
      headers: { "accept-language": "de;q=0.9, zh-CN;q=0.8, en;q=0.5" },
    });
    for (const { status, headers, body } of [english, chinese]) {
      expect(headers.get("content-type")).toMatch(/^application\/problem\+json/);
      expect(Problem.parse(body)).toMatchObject({ status, code: "SESSION_NOT_FOUND", detail: "SESSION_NOT_FOUND" });
    }
    expect(english.body.error).toBe(ERRORS.SESSION_NOT_FOUND.en);
    expect(chinese.body.error).toBe(ERRORS.SESSION_NOT_FOUND.zh);
  });

  test("400 VALIDATION names each path", async () => {
    const { status, body } = await call(server, "/api/manual/messages", { token: agent, body: { role: "king" } });
    expect([status, body.code]).toEqual([400, "VALIDATION"]);
    const paths = body.errors.map((error: { path: string }) => error.path);
    expect(paths).toEqual(expect.arrayContaining(["session_name", "role", "content"]));
  });

  test("400 VALIDATION for what is no JSON, and for JSON nested too deep", async () => {
    for (const body of ["{nope", `{"message":"x","parameters":{"a":${"[".repeat(500)}${"]".repeat(500)}}}`]) {
      const { token } = await newSession(server);
      const answer = await call(server, "/api/chat", { token, body });
      expect([answer.status, answer.body.code]).toEqual([400, "VALIDATION"]);
    }
  });

  test("404 NOT_FOUND for an address that is none", async () => {
    const { status, body } = await call(server, "/api/nothing-here");
    expect([status, body.code]).toEqual([404, "NOT_FOUND"]);
  });

  test("413 TOO_LARGE for a message over 8,000 characters and a body over 64 KiB", async () => {
    const { name, token } = await live();
    const long = await say(name, token, "x".repeat(8_001));
    const huge = await say(name, token, "x".repeat(70_000));
    for (const { status, body } of [long, huge]) expect([status, body.code]).toEqual([413, "TOO_LARGE"]);
    expect((await say(name, token, "龙".repeat(8_000))).status).toBe(200);
    expect((await say(name, token, "🚲".repeat(8_000))).status).toBe(200);
  });

  test("a message is trimmed, and only blanks are none", async () => {
    const { name, token } = await live();
    expect((await say(name, token, " \n\t ")).status).toBe(400);
    await say(name, token, "  hello  ");
    const { body } = await call(server, `/api/sessions/${name}`, { token });
    expect(body.data.session.history.at(-1).content).toBe("hello");
  });

  test("415 UNSUPPORTED_MEDIA_TYPE for a body that is not JSON", async () => {
    const { token } = await newSession(server);
    for (const type of ["text/xml", "text/plain"]) {
      const headers = { "content-type": type };
      const { status, body } = await call(server, "/api/chat", { token, headers, body: "<x/>" });
      expect([status, body.code]).toEqual([415, "UNSUPPORTED_MEDIA_TYPE"]);
    }
  });

  test("429 RATE_LIMITED with Retry-After", async () => {
    const limited = await startTestServer({ BATON_RATE_SESSIONS_PER_MINUTE: "2", BATON_RATE_MESSAGES_PER_MINUTE: "2" });
    try {
      const { token } = await newSession(limited);
      const send = () => call(limited, "/api/chat", { token, body: { message: "hello" } });
      expect([(await send()).status, (await send()).status]).toEqual([200, 200]);
      const refused = await send();
      expect([refused.status, refused.body.code]).toEqual([429, "RATE_LIMITED"]);
      expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
      const create = () => call(limited, "/api/sessions", { body: {} });
      await create();
      expect((await create()).status).toBe(429);
    } finally {
      await limited.stop();
    }
  });

  test("503 UNAVAILABLE when the journal cannot commit; nothing was accepted, and it recovers by itself", async () => {
    let broken = false;
    const failing = await startTestServer(
      {},
      {
        overrides: {
          journal: (journal) => ({
            ...journal,
            append: (...args) => (broken ? Promise.reject(new JournalUnavailable("full")) : journal.append(...args)),
            probe: () => (broken ? Promise.reject(new JournalUnavailable("full")) : journal.probe()),
          }),
        },
      },
    );
    try {
      const { name, token } = await newSession(failing);
      broken = true;
      const refused = await call(failing, "/api/manual/escalate", { token, body: { session_name: name } });
      expect([refused.status, refused.body.code]).toEqual([503, "UNAVAILABLE"]);
      const health = await call(failing, "/api/health");
      expect([health.status, health.body.parts.journal.status]).toEqual([503, "down"]);
      broken = false;
      const { body } = await call(failing, `/api/sessions/${name}`, { token });
      expect(body.data.session.status).toBe("bot_active");
      const accepted = await call(failing, "/api/manual/escalate", { token, body: { session_name: name } });
      expect(accepted.status).toBe(200);
      await expect.poll(async () => (await call(failing, "/api/health")).status, { timeout: 5_000 }).toBe(200);
    } finally {
      await failing.stop();
    }
  });

  test("500 INTERNAL tells the request's id and nothing else", async () => {
    const failing = await startTestServer(
      {},
      {
        overrides: {
          journal: (journal) => ({
            ...journal,
            find: (query) =>
              query.order === "recent"
                ? Promise.reject(new TypeError("select secret from /var/lib/baton where name = 'Alice'"))
                : journal.find(query),
          }),
        },
      },
    );
    try {
      const { status, body, headers } = await call(failing, "/api/sessions", { token: await signIn(failing) });
      expect([status, body.code]).toEqual([500, "INTERNAL"]);
      expect(body.instance).toContain(headers.get("x-request-id"));
      expect(JSON.stringify(body)).not.toMatch(/select|var\/lib|Alice|TypeError|at /);
      const line = failing.lines.find((one) => one.event === "internal_error");
      expect(line).toMatchObject({ request_id: headers.get("x-request-id") });
      expect(JSON.stringify(failing.lines)).not.toContain("Alice");
    } finally {
      await failing.stop();
    }
  });
});

describe("names and ids", () => {
  test.each(["a", "A-1._:z", "9".repeat(128)])("session_name %s is good", async (session_name) => {
    expect((await call(server, "/api/sessions", { body: { session_name } })).status).toBe(200);
  });

  test.each(["", "-a", ".a", "a b", "a/b", "名", "a".repeat(129), "a\u0000", "__proto__/x"])(
    "session_name %j is 400",
    async (session_name) => {
      expect((await call(server, "/api/sessions", { body: { session_name } })).status).toBe(400);
    },
  );

  test("every answer carries x-request-id, errors too, and the logs have the same", async () => {
    const { name, token } = await newSession(server);
    const { headers } = await escalate(name, token);
    const refused = await call(server, "/api/nothing");
    expect(refused.headers.get("x-request-id")).toMatch(/^req_/);
    const line = server.lines.find((one) => one.session_name === name && one.event === "manual_escalate");
    expect(line?.request_id).toBe(headers.get("x-request-id"));
  });
});

describe("Idempotency-Key", () => {
  test("a retry has one effect and gets the first answer again, also after the session went on", async () => {
    const { name, token } = await live();
    const headers = { "idempotency-key": "k-1" };
    const first = await say(name, token, "once", headers);
    await say(name, token, "later");
    const again = await say(name, token, "once", headers);
    expect([again.status, again.body]).toEqual([200, first.body]);
    const { body } = await call(server, `/api/sessions/${name}`, { token });
    const texts = body.data.session.history.map((one: { content: string }) => one.content);
    expect(texts.filter((text: string) => text === "once")).toHaveLength(1);
  });

  test("client_message_id in the body does the same", async () => {
    const { name, token } = await live();
    const body = { session_name: name, role: "user", content: "mine", client_message_id: "c-1" };
    const first = await call(server, "/api/manual/messages", { token, body });
    const again = await call(server, "/api/manual/messages", { token, body });
    expect(again.body).toEqual(first.body);
  });

  test("a state is answered as it was: escalate, take over, release", async () => {
    const { name, token } = await newSession(server);
    const key = { "idempotency-key": "k-2" };
    const escalated = await escalate(name, token, key);
    const taken = await call(server, `/api/sessions/${name}/takeover`, { token: agent, body: {}, headers: key });
    const released = await call(server, `/api/sessions/${name}/release`, { token: agent, body: {}, headers: key });
    expect((await escalate(name, token, key)).body).toEqual(escalated.body);
    const takenAgain = await call(server, `/api/sessions/${name}/takeover`, { token: agent, body: {}, headers: key });
    expect(takenAgain.body).toEqual(taken.body);
    const releasedAgain = await call(server, `/api/sessions/${name}/release`, { token: agent, body: {}, headers: key });
    expect(releasedAgain.body).toEqual(released.body);
    const { body } = await call(server, `/api/sessions/${name}`, { token });
    expect(body.data.session.status).toBe("bot_active");
  });

  test("/api/chat and a new conversation get their first answers again", async () => {
    const { token } = await newSession(server);
    const options = { token, body: { message: "How long does charging take?" }, headers: { "idempotency-key": "k-3" } };
    const first = await call(server, "/api/chat", options);
    expect((await call(server, "/api/chat", options)).body).toEqual(first.body);
    const fresh = { token, body: {}, headers: { "idempotency-key": "k-3" } };
    const conversation = await call(server, "/api/conversation/new", fresh);
    expect((await call(server, "/api/conversation/new", fresh)).body).toEqual(conversation.body);
  });

  test("POST /api/sessions gives the same session and the same token", async () => {
    const options = { body: {}, headers: { "idempotency-key": crypto.randomUUID() } };
    const first = await call(server, "/api/sessions", options);
    expect((await call(server, "/api/sessions", options)).body).toEqual(first.body);
    const guessable = await call(server, "/api/sessions", { body: {}, headers: { "idempotency-key": "1" } });
    expect(guessable.status).toBe(400);
  });

  test("the same key with another body is 422 IDEMPOTENCY_CONFLICT", async () => {
    const { name, token } = await live();
    const headers = { "idempotency-key": "k-4" };
    await say(name, token, "one", headers);
    const { status, body } = await say(name, token, "two", headers);
    expect([status, body.code]).toEqual([422, "IDEMPOTENCY_CONFLICT"]);
  });

  test("one still under way is 409 IDEMPOTENCY_IN_FLIGHT", async () => {
    const { token } = await newSession(server);
    const options = { token, body: { message: "How long does charging take?" }, headers: { "idempotency-key": "k-5" } };
    const answers = await Promise.all([call(server, "/api/chat", options), call(server, "/api/chat", options)]);
    const statuses = answers.map(({ status, body }) => (status === 200 ? "200" : body.code)).toSorted();
    expect(statuses).toEqual(["200", "IDEMPOTENCY_IN_FLIGHT"]);
  });

  test("refusals are not kept", async () => {
    const { name, token } = await newSession(server);
    const headers = { "idempotency-key": "k-6" };
    expect((await say(name, token, "too early", headers)).status).toBe(409);
    await escalate(name, token);
    expect((await say(name, token, "too early", headers)).status).toBe(200);
  });

  test("the scope is the session and the caller: another's key is another key", async () => {
    const [one, other] = [await live(), await live()];
    const headers = { "idempotency-key": "k-7" };
    const first = await say(one.name, one.token, "hi", headers);
    const second = await say(other.name, other.token, "hi", headers);
    expect(second.body.data.message_id).not.toBe(first.body.data.message_id);
  });

  test("keys hold across a restart", async () => {
    const first = await startTestServer();
    const { name, token } = await newSession(first);
    const options = { token, body: { session_name: name }, headers: { "idempotency-key": "k-8" } };
    const before = await call(first, "/api/manual/escalate", options);
    await first.stop({ keepData: true });
    const second = await startTestServer({}, { dataDir: first.dataDir });
    try {
      expect((await call(second, "/api/manual/escalate", options)).body).toEqual(before.body);
    } finally {
      await second.stop();
    }
  });
});

describe("logs", () => {
  test("one line an accepted command, with the seed's fields and names", async () => {
    const { name, token } = await newSession(server);
    await escalate(name, token);
    await call(server, `/api/sessions/${name}/takeover`, { token: agent, body: {} });
    await say(name, token, "hello");
    await call(server, `/api/sessions/${name}/release`, { token: agent, body: {} });
    await call(server, "/api/chat", { token, body: { message: "转人工" } });
    const lines = server.lines.filter((line) => line.session_name === name);
    expect(lines.map((line) => line.event)).toEqual([
      "session_opened",
      "manual_escalate",
      "agent_takeover",
      "manual_message",
      "session_released",
      "escalation_triggered",
    ]);
    expect(lines[1]).toEqual({
      level: 30,
      event: "manual_escalate",
      session_name: name,
      status: "pending_manual",
      status_from: "bot_active",
      status_to: "pending_manual",
      operator: "user",
      reason: "user_request",
      timestamp: expect.any(Number),
      seq: 2,
      request_id: expect.stringMatching(/^req_/),
      tenant: "default",
    });
  });

  test("texts, tokens, passwords and addresses never reach them", async () => {
    const text = "my secret is 魔法豆 42";
    const { name, token } = await newSession(server, { profile: { name: "Frida Geheim" } });
    await call(server, "/api/chat", { token, body: { message: text, parameters: { card: "4111-1111" } } });
    await escalate(name, token);
    await say(name, token, text);
    await call(server, "/api/agent/login", { body: { username: "frida@example.com", password: "hunter2hunter2" } });
    await call(server, "/api/chat", { token, body: `{"message": "${text}` });
    const logged = JSON.stringify(server.lines);
    for (const secret of ["魔法豆", "Geheim", "4111", "hunter2", "frida@", token, agent]) {
      expect(logged).not.toContain(secret);
    }
  });
});

describe("what is no HTTP, or hardly", () => {
  const raw = (text: string) =>
    new Promise<string>((resolve, reject) => {
      const { port, hostname } = new URL(server.url);
      let answer = "";
      const socket = connect(Number(port), hostname, () => socket.write(text));
      socket.on("data", (chunk) => {
        answer += chunk.toString();
      });
      socket.on("close", () => resolve(answer));
      socket.on("error", reject);
      socket.setTimeout(5_000, () => socket.destroy());
    });

  test("a broken request line is 400, and the server lives", async () => {
    const answer = await raw("NONSENSE\r\n\r\n");
    expect(answer).toMatch(/^HTTP\/1\.1 400/);
    expect(Problem.parse(JSON.parse(answer.split("\r\n\r\n")[1] ?? ""))).toMatchObject({ code: "VALIDATION" });
    const long = await raw(`GET / HTTP/1.1\r\nhost: x\r\nx: ${"y".repeat(20_000)}\r\n\r\n`);
    expect(long).toMatch(/^HTTP\/1\.1 413/);
    expect((await call(server, "/api/health")).status).toBe(200);
  });

  test("an address that cannot be decoded is a problem, not a crash", async () => {
    const { status } = await call(server, "/api/sessions/%E0%A4%A");
    expect(status).toBe(400);
  });
});
