import { spawnSync } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { ConfigError } from "./config/config-error.ts";
import { readConfig } from "./config.ts";
import { REGULATOR_DEFAULTS } from "./domain/regulator/defaults.ts";

/** The wire contract, section 8. */

/** What the operator is told. */
function mistake(environment: Record<string, string>): string {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  throw new Error(`accepted: ${JSON.stringify(environment)}`);
}

describe("settings that nobody made", () => {
  test("have the contract's defaults", () => {
    expect(readConfig({})).toEqual({
      port: 8000,
      host: "127.0.0.1",
      dataDir: "./data",
      databaseUrl: null,
      databaseOwnerUrl: null,
      redisUrl: null,
      redisPrefix: "baton",
      amqpUrl: null,
      metricsToken: null,
      auth: "token",
      authOpenAnywhere: false,
      corsOrigins: [],
      embedOrigins: [],
      trustProxy: [],
      adminPassword: null,
      secret: null,
      identitySecret: null,
      faqDir: null,
      waitNoticeMs: 60_000,
      waitGiveUpMs: 600_000,
      regulator: REGULATOR_DEFAULTS,
      sessionsPerMinute: 120,
      messagesPerMinute: 60,
      logLevel: "info",
      ignored: [],
      engine: { kind: "faq" },
      botLimits: { firstPieceMs: 20_000, deadlineMs: 60_000, breaker: { failures: 5, openMs: 30_000 } },
      bot: { name: null, description: null, iconUrl: null, welcome: null },
    });
    expect(REGULATOR_DEFAULTS).toMatchObject({ failThreshold: 3, vipAutoEscalate: true });
  });

  test("are frozen", () => {
    const config = readConfig({});
    expect(() => Object.assign(config, { auth: "open" })).toThrow(TypeError);
    expect(config.auth).toBe("token");
  });
});

describe("settings that were made", () => {
  test("are read, lists by their commas", () => {
    const config = readConfig({
      PORT: "0",
      HOST: "0.0.0.0",
      BATON_CORS_ORIGINS: "https://shop.example, http://localhost:5173 ,",
      BATON_TRUST_PROXY: "10.0.0.0/8, loopback, ::1",
      BATON_WAIT_NOTICE_SECONDS: "5",
      BATON_WAIT_GIVE_UP_SECONDS: "6",
      REGULATOR_KEYWORDS: "人工, human",
      REGULATOR_FAIL_THRESHOLD: "2",
      REGULATOR_VIP_AUTO_ESCALATE: "False",
      COZE_BOT_NAME: "小助手",
    });
    expect(config).toMatchObject({
      port: 0,
      host: "0.0.0.0",
      corsOrigins: ["https://shop.example", "http://localhost:5173"],
      trustProxy: ["10.0.0.0/8", "loopback", "::1"],
      waitNoticeMs: 5_000,
      waitGiveUpMs: 6_000,
      regulator: { keywords: ["人工", "human"], failThreshold: 2, vipAutoEscalate: false },
      bot: { name: "小助手" },
    });
  });

  test("name the engines that several instances share", () => {
    const config = readConfig({
      DATABASE_URL: "postgresql://baton:word@db/baton",
      DATABASE_OWNER_URL: "postgres://owner:word@db/baton",
      REDIS_URL: "rediss://cache",
      AMQP_URL: "amqps://mq",
      BATON_SECRET: "0123456789abcdef0123456789abcdef",
    });
    expect(config).toMatchObject({
      databaseUrl: "postgresql://baton:word@db/baton",
      databaseOwnerUrl: "postgres://owner:word@db/baton",
      redisUrl: "rediss://cache",
      redisPrefix: "baton",
      amqpUrl: "amqps://mq",
    });
  });

  test("with a password in an address do not repeat it", () => {
    expect(mistake({ DATABASE_URL: "mysql://baton:hidden-word@db" })).not.toContain("hidden-word");
  });

  test("left empty count as not made", () => {
    expect(readConfig({ PORT: "", BATON_SECRET: "", DATABASE_URL: "", BOT: "" })).toEqual(readConfig({}));
  });

  test("in the environment win over .env; an empty one there does not", () => {
    const dotEnv = { PORT: "9001", HOST: "::1", BATON_DATA_DIR: "/somewhere" };
    const config = readConfig({ PORT: "9002", HOST: "" }, dotEnv);
    expect(config).toMatchObject({ port: 9002, host: "::1", dataDir: "/somewhere" });
  });

  test("are read from .env in the folder where the server starts, which the environment overrides", () => {
    const folder = mkdtempSync(join(tmpdir(), "baton-settings-"));
    try {
      writeFileSync(join(folder, ".env"), 'PORT=9001\nBATON_DATA_DIR="/some where"\n# BOT=none\n');
      const configUrl = pathToFileURL(join(import.meta.dirname, "config.ts")).href;
      const script = `import { readSettings } from ${JSON.stringify(configUrl)}; process.stdout.write(JSON.stringify(readSettings()));`;
      const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "--eval", script], {
        cwd: folder,
        env: { PATH: process.env.PATH, PORT: "9002" },
        encoding: "utf8",
      });
      expect(stdout, stderr).not.toBe("");
      expect(JSON.parse(stdout)).toMatchObject({ port: 9002, dataDir: "/some where", auth: "token" });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test("of an engine that does not answer are named, the bot's own name and picture are not", () => {
    const given = { BOT: "faq", COZE_APP_ID: "x", OPENAI_API_KEY: "y", COZE_BOT_NAME: "z", COZE_BOT_WELCOME: "w" };
    expect(readConfig(given).ignored).toEqual(["COZE_APP_ID", "OPENAI_API_KEY"]);
    expect(readConfig({}, { OPENAI_API_KEY: "" }).ignored).toEqual([]);
  });
});

const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2_048 });
const PEM = String(privateKey.export({ type: "pkcs8", format: "pem" }));

const EC_PEM = String(
  generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ type: "pkcs8", format: "pem" }),
);

const COZE = {
  COZE_WORKFLOW_ID: "w",
  COZE_APP_ID: "a",
  COZE_OAUTH_CLIENT_ID: "c",
  COZE_OAUTH_PUBLIC_KEY_ID: "k",
  COZE_OAUTH_PRIVATE_KEY: PEM,
};

const OPENAI = { OPENAI_API_KEY: "key", OPENAI_MODEL: "m" };

describe("which bot answers", () => {
  test("Coze when it is configured, else OpenAI, else the FAQ bot, unless BOT says so", () => {
    expect(readConfig({ ...COZE, ...OPENAI }).engine.kind).toBe("coze");
    expect(readConfig(OPENAI).engine.kind).toBe("openai");
    expect(readConfig({}).engine.kind).toBe("faq");
    expect(readConfig({ ...COZE, ...OPENAI, BOT: "openai" }).engine.kind).toBe("openai");
    expect(readConfig({ ...COZE, ...OPENAI, BOT: "faq" }).engine.kind).toBe("faq");
  });

  test("Coze with what the seed's deployments set, a key in one line among it", () => {
    const inOneLine = PEM.replaceAll("\n", "\\n");
    expect(
      readConfig({ ...COZE, COZE_API_BASE: "https://api.coze.cn", COZE_OAUTH_PRIVATE_KEY: inOneLine }).engine,
    ).toEqual({
      kind: "coze",
      apiBase: "https://api.coze.cn",
      workflowId: "w",
      appId: "a",
      oauth: { clientId: "c", publicKeyId: "k", privateKey: PEM },
    });
  });

  test("keys and prompts come from files too", () => {
    const folder = mkdtempSync(join(tmpdir(), "baton-config-"));
    try {
      const file = join(folder, "file");
      writeFileSync(file, PEM);
      const { COZE_OAUTH_PRIVATE_KEY: _, ...rest } = COZE;
      expect(readConfig({ ...rest, COZE_OAUTH_PRIVATE_KEY_FILE: file }).engine).toMatchObject({
        oauth: { privateKey: PEM },
      });
      writeFileSync(file, "You are kind.");
      expect(readConfig({ ...OPENAI, OPENAI_SYSTEM_PROMPT_FILE: file }).engine).toMatchObject({
        systemPrompt: "You are kind.",
      });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe("each mistake is a sentence that names the setting", () => {
  test.each([
    [{ PORT: "abc" }, "PORT must be a number from 0 to 65535"],
    [{ PORT: "65536" }, "PORT must be at most 65535"],
    [{ PORT: "-1" }, "PORT must be at least 0"],
    [{ PORT: "80.5" }, "PORT must be a whole number"],
    [{ BATON_AUTH: "maybe" }, "BATON_AUTH must be token or open"],
    [{ BATON_AUTH_OPEN_ANYWHERE: "perhaps" }, "BATON_AUTH_OPEN_ANYWHERE must be true or false"],
    [{ BATON_CORS_ORIGINS: "https://shop.example/path" }, "BATON_CORS_ORIGINS must be origins like"],
    [{ BATON_CORS_ORIGINS: "*" }, "BATON_CORS_ORIGINS must be origins like"],
    [{ BATON_EMBED_ORIGINS: "https://a.example, https://b.example/" }, "BATON_EMBED_ORIGINS must be origins like"],
    [{ BATON_TRUST_PROXY: "yes" }, "BATON_TRUST_PROXY must be addresses or ranges"],
    [{ BATON_TRUST_PROXY: "10.0.0.0/33" }, "BATON_TRUST_PROXY must be addresses or ranges"],
    [{ BATON_WAIT_NOTICE_SECONDS: "0" }, "BATON_WAIT_NOTICE_SECONDS must be at least 1"],
    [{ REGULATOR_FAIL_THRESHOLD: "0" }, "REGULATOR_FAIL_THRESHOLD must be at least 1"],
    [{ REGULATOR_VIP_AUTO_ESCALATE: "vip" }, "REGULATOR_VIP_AUTO_ESCALATE must be true or false"],
    [{ BOT: "dify" }, "BOT must be coze, openai or faq"],
    [{ BOT: "coze" }, "The bot coze needs COZE_WORKFLOW_ID"],
    [{ COZE_WORKFLOW_ID: "w" }, "Set it, or BOT=faq for the built-in bot"],
    [
      { ...COZE, COZE_OAUTH_PRIVATE_KEY: "not a key" },
      "COZE_OAUTH_PRIVATE_KEY must hold a private RSA key in PEM form",
    ],
    [{ ...COZE, COZE_OAUTH_PRIVATE_KEY: EC_PEM }, "COZE_OAUTH_PRIVATE_KEY must hold a private RSA key in PEM form"],
    [{ ...COZE, COZE_API_BASE: "api.coze.cn" }, "COZE_API_BASE must be an address like https://api.example.com"],
    [
      { BATON_BOT_FIRST_PIECE_SECONDS: "60" },
      "BATON_BOT_DEADLINE_SECONDS must be more than BATON_BOT_FIRST_PIECE_SECONDS",
    ],
    [{ ...OPENAI, OPENAI_SYSTEM_PROMPT_FILE: "nowhere/prompt" }, "The file that OPENAI_SYSTEM_PROMPT_FILE names"],
    [{ OPENAI_API_KEY: "key" }, "The bot openai needs OPENAI_MODEL"],
    [{ BOT: "openai", OPENAI_MODEL: "m" }, "needs OPENAI_API_KEY, or OPENAI_BASE_URL"],
    [{ BATON_TIME_ZONE: "Mars/Olympus" }, "BATON_TIME_ZONE must be the name of a time zone"],
    [{ BATON_BOT_DEADLINE_SECONDS: "1" }, "BATON_BOT_DEADLINE_SECONDS must be at least 2"],
    [{ BATON_WAIT_NOTICE_SECONDS: "600" }, "BATON_WAIT_GIVE_UP_SECONDS must be more than BATON_WAIT_NOTICE_SECONDS"],
    [{ DATABASE_URL: "postgres://db/baton" }, "DATABASE_URL needs BATON_SECRET, the same for every instance"],
    [{ DATABASE_URL: "mysql://db/baton" }, "DATABASE_URL must be an address like postgres://"],
    [{ DATABASE_OWNER_URL: "postgres://db/baton" }, "DATABASE_URL, which is not set"],
    [{ REDIS_URL: "cache:6379" }, "REDIS_URL must be an address like redis://"],
    [{ AMQP_URL: "http://mq" }, "AMQP_URL must be an address like amqp://"],
    [{ BATON_REDIS_PREFIX: "a b" }, "BATON_REDIS_PREFIX must be 1 to 64 letters"],
  ])("%j", (environment, sentence) => {
    expect(mistake(environment)).toContain(sentence);
  });

  test.each([
    ["BATON_ADMIN_PASSWORD", "7 chars", 8],
    ["BATON_SECRET", "thirty-one characters, not more", 32],
    ["BATON_IDENTITY_SECRET", "thirty-one characters, not more", 32],
    ["BATON_METRICS_TOKEN", "fifteen letters", 16],
  ])("%s that is too short, without repeating it", (name, value, least) => {
    const said = mistake({ [name]: value });
    expect(said).toContain(`${name} must have at least ${least} characters`);
    expect(said).not.toContain(value);
    expect(() => readConfig({ [name]: `${value}!` })).not.toThrow();
  });

  test("several mistakes are told at once, also those of .env", () => {
    const read = () => readConfig({ PORT: "abc" }, { BATON_AUTH: "maybe" });
    expect(read).toThrow(/PORT must be[^\n]*\n[^\n]*BATON_AUTH must be/);
  });
});

describe("open mode", () => {
  test.each(["127.0.0.1", "127.1.2.3", "localhost", "::1"])("listens on %s", (host) => {
    expect(readConfig({ BATON_AUTH: "open", HOST: host }).auth).toBe("open");
  });

  test.each(["0.0.0.0", "::", "192.168.1.5", "127.0.0.1.shop.example"])("refuses %s", (host) => {
    const said = mistake({ BATON_AUTH: "open", HOST: host });
    expect(said).toContain(`HOST=${host} can be reached from outside`);
    expect(said).toContain("BATON_AUTH_OPEN_ANYWHERE=yes");
    expect(mistake({ BATON_AUTH: "open", HOST: host, BATON_AUTH_OPEN_ANYWHERE: "no" })).toBe(said);
    expect(readConfig({ BATON_AUTH: "open", HOST: host, BATON_AUTH_OPEN_ANYWHERE: "yes" }).host).toBe(host);
  });
});
