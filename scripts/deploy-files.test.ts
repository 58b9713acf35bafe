import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { root } from "./run.ts";

const dockerfile = readFileSync(join(root, "Dockerfile"), "utf8");

describe("Dockerfile", () => {
  const copies = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, sources = ""]) =>
    sources.split(" "),
  );

  test("copies only what is there", () => {
    expect(copies.length).toBeGreaterThan(5);
    expect(copies.filter((source) => !existsSync(join(root, source)))).toEqual([]);
  });

  test("knows every workspace that the lock file speaks of", () => {
    const manifests = globSync("{packages,apps}/*/package.json", { cwd: root });
    expect(copies).toEqual(expect.arrayContaining(manifests));
  });

  test("the main file that it starts is there", () => {
    const command = /^CMD \[.*"([^"]+\.ts)"\]$/m.exec(dockerfile)?.[1];
    expect(existsSync(join(root, command ?? "?"))).toBe(true);
  });
});

const SECRETS = {
  BATON_SECRET: "0123456789abcdef0123456789abcdef",
  BATON_ADMIN_PASSWORD: "administrator",
  POSTGRES_PASSWORD: "owner",
  BATON_DB_PASSWORD: "login",
  RABBITMQ_PASSWORD: "broker",
};

/** How Compose is called here: as a plugin of the client, or by its own name. */
const compose = [["docker", "compose"], ["docker-compose"]].find(
  ([program = "", ...words]) => spawnSync(program, [...words, "version"], { stdio: "ignore" }).status === 0,
);

describe.skipIf(compose === undefined)("compose.yaml (needs Docker Compose, no engine)", () => {
  // Without the `.env` that an operator keeps beside it.
  const folder = mkdtempSync(join(tmpdir(), "baton-compose-"));
  copyFileSync(join(root, "compose.yaml"), join(folder, "compose.yaml"));
  afterAll(() => rmSync(folder, { recursive: true }));

  function config(secrets: Record<string, string>) {
    const [program = "", ...words] = compose ?? [];
    const { status, stdout, stderr } = spawnSync(program, [...words, "config"], {
      cwd: folder,
      env: { PATH: process.env["PATH"], ...secrets },
      encoding: "utf8",
    });
    return { ok: status === 0, stdout, stderr };
  }

  test("is read without complaint, every secret in its place", () => {
    const { ok, stdout, stderr } = config(SECRETS);
    expect({ ok, stderr }).toEqual({ ok: true, stderr: "" });
    expect(stdout).toContain("DATABASE_URL: postgres://baton_login:login@postgres:5432/baton");
    expect(stdout).toContain("DATABASE_OWNER_URL: postgres://postgres:owner@postgres:5432/baton");
    expect(stdout).toContain("AMQP_URL: amqp://baton:broker@rabbitmq:5672");
    expect(stdout).toContain("172.30.77.10");
  });

  test.each(Object.keys(SECRETS))("without %s it says so and starts nothing", (name) => {
    const { ok, stderr } = config(Object.fromEntries(Object.entries(SECRETS).filter(([one]) => one !== name)));
    expect(ok).toBe(false);
    expect(stderr).toContain(`set ${name} in .env`);
  });
});
