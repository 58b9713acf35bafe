import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { z } from "zod";
import { type BotEngine, chooseEngine, ENGINE_FIELDS, isOfEngine } from "./config/bot-engine.ts";
import { ConfigError } from "./config/config-error.ts";
import { address, isProxyAddress, isTimeZone, list, origins, whole, yesNo } from "./config/fields.ts";
import { REGULATOR_DEFAULTS } from "./domain/regulator/defaults.ts";
import type { RegulatorSettings } from "./domain/regulator/regulate.ts";

/** Everything an operator can set, read once. Nothing else reads the environment. */
export interface Config {
  port: number;
  host: string;
  dataDir: string;
  /** PostgreSQL instead of the file in `dataDir`. */
  databaseUrl: string | null;
  /** For migrations, when the role of `databaseUrl` does not own the tables. */
  databaseOwnerUrl: string | null;
  redisUrl: string | null;
  /** Of every key and channel: several Batons may share one Redis. */
  redisPrefix: string;
  amqpUrl: string | null;
  metricsToken: string | null;
  auth: "token" | "open";
  authOpenAnywhere: boolean;
  corsOrigins: readonly string[];
  embedOrigins: readonly string[];
  trustProxy: readonly string[];
  adminPassword: string | null;
  secret: string | null;
  identitySecret: string | null;
  faqDir: string | null;
  waitNoticeMs: number;
  waitGiveUpMs: number;
  regulator: RegulatorSettings;
  /** Per address; 0 for no limit. */
  sessionsPerMinute: number;
  /** Per session; 0 for no limit. */
  messagesPerMinute: number;
  logLevel: string;
  /** Settings of a bot engine that is not the chosen one: the operator is told. */
  ignored: readonly string[];
  engine: BotEngine;
  botLimits: BotLimits;
  bot: { name: string | null; description: string | null; iconUrl: string | null; welcome: string | null };
}

export interface BotLimits {
  /** How long the first piece of a reply, and every next one, may take. */
  firstPieceMs: number;
  /** How long the whole reply may take. */
  deadlineMs: number;
  /** After so many failures in a row the bot is left alone for `openMs`. */
  breaker: { failures: number; openMs: number };
}

const Environment = z.object({
  PORT: whole(0, 65_535).default(8000),
  HOST: z.string().min(1).default("127.0.0.1"),
  BATON_DATA_DIR: z.string().min(1).default("./data"),
  DATABASE_URL: address("postgres", "postgresql").optional(),
  DATABASE_OWNER_URL: address("postgres", "postgresql").optional(),
  REDIS_URL: address("redis", "rediss").optional(),
  AMQP_URL: address("amqp", "amqps").optional(),
  BATON_REDIS_PREFIX: z
    .string()
    .regex(/^[A-Za-z0-9._-]{1,64}$/, "must be 1 to 64 letters, digits, dots, dashes or underscores")
    .default("baton"),
  BATON_METRICS_TOKEN: z.string().min(16, "must have at least 16 characters").optional(),
  BATON_AUTH: z.enum(["token", "open"], { error: "must be token or open" }).default("token"),
  BATON_AUTH_OPEN_ANYWHERE: yesNo.default(false),
  BATON_CORS_ORIGINS: origins.default([]),
  BATON_EMBED_ORIGINS: origins.default([]),
  BATON_TRUST_PROXY: list
    .refine(
      (values) => values.every(isProxyAddress),
      "must be addresses or ranges of proxies, like 10.0.0.0/8 or loopback, separated by commas",
    )
    .default([]),
  BATON_ADMIN_PASSWORD: z.string().min(8, "must have at least 8 characters").optional(),
  BATON_SECRET: z.string().min(32, "must have at least 32 characters").optional(),
  BATON_IDENTITY_SECRET: z.string().min(32, "must have at least 32 characters").optional(),
  BATON_FAQ_DIR: z.string().min(1).optional(),
  BATON_WAIT_NOTICE_SECONDS: whole(1, 86_400).default(60),
  BATON_WAIT_GIVE_UP_SECONDS: whole(1, 86_400).default(600),
  BATON_RATE_SESSIONS_PER_MINUTE: whole(0, 1_000_000).default(120),
  BATON_RATE_MESSAGES_PER_MINUTE: whole(0, 1_000_000).default(60),
  BATON_LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
  BATON_TIME_ZONE: z
    .string()
    .refine(isTimeZone, "must be the name of a time zone, like Europe/Berlin or Asia/Shanghai")
    .default("UTC"),
  ...ENGINE_FIELDS,
  BATON_BOT_FIRST_PIECE_SECONDS: whole(1, 600).default(20),
  BATON_BOT_DEADLINE_SECONDS: whole(2, 600).default(60),
  BATON_BOT_BREAKER_FAILURES: whole(1, 1_000).default(5),
  BATON_BOT_BREAKER_SECONDS: whole(1, 3_600).default(30),
  COZE_BOT_NAME: z.string().max(200).optional(),
  COZE_BOT_DESCRIPTION: z.string().max(2_000).optional(),
  COZE_BOT_ICON_URL: z.string().max(2_000).optional(),
  COZE_BOT_WELCOME: z.string().max(2_000).optional(),
  REGULATOR_KEYWORDS: list.default([...REGULATOR_DEFAULTS.keywords]),
  REGULATOR_AI_FAIL_KEYWORDS: list.default([...REGULATOR_DEFAULTS.failKeywords]),
  REGULATOR_FAIL_THRESHOLD: whole(1, 100).default(REGULATOR_DEFAULTS.failThreshold),
  REGULATOR_VIP_AUTO_ESCALATE: yesNo.default(REGULATOR_DEFAULTS.vipAutoEscalate),
  REGULATOR_COMPLAINT_AUTO_ESCALATE: yesNo.default(REGULATOR_DEFAULTS.complaintAutoEscalate),
  REGULATOR_REPEAT_AUTO_ESCALATE: yesNo.default(REGULATOR_DEFAULTS.repeatAutoEscalate),
});

type Variables = Readonly<Record<string, string | undefined>>;

/**
 * @param environment wins over `.env`
 * @throws ConfigError naming every setting that is wrong
 */
export function readConfig(environment: Variables, dotEnv: Variables = {}): Config {
  const given = withoutEmpty({ ...dotEnv, ...withoutEmpty(environment) });
  const read = Environment.safeParse(given);
  if (!read.success) {
    const lines = read.error.issues.map((issue) => `  ${issue.path.join(".")} ${issue.message}`);
    throw new ConfigError(`These settings are wrong:\n${lines.join("\n")}`);
  }
  const env = read.data;
  const engine = chooseEngine(env);
  const config: Config = {
    port: env.PORT,
    host: env.HOST,
    dataDir: env.BATON_DATA_DIR,
    databaseUrl: env.DATABASE_URL ?? null,
    databaseOwnerUrl: env.DATABASE_OWNER_URL ?? null,
    redisUrl: env.REDIS_URL ?? null,
    redisPrefix: env.BATON_REDIS_PREFIX,
    amqpUrl: env.AMQP_URL ?? null,
    metricsToken: env.BATON_METRICS_TOKEN ?? null,
    auth: env.BATON_AUTH,
    authOpenAnywhere: env.BATON_AUTH_OPEN_ANYWHERE,
    corsOrigins: env.BATON_CORS_ORIGINS,
    embedOrigins: env.BATON_EMBED_ORIGINS,
    trustProxy: env.BATON_TRUST_PROXY,
    adminPassword: env.BATON_ADMIN_PASSWORD ?? null,
    secret: env.BATON_SECRET ?? null,
    identitySecret: env.BATON_IDENTITY_SECRET ?? null,
    faqDir: env.BATON_FAQ_DIR ?? null,
    waitNoticeMs: env.BATON_WAIT_NOTICE_SECONDS * 1000,
    waitGiveUpMs: env.BATON_WAIT_GIVE_UP_SECONDS * 1000,
    regulator: {
      keywords: env.REGULATOR_KEYWORDS,
      failKeywords: env.REGULATOR_AI_FAIL_KEYWORDS,
      failThreshold: env.REGULATOR_FAIL_THRESHOLD,
      vipAutoEscalate: env.REGULATOR_VIP_AUTO_ESCALATE,
      complaintAutoEscalate: env.REGULATOR_COMPLAINT_AUTO_ESCALATE,
      repeatAutoEscalate: env.REGULATOR_REPEAT_AUTO_ESCALATE,
      timeZone: env.BATON_TIME_ZONE,
    },
    sessionsPerMinute: env.BATON_RATE_SESSIONS_PER_MINUTE,
    messagesPerMinute: env.BATON_RATE_MESSAGES_PER_MINUTE,
    logLevel: env.BATON_LOG_LEVEL,
    ignored: Object.keys(given).filter((name) => isOfEngine(name) && !isOfEngine(name, engine.kind)),
    engine,
    botLimits: {
      firstPieceMs: env.BATON_BOT_FIRST_PIECE_SECONDS * 1000,
      deadlineMs: env.BATON_BOT_DEADLINE_SECONDS * 1000,
      breaker: { failures: env.BATON_BOT_BREAKER_FAILURES, openMs: env.BATON_BOT_BREAKER_SECONDS * 1000 },
    },
    bot: {
      name: env.COZE_BOT_NAME ?? null,
      description: env.COZE_BOT_DESCRIPTION ?? null,
      iconUrl: env.COZE_BOT_ICON_URL ?? null,
      welcome: env.COZE_BOT_WELCOME ?? null,
    },
  };
  if (config.databaseOwnerUrl !== null && config.databaseUrl === null) {
    throw new ConfigError("DATABASE_OWNER_URL is for migrations of the database of DATABASE_URL, which is not set.");
  }
  if (config.databaseUrl !== null && config.secret === null) {
    throw new ConfigError(
      "DATABASE_URL needs BATON_SECRET, the same for every instance: " +
        "at least 32 characters that nobody can guess, for example from openssl rand -hex 32.",
    );
  }
  if (config.botLimits.deadlineMs <= config.botLimits.firstPieceMs) {
    throw new ConfigError("BATON_BOT_DEADLINE_SECONDS must be more than BATON_BOT_FIRST_PIECE_SECONDS.");
  }
  if (config.waitGiveUpMs <= config.waitNoticeMs) {
    throw new ConfigError("BATON_WAIT_GIVE_UP_SECONDS must be more than BATON_WAIT_NOTICE_SECONDS.");
  }
  if (config.auth === "open" && !config.authOpenAnywhere && !isLoopback(config.host)) {
    throw new ConfigError(
      `BATON_AUTH=open lets anybody who reaches the server act as anybody, and HOST=${config.host} can be reached from outside. ` +
        "Use BATON_AUTH=token, or HOST=127.0.0.1, or say BATON_AUTH_OPEN_ANYWHERE=yes if the network is trusted.",
    );
  }
  return Object.freeze(config);
}

export const isLoopback = (host: string): boolean =>
  host === "localhost" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host);

const withoutEmpty = (variables: Variables): Variables =>
  Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined && value !== ""));

/** The settings of this process: its environment, then `.env` in its folder. @throws ConfigError */
export const readSettings = (): Config => readConfig(process.env, readDotEnv(join(process.cwd(), ".env")));

/** The file that an operator may keep beside the project; none is fine. */
function readDotEnv(path: string): Variables {
  try {
    return parseEnv(readFileSync(path, "utf8"));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return {};
    throw new ConfigError(`The file ${path} cannot be read.`);
  }
}
