import type { BotFailureKind } from "@baton/protocol";
import { type Bot, BotError, type BotOutcome, type BotRequest } from "../../ports/bot.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Log } from "../../ports/log.ts";
import type { Metrics } from "../../ports/metrics.ts";
import type { Part } from "../../ports/part.ts";
import { asBotError } from "./bot-error.ts";
import { createBreaker, describeStreak, type Pass } from "./breaker.ts";
import { type Call, CallerLeft, openCall } from "./call.ts";
import { type Tries, withRetries } from "./retry.ts";
import { speak } from "./speak.ts";

export interface GuardOptions {
  /** Milliseconds to the first piece, all attempts together, and between any two; also for a new conversation. */
  firstPieceMs: number;
  /** After `failures` in a row the engine is left alone for `openMs` milliseconds. */
  breaker: { failures: number; openMs: number };
  clock: Clock;
  metrics: Metrics;
  log: Log;
  /** Between 0 and 1, for the pauses before another attempt. */
  random?: () => number;
}

export interface GuardedBot extends Bot {
  /** Down from the moment when the engine is left alone until a call has shown that it works. */
  readonly part: Part;
  /**
   * Whether a question may be given to it now: not while it is left alone or others probe it, nor, until it is known to
   * work, by a session that has just probed in vain.
   */
  accepts(sessionName?: string): boolean;
}

/** Failures that speak about the engine. One that answers too much, or nothing, is there. */
const COUNTED: ReadonlySet<BotFailureKind> = new Set(["unavailable", "timed_out", "refused", "crashed"]);

const LEFT_ALONE = "it is left alone for a while because it failed too often";

/**
 * What every engine needs, because every engine fails: docs/spec/bots.md. Each call ends in time, whatever the engine
 * does, and takes the engine's own call with it. `reply` does not throw.
 */
export function guardBot(bot: Bot, options: GuardOptions): GuardedBot {
  const { firstPieceMs, clock, metrics, log, random = Math.random } = options;
  const counters = {
    replies: metrics.counter("baton_bot_replies_total", "Replies that the bot was to give."),
    failed: metrics.counter("baton_bot_replies_failed_total", "Replies that failed, also by not asking the bot."),
    left: metrics.counter("baton_bot_replies_left_total", "Replies that were broken off because nobody wanted them."),
    retries: metrics.counter("baton_bot_retries_total", "Attempts after the first, of replies and conversations."),
  };
  const breaker = createBreaker({
    ...options.breaker,
    now: clock.now,
    onOpen: (streak) => log.warn({ event: "bot_left_alone", bot: bot.name, detail: describeStreak(streak) }),
    onClose: () => log.info({ event: "bot_works_again", bot: bot.name }),
  });
  metrics.gauge("baton_bot_up", "0 while the bot is left alone because it fails.", () =>
    breaker.failing() === null ? 1 : 0,
  );

  const triesOf = (call: Call, awaited: string): Tries => ({
    call,
    limitMs: firstPieceMs,
    awaited,
    random,
    onRetry: () => counters.retries.add(),
  });

  async function* reply(request: BotRequest, signal: AbortSignal): ReturnType<Bot["reply"]> {
    counters.replies.add();
    const pass = breaker.enter(request.sessionName);
    if (pass === null) {
      counters.failed.add();
      return { kind: "failed", failure: "unavailable" };
    }
    const call = openCall(signal, bot.deadlineMs);
    let concluded: BotOutcome | null = null;
    /** The first conclusion stands: what an engine says after it was cut off shows nothing. */
    const conclude = (end: BotOutcome | BotError) => (concluded ??= judge(pass, request.sessionName, end));
    // Also when nobody asks for the next piece any more: a probe without an end would keep everybody out.
    call.signal.addEventListener("abort", () => void conclude(call.signal.reason as BotError), { once: true });
    try {
      const outcome = yield* speak(bot, request, triesOf(call, "the first piece"), pass.speaks);
      call.end();
      return conclude(outcome);
    } catch (error) {
      return conclude(asBotError(error));
    } finally {
      call.cutOff();
    }
  }

  function judge(pass: Pass, sessionName: string, end: BotOutcome | BotError): BotOutcome {
    if (end instanceof CallerLeft) {
      counters.left.add();
      pass.end(null);
      return { kind: "failed", failure: end.failure };
    }
    const outcome: BotOutcome = end instanceof BotError ? { kind: "failed", failure: end.failure } : end;
    if (outcome.kind !== "failed") {
      pass.end("works");
      return outcome;
    }
    counters.failed.add();
    const { failure } = outcome;
    const error = end instanceof BotError ? end.message : "it said so";
    log.warn({ event: "bot_reply_failed", bot: bot.name, session_name: sessionName, failure, error });
    pass.end(COUNTED.has(failure) ? failure : null);
    return outcome;
  }

  async function createConversation(sessionName: string, signal: AbortSignal): Promise<string> {
    const pass = breaker.prepare(sessionName);
    if (pass === null) throw new BotError("unavailable", LEFT_ALONE);
    const call = openCall(signal, firstPieceMs);
    try {
      const id = await withRetries(triesOf(call, "the conversation"), async () =>
        asConversationId(await bot.createConversation(sessionName, call.signal)),
      );
      call.end();
      // An engine may make conversations and never answer: only a reply shows that it works.
      pass.end(null);
      return id;
    } catch (thrown) {
      const error = asBotError(thrown);
      const { failure, message } = error;
      if (!(error instanceof CallerLeft)) {
        log.warn({
          event: "bot_conversation_failed",
          bot: bot.name,
          session_name: sessionName,
          failure,
          error: message,
        });
      }
      pass.end(!(error instanceof CallerLeft) && COUNTED.has(failure) ? failure : null);
      throw error;
    } finally {
      call.cutOff();
    }
  }

  return {
    name: bot.name,
    deadlineMs: bot.deadlineMs,
    info: (lang) => bot.info(lang),
    createConversation,
    reply,
    accepts: breaker.accepts,
    part: {
      name: "bot",
      vital: false,
      async check() {
        const streak = breaker.failing();
        return streak === null ? { status: "up" } : { status: "down", detail: `${bot.name} ${describeStreak(streak)}` };
      },
    },
  };
}

function asConversationId(value: unknown): string {
  if (typeof value === "string" && value !== "") return value;
  throw new BotError("crashed", "the adapter made a conversation without an id");
}
