import { randomUUID } from "node:crypto";
import type { Overrides } from "../compose.ts";
import { type TestDatabase, testDatabase } from "./postgres.fixtures.ts";
import { removeKeys } from "./redis.fixtures.ts";
import { startTestServer, type TestServer } from "./test-server.ts";

export interface Instances extends AsyncDisposable {
  /** One more server of the same service. */
  start(options?: { settings?: Record<string, string>; overrides?: Overrides }): Promise<TestServer>;
  database: TestDatabase;
}

/**
 * Servers of one service: one database of their own and, with `redis`, one prefix of their own there. What was started
 * is stopped, and what it kept removed, when the scope ends.
 */
export async function instancesOn(services: { postgres: string; redis?: string | undefined }): Promise<Instances> {
  const database = await testDatabase(services.postgres);
  const prefix = `baton-test-${randomUUID()}`;
  const shared = {
    DATABASE_URL: database.url,
    BATON_SECRET: "a secret of tests that several instances share",
    ...(services.redis === undefined ? {} : { REDIS_URL: services.redis, BATON_REDIS_PREFIX: prefix }),
  };
  const started: TestServer[] = [];
  return {
    database,
    async start({ settings = {}, overrides } = {}) {
      const server = await startTestServer({ ...shared, ...settings }, overrides === undefined ? {} : { overrides });
      started.push(server);
      if (services.redis !== undefined) await untilHeard(server);
      return server;
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(started.map((server) => server.stop()));
      if (services.redis !== undefined) await removeKeys(services.redis, prefix);
      await database[Symbol.asyncDispose]();
    },
  };
}

/** It starts without waiting for Redis; what a test does before that would not be told. */
async function untilHeard({ url }: TestServer): Promise<void> {
  for (;;) {
    const health = (await (await fetch(`${url}/api/health`)).json()) as { parts: Record<string, { status: string }> };
    if (health.parts["redis"]?.status === "up") return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
