import cookie from "@fastify/cookie";
import Fastify, { type FastifyInstance } from "fastify";
import { afterEach, describe, expect, test } from "vitest";
import { createPrometheusMetrics } from "../../adapters/metrics-prometheus/index.ts";
import { AccessError } from "../../domain/access/access-error.ts";
import type { Caller } from "../../domain/access/caller.ts";
import type { PartHealth } from "../../ports/part.ts";
import { guardRoutes } from "../caller.ts";
import type { HttpDeps } from "../context.ts";
import { sendProblem } from "../problem.ts";
import { metricsRoutes } from "./metrics.ts";

const TOKEN = "a token of the scraper, and of nobody else";

const agent = (role: "admin" | "agent"): Caller => ({
  kind: "agent",
  tenant: "default",
  id: role,
  username: role,
  name: role,
  role,
  family: "family",
  expiresAtMs: 9e15,
});

const CALLERS: Record<string, Caller> = {
  "admin-token": agent("admin"),
  "agent-token": agent("agent"),
  "customer-token": { kind: "customer", tenant: "default", sessionName: "s1", expiresAtMs: 9e15 },
};

let server: FastifyInstance | undefined;

afterEach(async () => server?.close());

/** Guarded like the real one; only who a token belongs to is made up. */
async function start(given: { token?: string; auth?: "token" | "open"; health?: PartHealth } = {}) {
  const { token = TOKEN, auth = "token", health = { status: "up" } } = given;
  const authenticate = async (request: { token: string }): Promise<Caller> => {
    const caller = CALLERS[request.token];
    if (caller === undefined) throw new AccessError("UNAUTHENTICATED");
    return caller;
  };
  const deps = {
    access: { authenticate },
    app: { presence: { seen: () => undefined }, clock: { now: () => 0 } },
    settings: { auth, corsOrigins: [], loopbackOnly: true },
  } as unknown as HttpDeps;
  const metrics = createPrometheusMetrics();
  metrics.counter("test_total", "For this test.").add(3);
  server = Fastify();
  server.setErrorHandler(sendProblem);
  await server.register(cookie);
  guardRoutes(server, deps);
  const partsHealth = async () => [{ part: { name: "rabbitmq", vital: false, check: async () => health }, health }];
  await server.register(
    metricsRoutes({ metrics, token: token === "" ? null : token, partsHealth, openStreams: new Set([1, 2]) }),
  );
  const get = (headers: Record<string, string>) => server?.inject({ url: "/metrics", headers });
  return {
    as: (shown: string) => get({ authorization: `Bearer ${shown}` }),
    get,
  };
}

describe("GET /metrics", () => {
  test("shows the scraper's token everything, in the format that Prometheus reads", async () => {
    const { as } = await start();
    const answer = await as(TOKEN);
    expect(answer?.statusCode).toBe(200);
    expect(answer?.headers["content-type"]).toBe("text/plain; version=0.0.4; charset=utf-8");
    expect(answer?.headers["cache-control"]).toBe("no-store");
    expect(answer?.body).toContain("\ntest_total 3\n");
    expect(answer?.body).toContain("\nbaton_open_streams 2\n");
    expect(answer?.body).toContain('\nbaton_part_up{part="rabbitmq"} 1\n');
    expect(answer?.body).toContain("\nprocess_resident_memory_bytes ");
  });

  test("[C19] shows a part that is down", async () => {
    const { as } = await start({ health: { status: "down", detail: "away" } });
    expect((await as(TOKEN))?.body).toContain('\nbaton_part_up{part="rabbitmq"} 0\n');
  });

  test("lets an administrator in, by token and by cookie, also beside a customer's cookie", async () => {
    const { as, get } = await start();
    expect((await as("admin-token"))?.statusCode).toBe(200);
    expect((await get({ cookie: "baton_agent=admin-token" }))?.statusCode).toBe(200);
    expect((await get({ cookie: "baton_session=customer-token; baton_agent=admin-token" }))?.statusCode).toBe(200);
  });

  test("[A2] turns away everybody else", async () => {
    const { as, get } = await start();
    const answers = {
      nobody: await get({}),
      wrong: await as(`${TOKEN}.`),
      shorter: await as(TOKEN.slice(1)),
      empty: await get({ authorization: "Bearer " }),
      basic: await get({ authorization: `Basic ${TOKEN}` }),
      agent: await as("agent-token"),
      customer: await as("customer-token"),
    };
    const codes = Object.fromEntries(Object.entries(answers).map(([who, answer]) => [who, answer?.statusCode]));
    expect(codes).toEqual({
      nobody: 401,
      wrong: 401,
      shorter: 401,
      empty: 401,
      basic: 401,
      agent: 403,
      customer: 403,
    });
    for (const answer of Object.values(answers)) expect(answer?.body).not.toContain("test_total");
  });

  test("without a token in the settings, only an administrator; in open mode too", async () => {
    const { as, get } = await start({ token: "", auth: "open" });
    expect((await as(""))?.statusCode).toBe(401);
    expect((await as("null"))?.statusCode).toBe(401);
    expect((await get({ host: "localhost" }))?.statusCode).toBe(401);
    expect((await as("admin-token"))?.statusCode).toBe(200);
  });
});
