/**
 * What tests need that npm cannot bring. `setup-services.ts` provides them before a test run, `e2e/support/needs.ts`
 * tells tests about them. A new need (a database, a broker) is one more entry of `needs`.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, realpathSync } from "node:fs";
import { userInfo } from "node:os";
import { delimiter, dirname, join } from "node:path";
import type { ServiceKind } from "../apps/server/src/testing/services/handshake.ts";
import { makeVhost } from "./own-vhost.ts";
import { root } from "./run.ts";

export type NeedName =
  | "chromium"
  | "strace"
  | "cjkFonts"
  | "fastapi"
  | "nginx"
  | "postgresPrograms"
  | "redisServer"
  | "rabbitmqServer"
  | ServiceKind;

export type Need = {
  /** For a person: what it is and what for. */
  what: string;
  /** Tells the tests where it is: a path or a URL; empty when it could not be had. */
  variable: string;
  /** Where it is, or undefined. Must show that it works, not only that it is there. */
  find: () => string | undefined;
  /** Makes a part of what was found that only this run uses; undefined where that is not possible. */
  ownPart?: (place: string) => { place: string; stop: () => Promise<void> } | undefined;
  /** How it can be had, tried in this order. */
  ways: Way[];
};

export type Way =
  | { kind: "apt"; packages: string[] }
  /** A server of the run's own, from what is installed; ended after the run. */
  | { kind: "own"; service: ServiceKind }
  /** A container of the run's own; removed after the run. */
  | { kind: "docker"; service: ServiceKind; image: string; port: number; env: string[]; url: (port: string) => string };

function works(program: string, ...args: string[]): boolean {
  return spawnSync(program, args, { stdio: "ignore", timeout: 20_000 }).status === 0;
}

function inPath(...names: string[]): string[] {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).filter((file) => existsSync(file));
}

/** The first of the addresses at which such a server answers, and lets in. */
function running(kind: ServiceKind, ...urls: string[]): string | undefined {
  const child = join(root, "apps/server/src/testing/services/handshake.child.ts");
  const { status, stdout } = spawnSync(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", child, kind, ...urls],
    { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"], timeout: 20_000 },
  );
  return status === 0 ? stdout : undefined;
}

const installedBrowsers = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** Debian keeps them out of PATH, in a folder for each version: the newest first. */
function postgresFolders(): string[] {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian) ? readdirSync(debian).toSorted((a, b) => Number(b) - Number(a)) : [];
  return [
    ...versions.map((version) => join(debian, version, "bin")),
    ...inPath("initdb").map((file) => dirname(realpathSync(file))),
  ];
}

/** Debian's command in PATH changes the user and serves /var/lib: what tests start is the script behind it. */
function rabbitmqServers(): string[] {
  const inPlace = ["/usr/lib/rabbitmq/bin/rabbitmq-server"].filter((file) => existsSync(file));
  return [...inPlace, ...inPath("rabbitmq-server").filter((file) => !realpathSync(file).endsWith("script-wrapper"))];
}

/** Homebrew's superuser has its owner's name. */
const superusers = ["postgres", userInfo().username];

export const needs: Record<NeedName, Need> = {
  chromium: {
    what: "Chromium, for the tests in a real browser",
    variable: "BATON_TEST_CHROMIUM",
    find: () =>
      [
        ...inPath("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"),
        ...installedBrowsers.filter((file) => existsSync(file)),
      ].find((file) => process.platform === "win32" || works(file, "--version")),
    ways: [{ kind: "apt", packages: ["chromium"] }],
  },
  cjkFonts: {
    what: "Chinese fonts, so that screenshots show no empty boxes",
    variable: "BATON_TEST_CJK_FONTS",
    find: () => {
      if (process.platform !== "linux") return "the system's";
      const { status, stdout } = spawnSync("fc-list", [":lang=zh", "family"], { encoding: "utf8" });
      return status === 0 ? stdout.split("\n")[0] || undefined : undefined;
    },
    ways: [{ kind: "apt", packages: ["fontconfig", "fonts-noto-cjk"] }],
  },
  strace: {
    what: "strace, for the test that an acknowledgement is sent after the disk has the data",
    variable: "BATON_TEST_STRACE",
    // Installed is not enough: a container may forbid ptrace.
    find: () => inPath("strace").find((file) => works(file, "-o", "/dev/null", "true")),
    ways: [{ kind: "apt", packages: ["strace"] }],
  },
  fastapi: {
    what: "Python with FastAPI and uvicorn, the server that the bench compares with",
    variable: "BATON_TEST_FASTAPI_PYTHON",
    find: () =>
      ["/usr/bin/python3", ...inPath("python3")].find(
        (python) => existsSync(python) && works(python, "-c", "import fastapi, uvicorn"),
      ),
    ways: [{ kind: "apt", packages: ["python3-fastapi", "python3-uvicorn"] }],
  },
  nginx: {
    what: "nginx, for the test of the reverse proxy's settings",
    variable: "BATON_TEST_NGINX",
    find: () => [...inPath("nginx"), "/usr/sbin/nginx"].find((file) => works(file, "-v")),
    ways: [{ kind: "apt", packages: ["nginx-light"] }],
  },
  postgresPrograms: {
    what: "PostgreSQL's programs, for the tests that kill and freeze a PostgreSQL of their own",
    variable: "BATON_TEST_POSTGRES_PROGRAMS",
    find: () =>
      postgresFolders().find((folder) =>
        ["initdb", "postgres", "pg_ctl"].every((program) => works(join(folder, program), "--version")),
      ),
    ways: [{ kind: "apt", packages: ["postgresql"] }],
  },
  redisServer: {
    what: "redis-server, for the tests that kill and freeze a Redis of their own",
    variable: "BATON_TEST_REDIS_SERVER",
    find: () => inPath("redis-server", "valkey-server").find((file) => works(file, "--version")),
    ways: [{ kind: "apt", packages: ["redis-server"] }],
  },
  rabbitmqServer: {
    what: "rabbitmq-server, for the tests that kill and freeze a RabbitMQ of their own",
    variable: "BATON_TEST_RABBITMQ_SERVER",
    find: () => (works("erl", "-noshell", "-eval", "halt().") ? rabbitmqServers()[0] : undefined),
    ways: [{ kind: "apt", packages: ["rabbitmq-server"] }],
  },
  postgres: {
    what: "PostgreSQL, for the tests of several instances",
    variable: "BATON_TEST_POSTGRES_URL",
    find: () => running("postgres", ...superusers.map((name) => `postgres://${name}@127.0.0.1:5432/postgres`)),
    ways: [
      { kind: "own", service: "postgres" },
      {
        kind: "docker",
        service: "postgres",
        image: "postgres:17-alpine",
        port: 5432,
        env: ["POSTGRES_HOST_AUTH_METHOD=trust"],
        url: (port) => `postgres://postgres@127.0.0.1:${port}/postgres`,
      },
      { kind: "apt", packages: ["postgresql"] },
      { kind: "own", service: "postgres" },
    ],
  },
  redis: {
    what: "Redis, for the tests of several instances",
    variable: "BATON_TEST_REDIS_URL",
    find: () => running("redis", "redis://127.0.0.1:6379"),
    ways: [
      { kind: "own", service: "redis" },
      {
        kind: "docker",
        service: "redis",
        image: "redis:8-alpine",
        port: 6379,
        env: [],
        url: (port) => `redis://127.0.0.1:${port}`,
      },
      { kind: "apt", packages: ["redis-server"] },
      { kind: "own", service: "redis" },
    ],
  },
  rabbitmq: {
    what: "RabbitMQ, for the tests of the outlet",
    variable: "BATON_TEST_AMQP_URL",
    find: () => running("rabbitmq", "amqp://guest:guest@127.0.0.1:5672"),
    // Databases and key prefixes are made by the tests themselves.
    ownPart: makeVhost,
    ways: [
      { kind: "own", service: "rabbitmq" },
      {
        kind: "docker",
        service: "rabbitmq",
        image: "rabbitmq:4-alpine",
        port: 5672,
        env: [],
        url: (port) => `amqp://guest:guest@127.0.0.1:${port}`,
      },
      { kind: "apt", packages: ["rabbitmq-server"] },
      { kind: "own", service: "rabbitmq" },
    ],
  },
};

/** The needs of `npm test`. */
export const testNeeds: NeedName[] = [
  "chromium",
  "cjkFonts",
  "strace",
  "postgres",
  "redis",
  "rabbitmq",
  "postgresPrograms",
  "redisServer",
  "rabbitmqServer",
  "nginx",
];

export function isCi(env: NodeJS.ProcessEnv = process.env): boolean {
  return env["CI"] !== undefined && env["CI"] !== "" && env["CI"] !== "false" && env["CI"] !== "0";
}
