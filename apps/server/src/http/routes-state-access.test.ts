import Fastify, { type FastifyInstance, type RouteOptions } from "fastify";
import { describe, expect, test } from "vitest";
import { call } from "../testing/http-client.ts";
import { startTestServer } from "../testing/test-server.ts";
import { guardRoutes } from "./caller.ts";
import type { HttpDeps } from "./context.ts";

/** Guarded like the server, and never called: the guard asks for nothing until a request comes. */
function guarded(): FastifyInstance {
  const server = Fastify();
  guardRoutes(server, {} as HttpDeps);
  return server;
}

const route = (url: string, config?: RouteOptions["config"]): RouteOptions => ({
  method: "GET",
  url,
  handler: async () => "",
  ...(config === undefined ? {} : { config }),
});

describe("[A2] who may call", () => {
  test.each([
    ["nothing", undefined],
    ["no word", {}],
  ])("a route that says %s keeps the server from starting", async (_says, config) => {
    const server = guarded();
    const start = async () => {
      server.route(route("/api/forgotten", config));
      await server.ready();
    };
    await expect(start()).rejects.toThrow("the route GET /api/forgotten does not say who may call it");
    await server.close();
  });

  test("so does one in a plugin that is registered later", async () => {
    const server = guarded();
    void server.register(async (inner) => {
      inner.route(route("/api/forgotten"));
    });
    await expect(server.ready()).rejects.toThrow("does not say who may call it");
    await server.close();
  });

  test("one that says it starts", async () => {
    const server = guarded();
    server.route(route("/api/said", { access: "agent" }));
    await expect(server.ready()).resolves.toBeDefined();
    await server.close();
  });

  test("only /docs, which a library serves, is taken as public; an address that looks like it is not", async () => {
    const server = guarded();
    server.route(route("/docs/json"));
    expect(() => server.route(route("/docs-of-ours"))).toThrow("does not say who may call it");
    await server.close();
  });

  test("every route of the API is closed to a caller without a token, but those that are public", async () => {
    const server = await startTestServer();
    try {
      const { body } = await call(server, "/docs/json");
      const open: string[] = [];
      for (const [path, methods] of Object.entries(body.paths as Record<string, Record<string, unknown>>)) {
        for (const method of Object.keys(methods)) {
          const address = path.replaceAll(/\{\w+\}/g, "someone");
          const answer = await call(server, address, { method: method.toUpperCase() });
          if (answer.status !== 401) open.push(`${method.toUpperCase()} ${path}`);
        }
      }
      expect(open.toSorted()).toEqual([
        "GET /api/bot/info",
        "GET /api/config",
        "GET /api/health",
        "GET /api/shift/status",
        "POST /api/agent/login",
        "POST /api/agent/logout",
        "POST /api/sessions",
      ]);
    } finally {
      await server.stop();
    }
  });
});
