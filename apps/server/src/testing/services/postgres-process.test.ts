import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { postgresPrograms } from "../../../../../e2e/support/needs.ts";
import { shakeHands } from "./handshake.ts";
import { type PostgresProcess, startPostgres } from "./postgres-process.ts";

const TIMEOUT_MS = 60_000;

describe.skipIf(postgresPrograms() === undefined)("a PostgreSQL of one's own (needs PostgreSQL's programs)", () => {
  // As tests have it: a folder that only its maker can enter.
  const top = mkdtempSync(join(tmpdir(), "baton-postgres-test-"));
  const folder = join(top, "server");
  let server: PostgresProcess;

  beforeAll(async () => {
    server = await startPostgres({ folder });
    await withClient((client) => client.query("create table kept (n int)"));
  }, TIMEOUT_MS);
  afterAll(async () => {
    await server.stop();
    expect(existsSync(folder)).toBe(false);
    await expect(shakeHands("postgres", server.url)).rejects.toThrow("ECONNREFUSED");
    rmSync(top, { recursive: true });
  }, TIMEOUT_MS);

  async function withClient<T>(work: (client: Client) => Promise<T>): Promise<T> {
    const client = new Client({ connectionString: server.url });
    client.on("error", () => undefined);
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }

  const setting = (name: string) =>
    withClient(async (client) => (await client.query<Record<string, string>>(`show ${name}`)).rows[0]?.[name]);

  test("it makes commits durable, as in production", async () => {
    expect([await setting("fsync"), await setting("synchronous_commit")]).toEqual(["on", "on"]);
  });

  test.each(["kill", "stopImmediate"] as const)(
    "%s ends its connections; started again it has what was committed",
    async (fault) => {
      const n = fault === "kill" ? 1 : 2;
      const { pid } = server;
      const client = new Client({ connectionString: server.url });
      const lost = new Promise((resolve) => client.once("error", resolve));
      await client.connect();
      await client.query("insert into kept values ($1)", [n]);
      await server[fault]();
      await lost;
      await expect(shakeHands("postgres", server.url)).rejects.toThrow("ECONNREFUSED");

      await server.start();
      expect(server.pid).not.toBe(pid);
      const { rows } = await withClient((again) => again.query("select n from kept where n = $1", [n]));
      expect(rows).toEqual([{ n }]);
    },
    TIMEOUT_MS,
  );

  test(
    "frozen it answers nobody, old connection or new; thawed it goes on where it stood",
    async () => {
      await withClient(async (client) => {
        await server.freeze();
        const answer = client.query<{ n: number }>("select 1 as n").then(({ rows }) => rows);
        const first = await Promise.race([answer, shakeHands("postgres", server.url).catch(String)]);
        expect(first).toMatch(/no answer|timeout/);
        await server.thaw();
        expect(await answer).toEqual([{ n: 1 }]);
      });
    },
    TIMEOUT_MS,
  );
});
