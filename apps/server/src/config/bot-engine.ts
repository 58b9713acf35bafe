import { createPrivateKey } from "node:crypto";
import { readFileSync } from "node:fs";
import { z } from "zod";
import { ConfigError } from "./config-error.ts";
import { webAddress } from "./fields.ts";

/** Which bot answers, and what its engine needs. The names are those that deployments of the seed already use. */
export type BotEngine = { kind: "faq" } | ({ kind: "coze" } & CozeSettings) | ({ kind: "openai" } & OpenaiSettings);

export interface CozeSettings {
  apiBase: string;
  workflowId: string;
  appId: string;
  oauth: {
    clientId: string;
    publicKeyId: string;
    /** PEM. */
    privateKey: string;
  };
}

export interface OpenaiSettings {
  /** Servers of one's own often need none. */
  apiKey: string | null;
  /** Null: the maker's own. */
  baseUrl: string | null;
  model: string;
  systemPrompt: string | null;
}

export const ENGINE_FIELDS = {
  BOT: z.enum(["coze", "openai", "faq"], { error: "must be coze, openai or faq" }).optional(),
  COZE_API_BASE: webAddress.default("https://api.coze.com"),
  COZE_WORKFLOW_ID: z.string().min(1).optional(),
  COZE_APP_ID: z.string().min(1).optional(),
  COZE_OAUTH_CLIENT_ID: z.string().min(1).optional(),
  COZE_OAUTH_PUBLIC_KEY_ID: z.string().min(1).optional(),
  COZE_OAUTH_PRIVATE_KEY: z.string().min(1).optional(),
  COZE_OAUTH_PRIVATE_KEY_FILE: z.string().min(1).optional(),
  OPENAI_API_KEY: z.string().min(1).optional(),
  OPENAI_BASE_URL: webAddress.optional(),
  OPENAI_MODEL: z.string().min(1).optional(),
  OPENAI_SYSTEM_PROMPT_FILE: z.string().min(1).optional(),
};

type EngineEnv = z.infer<z.ZodObject<typeof ENGINE_FIELDS>>;

/** The one that BOT names; else the first that is configured. Half a configuration is a mistake, not a choice. */
export function chooseEngine(env: EngineEnv): BotEngine {
  const kind = env.BOT ?? (isBegun(env, COZE) ? "coze" : isBegun(env, OPENAI) ? "openai" : "faq");
  switch (kind) {
    case "coze":
      return { kind, ...cozeSettings(env) };
    case "openai":
      return { kind, ...openaiSettings(env) };
    case "faq":
      return { kind };
  }
}

const COZE = [
  "COZE_WORKFLOW_ID",
  "COZE_APP_ID",
  "COZE_OAUTH_CLIENT_ID",
  "COZE_OAUTH_PUBLIC_KEY_ID",
  "COZE_OAUTH_PRIVATE_KEY",
  "COZE_OAUTH_PRIVATE_KEY_FILE",
] as const;

const OPENAI = ["OPENAI_API_KEY", "OPENAI_BASE_URL", "OPENAI_MODEL"] as const;

const isBegun = (env: EngineEnv, names: readonly (keyof EngineEnv)[]): boolean =>
  names.some((name) => env[name] !== undefined);

/** The bot's name, icon and words of welcome are of every engine. */
export const isOfEngine = (name: string, kind?: BotEngine["kind"]): boolean =>
  (kind !== "openai" && kind !== "faq" && /^COZE_(?!BOT_)/.test(name)) ||
  (kind !== "coze" && kind !== "faq" && /^OPENAI_/.test(name));

function cozeSettings(env: EngineEnv): CozeSettings {
  return {
    apiBase: env.COZE_API_BASE,
    workflowId: needed("coze", "COZE_WORKFLOW_ID", env.COZE_WORKFLOW_ID),
    appId: needed("coze", "COZE_APP_ID", env.COZE_APP_ID),
    oauth: {
      clientId: needed("coze", "COZE_OAUTH_CLIENT_ID", env.COZE_OAUTH_CLIENT_ID),
      publicKeyId: needed("coze", "COZE_OAUTH_PUBLIC_KEY_ID", env.COZE_OAUTH_PUBLIC_KEY_ID),
      privateKey: cozeKey(env),
    },
  };
}

function openaiSettings(env: EngineEnv): OpenaiSettings {
  if (env.OPENAI_API_KEY === undefined && env.OPENAI_BASE_URL === undefined) {
    throw new ConfigError("The bot openai needs OPENAI_API_KEY, or OPENAI_BASE_URL for a server of your own.");
  }
  return {
    apiKey: env.OPENAI_API_KEY ?? null,
    baseUrl: env.OPENAI_BASE_URL ?? null,
    model: needed("openai", "OPENAI_MODEL", env.OPENAI_MODEL),
    systemPrompt: readText("OPENAI_SYSTEM_PROMPT_FILE", env.OPENAI_SYSTEM_PROMPT_FILE) ?? null,
  };
}

function needed(engine: string, name: string, value: string | undefined): string {
  if (value !== undefined) return value;
  throw new ConfigError(`The bot ${engine} needs ${name}. Set it, or BOT=faq for the built-in bot.`);
}

/** In one line of an environment, its line ends are written as \\n. */
function cozeKey(env: EngineEnv): string {
  const name = env.COZE_OAUTH_PRIVATE_KEY === undefined ? "COZE_OAUTH_PRIVATE_KEY_FILE" : "COZE_OAUTH_PRIVATE_KEY";
  const given = env.COZE_OAUTH_PRIVATE_KEY ?? readText(name, env.COZE_OAUTH_PRIVATE_KEY_FILE);
  const text = needed("coze", "COZE_OAUTH_PRIVATE_KEY or COZE_OAUTH_PRIVATE_KEY_FILE", given).replaceAll("\\n", "\n");
  if (!isRsaKey(text)) throw new ConfigError(`${name} must hold a private RSA key in PEM form.`);
  return text;
}

function isRsaKey(pem: string): boolean {
  try {
    return createPrivateKey(pem).asymmetricKeyType === "rsa";
  } catch {
    return false;
  }
}

function readText(name: string, path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  try {
    return readFileSync(path, "utf8");
  } catch {
    throw new ConfigError(`The file that ${name} names cannot be read.`);
  }
}
