import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { call, newSession, openStream, signIn } from "../testing/http-client.ts";
import { fromSchema, hostile, type JsonSchema } from "../testing/schema-arbitrary.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";

/** Every route, as its schema says and as nobody should: no 5xx, no crash, no line broken into a stream. */

interface Route {
  method: string;
  path: string;
  body: JsonSchema | null;
  query: string[];
}

let server: TestServer;
let open: TestServer;
let routes: Route[];

beforeAll(async () => {
  server = await startTestServer();
  open = await startTestServer({ BATON_AUTH: "open" });
  const { body } = await call(server, "/docs/json");
  routes = Object.entries(body.paths as Record<string, Record<string, Operation>>).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      body: operation.requestBody?.content["application/json"]?.schema ?? null,
      query: (operation.parameters ?? []).filter((one) => one.in === "query").map((one) => one.name),
    })),
  );
});

interface Operation {
  requestBody?: { content: Record<string, { schema: JsonSchema }> };
  parameters?: { in: string; name: string }[];
}

afterAll(async () => {
  await server.stop();
  await open.stop();
});

const RUNS = 40;

/** Streams do not end: whatever they answer is seen in their headers. */
const isStream = (path: string) => path.endsWith("/events") || path === "/api/chat/stream";

async function statusOf(
  to: TestServer,
  route: Route,
  parts: { name: string; query: string; body: unknown; token?: string },
) {
  const path = route.path.replace("{session_name}", encodeURIComponent(parts.name.toWellFormed())) + parts.query;
  const abort = new AbortController();
  const response = await fetch(to.url + path, {
    method: route.method,
    signal: abort.signal,
    headers: {
      ...(route.method === "GET" ? {} : { "content-type": "application/json" }),
      ...(parts.token === undefined ? {} : { authorization: `Bearer ${parts.token}` }),
    },
    ...(route.method === "GET" ? {} : { body: JSON.stringify(parts.body) ?? "" }),
  });
  if (isStream(route.path)) abort.abort();
  else await response.text();
  return response.status;
}

describe("every route", () => {
  test("is in the OpenAPI document", () => {
    expect(routes.length).toBeGreaterThan(20);
  });

  test("answers hostile bodies, names and queries without a 5xx, for every kind of caller", async () => {
    const agent = await signIn(server);
    const customer = await newSession(server);
    const callers = [
      { to: server, token: undefined },
      { to: server, token: agent },
      { to: server, token: customer.token },
      { to: open, token: undefined },
    ];
    for (const route of routes) {
      // Signing out would end the agent's token; signing in is slow on purpose, and throttled.
      const runs = route.path.startsWith("/api/agent/log") ? 8 : RUNS;
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...callers.filter(({ token }) => token !== agent || route.path !== "/api/agent/logout")),
          fc.oneof(
            fc.constant(customer.name),
            fc.string({ unit: "binary", minLength: 1, maxLength: 40 }),
            fc.constantFrom("__proto__", "..", "%2e%2e"),
          ),
          fc.dictionary(fc.constantFrom(...route.query, "extra"), hostile, { maxKeys: 3 }),
          route.body === null ? hostile : fromSchema(route.body),
          async ({ to, token }, name, query, body) => {
            const search = new URLSearchParams(
              Object.entries(query).map(([key, value]): [string, string] => [
                key,
                String(JSON.stringify(value)).slice(0, 500),
              ]),
            );
            const status = await statusOf(to, route, {
              name,
              query: route.query.length === 0 ? "" : `?${search}`,
              body,
              ...(token === undefined ? {} : { token }),
            });
            expect(status).toBeLessThan(500);
          },
        ),
        { numRuns: runs },
      );
    }
    for (const one of [server, open]) expect((await call(one, "/api/health")).status).toBe(200);
    expect(server.lines.concat(open.lines).filter((line) => line.event === "internal_error")).toEqual([]);
  }, 120_000);

  test.each([
    ["one megabyte", JSON.stringify({ message: "x".repeat(1_000_000) })],
    ["broken UTF-8", Buffer.from([0x7b, 0x22, 0x6d, 0xff, 0xfe, 0xc0, 0x22, 0x3a, 0x31, 0x7d])],
    ["a __proto__ key", '{"message":"x","__proto__":{"admin":true}}'],
    ["a constructor.prototype key", '{"message":"x","constructor":{"prototype":{"admin":true}}}'],
    ["deep JSON", `{"message":"x","parameters":${'{"a":'.repeat(9_000)}1${"}".repeat(9_000)}}`],
    ["a bare value", "1"],
  ])("%s is refused, and the server lives", async (_what, body) => {
    const { token } = await newSession(server);
    const response = await fetch(`${server.url}/api/chat`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
      body,
    });
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.status).toBeLessThan(500);
    expect((await call(server, "/api/health")).status).toBe(200);
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });
});

describe("hostile texts and names on a stream", () => {
  test("[T2] never break a line, and arrive as they were sent", async () => {
    const session_name = "hostile-stream";
    await call(open, "/api/manual/escalate", { body: { session_name } });
    const watching = await openStream(open, `/api/sessions/${session_name}/events`);
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: "binary", minLength: 1, maxLength: 80 }),
        fc.string({ unit: "binary", minLength: 1, maxLength: 40 }),
        async (content, agent_name) => {
          const body = { session_name, role: "agent", content, agent_info: { agent_id: "agent_01", agent_name } };
          const { status, body: answer } = await call(open, "/api/manual/messages", { body });
          expect([200, 400]).toContain(status);
          if (status !== 200) return;
          const frame = await watching.until((one) => one.data.message_id === answer.data.message_id);
          expect(frame.data.content).toBe(content.trim());
          expect(frame.id).toBe(String(answer.data.seq));
        },
      ),
      { numRuns: 200 },
    );
    for (const line of watching.raw().split("\n")) expect(line).toMatch(/^(|:|id: \d+|data: \{.*\})$/s);
    watching.close();
  }, 60_000);
});
