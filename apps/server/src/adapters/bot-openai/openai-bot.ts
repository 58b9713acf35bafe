import { randomBytes } from "node:crypto";
import { type BotInfo, encodeId, type Lang } from "@baton/protocol";
import OpenAI, { APIError } from "openai";
import type { ChatCompletionCreateParamsStreaming } from "openai/resources/chat/completions";
import { type Bot, BotError, type BotOutcome, type BotRequest } from "../../ports/bot.ts";
import type { Knowledge } from "../../ports/knowledge.ts";
import type { Log } from "../../ports/log.ts";
import { isFiltered, toBotError } from "./errors.ts";
import { createLimitedFetch, type LimitedFetch, type Limits } from "./limited-fetch.ts";
import { PHRASES } from "./phrases.ts";
import { buildMessages, previousQuestion } from "./prompt.ts";
import { type ChunkReader, createChunkReader } from "./read-chunks.ts";
import { createReplyText } from "./reply-text.ts";
import { REQUEST_HUMAN, readReason, requestHumanTool } from "./request-human.ts";

export interface OpenaiBotOptions {
  /** Null for a server that asks for none. */
  readonly apiKey: string | null;
  /** Of any server that speaks chat completions, mostly ending in `/v1`; null for OpenAI's own. */
  readonly baseUrl: string | null;
  readonly model: string;
  /** What the operator wants the model to be told about its role; null for a default in the session's language. */
  readonly systemPrompt: string | null;
  readonly knowledge: Knowledge;
  /** Replaces parts of what the bot says about itself. */
  readonly info: Partial<Record<Lang, Partial<BotInfo>>>;
  /** Milliseconds. */
  readonly deadlineMs: number;
  /** Characters of the conversation that go along; 12,000 unless told. */
  readonly historyBudget?: number;
  readonly log: Pick<Log, "info" | "warn">;
}

const OPENAI = "https://api.openai.com/v1";
const MOST_ENTRIES = 4;
/** A reasoning model may send some megabytes of thoughts, in small events, before it answers. */
const LIMITS: Limits = { event: 1_048_576, stream: 16_777_216, refusal: 65_536 };
const WITHOUT_TOOLS_MS = 600_000;
/** The reply is whole; some servers then forget to end the answer. */
const GRACE_MS = 1_000;

/** A model behind any server that speaks OpenAI's chat completions, grounded on what the shop has written down. */
export function createOpenaiBot(options: OpenaiBotOptions): Bot {
  const { model, systemPrompt, knowledge, historyBudget = 12_000, log } = options;
  const { fetch, isDone } = createLimitedFetch(LIMITS);
  const client = createClient(options, fetch);
  /** Milliseconds since 1970. Some servers take tools only when started for it; they may be started anew. */
  let withoutToolsUntil = 0;
  /** Asked with tools and refused: asked again without. Only an answer then shows that it was because of them. */
  const refusedWithTools = new WeakSet<BotRequest>();

  async function* reply(request: BotRequest, signal: AbortSignal): ReturnType<Bot["reply"]> {
    const lingering = new AbortController();
    let graceTimer: NodeJS.Timeout | undefined;
    let answering = false;
    const isSecondTry = refusedWithTools.has(request);
    const withTools = !isSecondTry && Date.now() >= withoutToolsUntil;
    try {
      const { data, response } = await client.chat.completions
        .create(parametersFor(request, withTools), { signal: AbortSignal.any([signal, lingering.signal]) })
        .withResponse();
      answering = true;
      const chunks = createChunkReader();
      const text = createReplyText();
      let spoke = false;
      let events = 0;
      for await (const chunk of data) {
        events++;
        const shown = text.push(chunks.read(chunk));
        if (chunks.finish() !== null) graceTimer ??= setTimeout(() => lingering.abort(), GRACE_MS);
        if (shown === "") continue;
        spoke = true;
        yield shown;
      }
      if (chunks.finish() === null && !isDone(response)) throw cutShort(events);
      const rest = text.end();
      if (rest !== "") yield rest;
      if (isSecondTry) {
        withoutToolsUntil = Date.now() + WITHOUT_TOOLS_MS;
        log.warn({ event: "openai_without_tools", model });
      }
      return outcomeOf(chunks, spoke || rest.trim() !== "", request.lang);
    } catch (error) {
      if (signal.aborted) return ABORTED;
      if (error instanceof BotError) throw error;
      if (withTools && refusesTools(error)) {
        refusedWithTools.add(request);
        throw new BotError("declined", "the engine may take no tools", { retryAfterMs: 0 });
      }
      throw toBotError(error, answering, Date.now());
    } finally {
      clearTimeout(graceTimer);
    }
  }

  function parametersFor(request: BotRequest, withTools: boolean): ChatCompletionCreateParamsStreaming {
    const { questions, history, lang } = request;
    const query = { text: questions.join("\n"), previous: previousQuestion(history), lang };
    const entries = knowledge.find(query, MOST_ENTRIES);
    const messages = buildMessages(request, entries, { systemPrompt, historyBudget, canAskForPerson: withTools });
    return { model, messages, stream: true, ...(withTools ? { tools: [requestHumanTool(lang)] } : {}) };
  }

  function outcomeOf(chunks: ChunkReader, spoke: boolean, lang: Lang): BotOutcome {
    const finish = chunks.finish();
    if (finish !== null && FILTERED.has(finish)) return { kind: "failed", failure: "declined" };
    if (finish !== null && BROKEN.has(finish)) return { kind: "failed", failure: "unavailable" };
    const asked = chunks.calls().find(({ name }) => name === REQUEST_HUMAN);
    if (asked !== undefined) return { kind: "asks_for_person", reason: readReason(asked.arguments, lang) };
    // Not its name: a model may put a customer's words there.
    if (chunks.calls().length > 0) log.warn({ event: "openai_unknown_tool", model, calls: chunks.calls().length });
    if (spoke) return { kind: "answered" };
    return { kind: "failed", failure: chunks.refused() ? "declined" : "empty" };
  }

  return {
    name: "openai",
    deadlineMs: options.deadlineMs,
    info: (lang) => ({ ...PHRASES[lang].info, ...options.info[lang] }),
    // Chat completions keep no conversations: all that was said goes along each time.
    createConversation: async () => encodeId("conv", Date.now(), randomBytes(26), "guard"),
    reply,
  };
}

const ABORTED: BotOutcome = { kind: "failed", failure: "timed_out" };

/** As OpenAI and Azure, and as Zhipu call it. */
const FILTERED = new Set(["content_filter", "sensitive"]);
/** As DeepSeek and as Zhipu call it when they gave up in the middle. */
const BROKEN = new Set(["insufficient_system_resource", "network_error"]);

const cutShort = (events: number): BotError =>
  events === 0
    ? new BotError("crashed", "the engine's answer was no event stream")
    : new BotError("unavailable", "the reply ended in the middle");

/** vLLM without a tool parser, Ollama with a model that knows no tools: they answer 400 and name tools. */
const refusesTools = (error: unknown): boolean =>
  error instanceof APIError && error.status === 400 && !isFiltered(error) && /\btools?\b/i.test(error.message);

/**
 * Every setting that the SDK would else read from the environment is given here, and of the headers it makes none goes
 * out: what an operator can set stands in config.ts. The SDK neither retries nor logs: both is done around every bot.
 */
function createClient({ apiKey, baseUrl, deadlineMs }: OpenaiBotOptions, fetch: LimitedFetch["fetch"]): OpenAI {
  const headers = {
    accept: "application/json",
    "content-type": "application/json",
    ...(apiKey === null ? {} : { authorization: `Bearer ${apiKey}` }),
  };
  return new OpenAI({
    // It wants some.
    apiKey: apiKey ?? "none",
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    baseURL: baseUrl ?? OPENAI,
    maxRetries: 0,
    timeout: deadlineMs,
    logLevel: "off",
    fetch: (address, init) => fetch(address, { ...init, headers }),
  });
}
