import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "redis";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { redisServerPath } from "../../../../../e2e/support/needs.ts";
import { shakeHands } from "./handshake.ts";
import type { ServiceProcess } from "./own-process.ts";
import { startRedis } from "./redis-process.ts";

describe.skipIf(redisServerPath() === undefined)("a Redis of one's own (needs redis-server)", () => {
  const top = mkdtempSync(join(tmpdir(), "baton-redis-test-"));
  const folder = join(top, "server");
  let server: ServiceProcess;

  beforeAll(async () => {
    server = await startRedis({ folder });
  });
  afterAll(async () => {
    await server.stop();
    expect(existsSync(folder)).toBe(false);
    await expect(shakeHands("redis", server.url)).rejects.toThrow("ECONNREFUSED");
    rmSync(top, { recursive: true });
  });

  async function connect() {
    const client = createClient({ url: server.url, socket: { reconnectStrategy: false } });
    client.on("error", () => undefined);
    await client.connect();
    return client;
  }

  test("killed, its connections end; started again it is empty", async () => {
    const { pid } = server;
    const client = await connect();
    await client.set("key", "value");
    const lost = new Promise((resolve) => client.once("error", resolve));
    await server.kill();
    await lost;
    await expect(shakeHands("redis", server.url)).rejects.toThrow("ECONNREFUSED");

    await server.start();
    expect(server.pid).not.toBe(pid);
    const again = await connect();
    expect(await again.dbSize()).toBe(0);
    again.destroy();
  });

  test("frozen it answers nobody, old connection or new; thawed it goes on where it stood", async () => {
    const client = await connect();
    await server.freeze();
    const answer = client.ping();
    const first = await Promise.race([answer, shakeHands("redis", server.url).catch(String)]);
    expect(first).toContain("no answer");
    await server.thaw();
    expect(await answer).toBe("PONG");
    client.destroy();
  });
});
