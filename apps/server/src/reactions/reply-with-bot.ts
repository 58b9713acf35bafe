import type { BotFailureKind } from "@baton/protocol";
import type { App } from "../application/app.ts";
import { asSessionEvent, type Committed } from "../application/handle.ts";
import { HISTORY_LENGTH, MESSAGE_TYPES } from "../application/read-session.ts";
import { type SessionRef, sessionStream } from "../application/session-ref.ts";
import { circling } from "../domain/regulator/repeat/index.ts";
import type { TurnResult } from "../domain/session/commands.ts";
import type { TimedEvent, Turn } from "../domain/session/state.ts";
import { BotError, type BotRequest } from "../ports/bot.ts";
import { JournalUnavailable } from "../ports/journal.ts";

/** What reaches a customer, and the journal, of one reply: UTF-16 code units. */
const MAX_REPLY_LENGTH = 16_000;

/** The bot gets this much less than the turn has, so that its end is recorded before another instance steps in. */
const MARGIN_MS = 1_000;

const RETRY_RECORDING_MS = 500;

interface Running {
  turn: string;
  ref: SessionRef;
  abort: AbortController;
  done: Promise<void>;
}

export interface Replying {
  /** No turn is running: also none that began when another one ended, for what the customer wrote meanwhile. */
  settled(): Promise<void>;
  /** The reply in the making, if there is one here, is given up: nobody is there to read it. */
  customerLeft(ref: SessionRef): void;
  /** Every reply in the making is given up, and every one that would begin: its customer is told. */
  breakOff(): void;
  stop(): void;
}

/** Why a call to the engine is given up, where it is not the journal that says so. */
class BrokenOff extends Error {
  readonly by: Extract<TurnResult, { kind: "broken_off" }>["cause"];

  constructor(by: BrokenOff["by"]) {
    super(by);
    this.by = by;
  }
}

/**
 * Calls the bot for every turn that this process began. The turn is in the journal before the bot is called, so only
 * one instance calls; whether the reply may still be shown is decided when it is recorded.
 */
export function startReplyingWithBot(app: App): Replying {
  const running = new Map<string, Running>();
  let brokenOff = false;

  app.sessions.onCommitted((committed) => {
    const turn = turnBegunBy(committed);
    if (turn !== null) run(committed.ref, turn);
  });

  // The turn may be ended here or on another instance. The signal saves a model's time; the journal decides anyway.
  const unsubscribe = app.bus.subscribe((signal) => {
    if (signal.kind !== "committed") return;
    for (const event of signal.events) {
      if (event.type === "bot_turn_ended") running.get(String(event.data.turn))?.abort.abort();
    }
  });

  function run(ref: SessionRef, turn: Turn): void {
    const abort = new AbortController();
    if (brokenOff) abort.abort(new BrokenOff("server_stopped"));
    const done = replyOnce(app, ref, turn, abort.signal)
      .catch((error: unknown) => {
        app.log.error({ event: "bot_turn_lost", session_name: ref.name, tenant: ref.tenant, error: String(error) });
      })
      .finally(() => running.delete(turn.turn));
    running.set(turn.turn, { turn: turn.turn, ref, abort, done });
  }

  return {
    async settled() {
      while (running.size > 0) await Promise.all([...running.values()].map(({ done }) => done));
    },
    customerLeft(ref) {
      for (const one of running.values()) {
        if (one.ref.tenant === ref.tenant && one.ref.name === ref.name) one.abort.abort(new BrokenOff("customer_left"));
      }
    },
    breakOff() {
      brokenOff = true;
      for (const { abort } of running.values()) abort.abort(new BrokenOff("server_stopped"));
    },
    stop: unsubscribe,
  };
}

function turnBegunBy({ state, events }: Committed): Turn | null {
  if (state.status !== "bot_active" || state.turn === null) return null;
  const { turn } = state.turn;
  return events.some((event) => event.type === "bot_turn_started" && event.data.turn === turn) ? state.turn : null;
}

async function replyOnce(app: App, ref: SessionRef, turn: Turn, aborted: AbortSignal): Promise<void> {
  const budget = Math.max(1, turn.deadline - app.clock.now() - MARGIN_MS);
  const timeout = AbortSignal.timeout(budget);
  const reply = await askBot(app, ref, turn, AbortSignal.any([aborted, timeout])).catch((error: unknown) => {
    if (aborted.reason instanceof BrokenOff) {
      return { text: "", result: { kind: "broken_off", cause: aborted.reason.by } as const, talk: null };
    }
    app.log.warn({ event: "bot_failed", session_name: ref.name, tenant: ref.tenant, error: describe(error) });
    const failure = error instanceof BotError ? error.failure : "crashed";
    return { text: "", result: failed(timeout.aborted ? "timed_out" : failure), talk: null };
  });
  await recordReply(app, ref, turn, reply);
}

interface Spoken {
  text: string;
  result: TurnResult;
}

interface Reply extends Spoken {
  /** Before this reply; null when the bot was not asked. */
  talk: Talk | null;
}

/** What customer and bot said to each other since a person last served, oldest first. */
interface Talk {
  questions: readonly string[];
  replies: readonly string[];
}

/** How far back it is looked whether they go in circles. */
const MOST_TURNS_COMPARED = 20;

async function askBot(app: App, ref: SessionRef, turn: Turn, signal: AbortSignal): Promise<Reply> {
  const { request, talk } = await requestFor(app, ref, turn, signal);
  const reply = await letSpeak(app, ref, turn, request, signal);
  if (!hasLostConversation(reply)) return { ...reply, talk };
  const conversationId = await makeConversation(app, ref, request.conversationId, signal);
  return { ...(await letSpeak(app, ref, turn, { ...request, conversationId }, signal)), talk };
}

const hasLostConversation = ({ text, result }: Spoken): boolean =>
  text === "" && result.kind === "failed" && result.failure === "conversation_lost";

async function letSpeak(
  app: App,
  ref: SessionRef,
  turn: Turn,
  request: BotRequest,
  signal: AbortSignal,
): Promise<Spoken> {
  const pieces = app.bot.reply(request, signal);
  const stream = sessionStream(ref);
  let text = "";
  try {
    for (;;) {
      const next = await untilAborted(pieces.next(), signal);
      if (next.done) return { text: text.trim(), result: next.value };
      if (text.length + next.value.length > MAX_REPLY_LENGTH) return { text, result: failed("too_long") };
      if (next.value === "") continue;
      app.bus.publish({ kind: "piece", stream, replyId: turn.replyId, offset: text.length, text: next.value });
      text += next.value;
    }
  } finally {
    // A generator that hangs would keep `return` waiting too: it is told to stop, and not waited for.
    void pieces.return({ kind: "failed", failure: "crashed" }).catch(() => undefined);
  }
}

async function requestFor(
  app: App,
  ref: SessionRef,
  turn: Turn,
  signal: AbortSignal,
): Promise<{ request: BotRequest; talk: Talk }> {
  const state = await app.sessions.load(ref);
  if (state.status === "absent") throw new Error("the session is gone");
  const itsOwn = state.conversationEngine === app.bot.name ? state.conversationId : null;
  const conversationId = itsOwn ?? (await makeConversation(app, ref, state.conversationId, signal));
  const stored = await app.journal.read(sessionStream(ref), {
    afterSeq: state.conversationSeq,
    types: MESSAGE_TYPES,
    limit: HISTORY_LENGTH,
    newestFirst: true,
  });
  const events = stored.reverse().map((event) => ({ ...asSessionEvent(event), seq: event.seq }));
  const questions = events.flatMap((event) =>
    event.type === "customer_message" && event.seq > turn.afterSeq && event.seq <= turn.uptoSeq ? [event] : [],
  );
  const since = state.lastManualEndAt ?? 0;
  const recent = events.filter((event) => event.time > since);
  const asked = recent.filter((event) => event.type === "customer_message" && event.data.channel === "bot");
  const replied = recent.filter((event) => event.type === "bot_reply");
  const talk: Talk = { questions: newestTexts(asked), replies: newestTexts(replied) };
  const request: BotRequest = {
    sessionName: ref.name,
    conversationId,
    lang: state.lang,
    questions: questions.map((event) => event.personal?.content ?? ""),
    history: events.flatMap((event) => {
      if (event.type === "customer_message" && event.seq > turn.afterSeq) return [];
      const role = ROLES[event.type as (typeof MESSAGE_TYPES)[number]];
      const content = event.personal !== null && "content" in event.personal ? event.personal.content : "";
      return content === "" ? [] : [{ role, content }];
    }),
    parameters: questions.at(-1)?.personal?.parameters ?? {},
  };
  return { request, talk };
}

const newestTexts = (events: readonly TimedEvent[]): string[] =>
  events
    .slice(-MOST_TURNS_COMPARED)
    .map(({ personal }) => (personal !== null && "content" in personal ? personal.content : ""));

const ROLES = {
  customer_message: "user",
  bot_reply: "assistant",
  agent_message: "agent",
  system_message: "system",
} as const;

/** @param replaces the one that is another engine's, or lost; null when there is none */
async function makeConversation(
  app: App,
  ref: SessionRef,
  replaces: string | null,
  signal: AbortSignal,
): Promise<string> {
  const conversationId = await app.bot.createConversation(ref.name, signal);
  const handled = await app.sessions.handle(
    ref,
    {
      type: "change_conversation",
      conversationId,
      engine: app.bot.name,
      replaces,
      cause: "first",
      lang: "zh",
      operator: "bot",
    },
    { requestId: "bot" },
  );
  return handled.repeated === null && handled.state.status !== "absent"
    ? (handled.state.conversationId ?? conversationId)
    : conversationId;
}

/** The reply is made; it is not given up because the store is away for a moment. After the deadline it is too late. */
async function recordReply(app: App, ref: SessionRef, turn: Turn, { text, result, talk }: Reply): Promise<void> {
  const circles = talk === null || text === "" ? null : circling({ ...talk, replies: [...talk.replies, text] });
  for (;;) {
    try {
      await app.sessions.handle(
        ref,
        { type: "finish_turn", turn: turn.turn, text, result, circling: circles },
        { requestId: "bot" },
      );
      return;
    } catch (error) {
      if (!(error instanceof JournalUnavailable) || app.clock.now() > turn.deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, RETRY_RECORDING_MS));
    }
  }
}

function untilAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(new Error("the turn was ended"));
    if (signal.aborted) onAbort();
    signal.addEventListener("abort", onAbort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", onAbort));
  });
}

const failed = (failure: BotFailureKind): TurnResult => ({ kind: "failed", failure });

/** The class of an error, never its message: an engine may quote the customer in it. */
const describe = (error: unknown): string => (error instanceof Error ? error.name : typeof error);
