import { createPrivateKey } from "node:crypto";
import type { BotInfo, Lang } from "@baton/protocol";
import type { EnterMessage, RequestOptions } from "@coze/api";
import { type Bot, BotError, type BotOutcome, type BotRequest } from "../../ports/bot.ts";
import type { Clock } from "../../ports/clock.ts";
import { type Call, startCall } from "./call.ts";
import { createFreshConversations } from "./fresh-conversations.ts";
import { INFO } from "./info.ts";
import { joined, messagesFor } from "./messages.ts";
import { workflowParameters } from "./parameters.ts";
import { replyReader } from "./read-reply.ts";
import { loadSdk } from "./sdk.ts";
import { createSessionTokens, type SessionToken } from "./session-tokens.ts";

export interface CozeBotOptions {
  /** `https://api.coze.com`, `https://api.coze.cn`, or a double's address. */
  readonly apiBase: string;
  /** The published chat flow that answers. */
  readonly workflowId: string;
  /** The app that the flow belongs to. */
  readonly appId: string;
  /** A service app of Coze's OAuth, with JWT. */
  readonly oauth: {
    readonly clientId: string;
    /** Coze's fingerprint of the public key. */
    readonly publicKeyId: string;
    /** PEM; line ends may be written as a backslash and an n, as in an environment variable. */
    readonly privateKey: string;
  };
  /** Replaces parts of what the bot says about itself. */
  readonly info: Partial<Record<Lang, Partial<BotInfo>>>;
  /** Milliseconds. */
  readonly deadlineMs: number;
  readonly clock?: Clock;
}

/** Tokens kept, and conversations that nothing has been said in yet. */
const MAX_SESSIONS = 10_000;
/** What a token is asked for, in seconds. Coze gives up to 86,399. */
const TOKEN_SECONDS = 3_600;
/** Coze writes the end of a token as seconds since 1970; a number of seconds to go is never so large. */
const LEAST_TIMESTAMP = 1_000_000_000;

const ABORTED: BotOutcome = { kind: "failed", failure: "timed_out" };

/**
 * The bot of a shop whose AI is a chat flow of Coze's. It asks once: deadlines, retries and the breaker are around it.
 *
 * @throws Error with a sentence for the operator when the address or the private key is none
 */
export function createCozeBot(options: CozeBotOptions): Bot {
  const { workflowId, appId, oauth, deadlineMs, clock = { now: () => Date.now() } } = options;
  const api = new URL(options.apiBase);
  const baseURL = api.origin + api.pathname.replace(/\/+$/, "");
  const privateKey = rsaKey(oauth.privateKey);
  const fresh = createFreshConversations(MAX_SESSIONS);
  const tokens = createSessionTokens({ ask: askForToken, max: MAX_SESSIONS, now: () => clock.now() });

  async function askForToken(sessionName: string, signal: AbortSignal): Promise<SessionToken> {
    const { getJWTToken } = await loadSdk();
    return finished(startCall(signal, "preparation"), async ({ options: request }) => {
      const { access_token: value, expires_in: expiry } = await getJWTToken(
        {
          baseURL,
          appId: oauth.clientId,
          aud: api.host,
          keyid: oauth.publicKeyId,
          privateKey,
          sessionName,
          durationSeconds: TOKEN_SECONDS,
        },
        request,
      );
      if (typeof value !== "string" || value === "") throw new BotError("crashed", "Coze gave no access token");
      return { value, goodForMs: goodForMs(expiry, clock.now()) };
    });
  }

  async function client(token: string) {
    const { CozeAPI } = await loadSdk();
    return new CozeAPI({ baseURL, token });
  }

  async function createConversation(sessionName: string, signal: AbortSignal): Promise<string> {
    for (let attempt = 1; ; attempt++) {
      const token = await tokens.get(sessionName, signal);
      const call = startCall(signal, "preparation");
      try {
        const id = await finished(call, async () => {
          const coze = await client(token);
          return conversationId(await coze.conversations.create({}, call.options));
        });
        fresh.add(id);
        return id;
      } catch (error) {
        if (!call.tokenRefused()) throw error;
        tokens.drop(sessionName, token);
        if (attempt === 2) throw error;
      }
    }
  }

  async function chat(request: BotRequest, token: string, options: RequestOptions) {
    const coze = await client(token);
    return coze.workflows.chat.stream(
      {
        workflow_id: workflowId,
        app_id: appId,
        conversation_id: request.conversationId,
        parameters: workflowParameters(request.parameters, joined(request.questions)),
        // The SDK's type is an enum, whose members plain strings are not.
        additional_messages: messagesFor(request) as EnterMessage[],
      },
      options,
    );
  }

  async function* reply(request: BotRequest, signal: AbortSignal): ReturnType<Bot["reply"]> {
    for (let attempt = 1; ; attempt++) {
      const token = await tokens.get(request.sessionName, signal);
      const call = startCall(signal, "chat");
      const read = replyReader(request.conversationId);
      try {
        for await (const event of await chat(request, token, call.options)) {
          const { piece, end } = read(event);
          if (signal.aborted) return ABORTED;
          fresh.delete(request.conversationId);
          if (piece !== "") yield piece;
          if (end !== null) return end;
        }
        throw new BotError("unavailable", "the stream ended before the reply was whole");
      } catch (error) {
        if (!call.tokenRefused()) throw lostOrRefused(request.conversationId, failureOf(call, error));
        tokens.drop(request.sessionName, token);
        if (attempt === 2) throw failureOf(call, error);
      } finally {
        call.end();
      }
    }
  }

  /** Of a conversation that Coze made just now, it is the flow or the app that it does not know. */
  const lostOrRefused = (conversation: string, error: BotError): BotError =>
    error.failure === "conversation_lost" && fresh.delete(conversation)
      ? new BotError("refused", error.message)
      : error;

  return {
    name: "coze",
    deadlineMs,
    info: (lang) => ({ ...INFO[lang], ...options.info[lang] }),
    async createConversation(sessionName, signal) {
      try {
        return await createConversation(sessionName, signal);
      } catch (error) {
        throw signal.aborted ? new BotError("timed_out", "stopped while Coze made a conversation") : error;
      }
    },
    async *reply(request, signal) {
      try {
        return yield* reply(request, signal);
      } catch (error) {
        if (signal.aborted) return ABORTED;
        throw error;
      }
    },
  };
}

/** What the work gives, with the call ended and its own reason in place of the SDK's. */
async function finished<Result>(call: Call, work: (call: Call) => Promise<Result>): Promise<Result> {
  try {
    return await work(call);
  } catch (error) {
    throw failureOf(call, error);
  } finally {
    call.end();
  }
}

function conversationId(conversation: { id?: unknown } | undefined): string {
  const id = conversation?.id;
  if (typeof id !== "string" || !/^[\w-]{1,200}$/.test(id)) throw new BotError("crashed", "Coze gave no conversation");
  return id;
}

/** Never the SDK's error: it quotes what came, and that may quote the customer. */
function failureOf(call: Call, error: unknown): BotError {
  return (
    call.failure() ?? (error instanceof BotError ? error : new BotError("crashed", "Coze's answer makes no sense"))
  );
}

function goodForMs(expiry: unknown, now: number): number {
  const seconds = Number(expiry);
  if (!Number.isFinite(seconds)) return 0;
  const toGo = seconds >= LEAST_TIMESTAMP ? seconds * 1_000 - now : seconds * 1_000;
  // Coze's clock may be behind ours, or ahead: a token is never good for longer than was asked for.
  return Math.min(Math.max(toGo, 0), TOKEN_SECONDS * 1_000);
}

/** As the SDK wants it, whatever kind of PEM it was. */
function rsaKey(pem: string): string {
  try {
    const key = createPrivateKey(pem.replaceAll("\\n", "\n"));
    if (key.asymmetricKeyType === "rsa") return key.export({ type: "pkcs8", format: "pem" }).toString();
  } catch {
    // The reason would name the key's bytes at worst, and helps nobody.
  }
  throw new Error("Coze's private key is no RSA key in PEM form");
}
