import rateLimit from "@fastify/rate-limit";
import Fastify from "fastify";
import { afterEach, expect, test } from "vitest";
import { createMemoryCounters } from "../adapters/counters-memory/index.ts";
import type { Counters } from "../ports/counters.ts";
import { countWith } from "./rate-limit-store.ts";

const servers: ReturnType<typeof Fastify>[] = [];
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));

/** One instance: two routes with limits of their own, counting by who asks. */
async function instance(counters: Counters) {
  const server = Fastify();
  servers.push(server);
  await server.register(rateLimit, { global: false, hook: "preHandler", store: countWith(counters) });
  const limit = (max: number) => ({
    config: { rateLimit: { max, timeWindow: 60_000, keyGenerator: (request: { headers: object }) => who(request) } },
  });
  server.get("/two", limit(2), async () => "ok");
  server.post("/two", limit(3), async () => "ok");
  return async (method: "GET" | "POST", name: string) => {
    const { statusCode, headers } = await server.inject({ method, url: "/two", headers: { name } });
    return { status: statusCode, remaining: headers["x-ratelimit-remaining"], retryAfter: headers["retry-after"] };
  };
}

const who = ({ headers }: { headers: object }): string => ("name" in headers ? String(headers.name) : "");

test("[C12] instances with the same counters share a limit; each route, method and caller has its own", async () => {
  const counters = createMemoryCounters();
  const [one, two] = [await instance(counters), await instance(counters)];
  expect(await one("GET", "a")).toEqual({ status: 200, remaining: "1", retryAfter: undefined });
  expect(await two("GET", "a")).toEqual({ status: 200, remaining: "0", retryAfter: undefined });
  expect(await one("GET", "a")).toEqual({ status: 429, remaining: "0", retryAfter: "60" });
  expect(await two("GET", "a")).toMatchObject({ status: 429 });
  expect(await two("GET", "b")).toMatchObject({ status: 200, remaining: "1" });
  expect(await one("POST", "a")).toMatchObject({ status: 200, remaining: "2" });
});

test("[C12] instances that count by themselves do not", async () => {
  const [one, two] = [await instance(createMemoryCounters()), await instance(createMemoryCounters())];
  for (const ask of [one, two]) {
    expect(await ask("GET", "a")).toMatchObject({ status: 200, remaining: "1" });
  }
});
