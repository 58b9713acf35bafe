import { sessionStream } from "../application/session-ref.ts";
import type { Bot } from "../ports/bot.ts";
import type { Journal, StoredEvent } from "../ports/journal.ts";
import { type CozeDouble, type CozeDoubleOptions, startCozeDouble } from "./doubles/coze/index.ts";
import type { Misbehaviour, MisbehaviourOptions } from "./doubles/misbehaviour.ts";
import { type OpenaiDouble, type OpenaiDoubleOptions, startOpenaiDouble } from "./doubles/openai/openai-double.ts";
import { call, newSession } from "./http-client.ts";
import { ownNow } from "./own-time.ts";
import { startTestServer, type TestServer } from "./test-server.ts";

/** An engine's double, as far as its ways to go wrong are those of every engine. */
export interface Engine {
  name: string;
  /** The server's settings for it. */
  settings: Record<string, string>;
  misbehave(kind: Misbehaviour | null, options?: MisbehaviourOptions): void;
  /** Requests for a reply so far. */
  asked(): number;
  /** Requests that it has not answered to their end, and whose client is still there. */
  underWay(): number;
  close(): Promise<void>;
}

export type CozeEngine = Engine & { double: CozeDouble };

export async function startCoze(options: CozeDoubleOptions = {}): Promise<CozeEngine> {
  const double = await startCozeDouble(options);
  const { apiBase, appId, oauth, workflowId } = double.settings;
  return {
    name: "coze",
    double,
    settings: {
      BOT: "coze",
      COZE_API_BASE: apiBase,
      COZE_APP_ID: appId,
      COZE_WORKFLOW_ID: workflowId,
      COZE_OAUTH_CLIENT_ID: oauth.clientId,
      COZE_OAUTH_PUBLIC_KEY_ID: oauth.publicKeyId,
      COZE_OAUTH_PRIVATE_KEY: oauth.privateKey,
    },
    misbehave: (kind, more) => double.misbehave(kind, more),
    asked: () => double.seen.requests.filter(({ at }) => at === "chat").length,
    underWay: double.seen.underWay,
    close: double.close,
  };
}

export async function startOpenai(options: OpenaiDoubleOptions = {}): Promise<Engine & { double: OpenaiDouble }> {
  const double = await startOpenaiDouble(options);
  return {
    name: "openai",
    double,
    settings: {
      BOT: "openai",
      OPENAI_API_KEY: double.apiKey ?? "",
      OPENAI_BASE_URL: double.url,
      OPENAI_MODEL: double.model,
    },
    misbehave: (kind, more) => double.misbehave(kind, more),
    asked: () => double.seen.requests.length,
    underWay: double.seen.underWay,
    close: double.close,
  };
}

export const ENGINES: readonly [name: string, start: () => Promise<Engine>][] = [
  ["coze", startCoze],
  ["openai", startOpenai],
];

export interface Shop<OwnEngine extends Engine = Engine> {
  engine: OwnEngine;
  server: TestServer;
  /** The sessions for which an adapter is busy now. */
  busy: ReadonlySet<string>;
  /** Everything that happened in a session, oldest first. */
  history(sessionName: string): Promise<StoredEvent[]>;
  close(): Promise<void>;
}

/** The whole server before an engine's double. */
export async function openShop<OwnEngine extends Engine>(
  engine: OwnEngine,
  settings: Record<string, string> = {},
): Promise<Shop<OwnEngine>> {
  const kept: { journal?: Journal } = {};
  const busy = new Set<string>();
  const overrides = {
    bot: (bot: Bot): Bot => ({
      ...bot,
      async *reply(request, signal) {
        busy.add(request.sessionName);
        try {
          return yield* bot.reply(request, signal);
        } finally {
          busy.delete(request.sessionName);
        }
      },
    }),
    journal: (journal: Journal) => {
      kept.journal = journal;
      return journal;
    },
  };
  const server = await startTestServer({ ...engine.settings, ...settings }, { overrides });
  return {
    engine,
    server,
    busy,
    async history(name) {
      return (
        (await kept.journal?.read(sessionStream({ tenant: "default", name }), { afterSeq: 0, limit: 1_000 })) ?? []
      );
    },
    async close() {
      await server.stop();
      await engine.close();
    },
  };
}

/** The shop's own bot, the doubles' answers and the regulator all know this one, and none calls a person for it. */
export const HARMLESS = "What are your opening hours?";

export interface Asked {
  name: string;
  token: string;
  /** Until the customer had an answer, by this process's own time. */
  tookMs: number;
  message: string;
  status: string;
}

/** A new customer asks one thing over HTTP. @throws when the answer is not 200 */
export async function askOnce({ server }: Shop, message = HARMLESS): Promise<Asked> {
  const { name, token } = await newSession(server);
  const startedAt = ownNow();
  const answer = await call(server, "/api/chat", { token, body: { message } });
  if (answer.status !== 200) throw new Error(`answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  return {
    name,
    token,
    tookMs: ownNow() - startedAt,
    message: answer.body.message,
    status: answer.body.status,
  };
}

/** Turns that began and have neither a reply nor an end. */
export function turnsLeftOpen(events: readonly StoredEvent[]): number {
  const count = (...types: string[]) => events.filter(({ type }) => types.includes(type)).length;
  return count("bot_turn_started") - count("bot_reply", "bot_turn_ended");
}
