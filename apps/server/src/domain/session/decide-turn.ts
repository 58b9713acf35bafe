import type { SessionEvent } from "@baton/protocol";
import { announcesHandOver } from "../regulator/bot-failure/hand-over.ts";
import type { Finding } from "../regulator/finding.ts";
import { BOT_ERROR, judgeReply, regulateTurn } from "../regulator/regulate.ts";
import type { Verdict } from "../regulator/verdict.ts";
import type { CommandOf, Decision, Row } from "./cells.ts";
import type { Env, TurnResult } from "./commands.ts";
import { type BotActive, type Common, TURN_ATTEMPTS, type Turn } from "./state.ts";
import {
  accept,
  endTurn,
  escalatedByRule,
  nextTurn,
  opened,
  refusing,
  regulatorOf,
  ruleEffects,
  situationOf,
  startTurn,
  systemMessage,
  turnEnded,
  unchanged,
} from "./steps.ts";

/** The bot's side: how a turn ends, and which conversation of the bot engine it belongs to. */
export const turnCells: {
  finish_turn: Row<"finish_turn">;
  abandon_turn: Row<"abandon_turn">;
  change_conversation: Row<"change_conversation">;
} = {
  finish_turn: {
    absent: refusing("SESSION_NOT_FOUND"),
    bot_active: (state, command, env) =>
      state.turn !== null && state.turn.turn === command.turn
        ? accept(...finished(state, state.turn, command, env))
        : tooLate(state, command),
    pending_manual: (state, command) => tooLate(state, command),
    manual_live: (state, command) => tooLate(state, command),
    closed: (state, command) => tooLate(state, command),
  },
  abandon_turn: {
    absent: unchanged,
    bot_active: (state, command, env) =>
      state.turn !== null && state.turn.turn === command.turn
        ? accept(...turnLost(state, state.turn, "abandoned", env))
        : unchanged(),
    pending_manual: unchanged,
    manual_live: unchanged,
    closed: unchanged,
  },
  change_conversation: {
    absent: (_state, command) => accept(opened(command.lang), conversationChanged(command)),
    bot_active: (state, command) =>
      command.cause === "first"
        ? state.conversationId === command.replaces
          ? accept(conversationChanged(command))
          : unchanged()
        : accept(...endTurn(state, "conversation_changed"), conversationChanged(command)),
    pending_manual: changeWithoutBot,
    manual_live: changeWithoutBot,
    closed: changeWithoutBot,
  },
};

/** The first conversation is made for a turn; without the bot at work nobody needs it. */
function changeWithoutBot(_state: Common, command: CommandOf<"change_conversation">): Decision {
  return command.cause === "first" ? unchanged() : accept(conversationChanged(command));
}

const conversationChanged = (command: CommandOf<"change_conversation">): SessionEvent => ({
  type: "conversation_changed",
  data: {
    conversation_id: command.conversationId,
    engine: command.engine,
    cause: command.cause,
    operator: command.operator,
  },
  personal: null,
});

function finished(state: BotActive, turn: Turn, command: CommandOf<"finish_turn">, env: Env): SessionEvent[] {
  const { result, text, circling } = command;
  if (result.kind === "broken_off") {
    const told = systemMessage("bot_failed", state.lang, env);
    return [turnEnded(turn, result.cause), told, ...nextTurn(state, turn.uptoSeq, env)];
  }
  const reason = requestOfBot(result, text);
  if (result.kind === "failed" || (text === "" && reason === null)) {
    const failure = result.kind === "failed" ? result.failure : "empty";
    const ended = turnEnded(turn, "failed");
    return [{ ...ended, data: { ...ended.data, failure } }, ...afterFailure(state, turn, { circling }, env)];
  }
  const judged = judgeReply(text, env.settings.regulator);
  const answered = reason !== null || (result.kind === "answered" && !judged.failed);
  const spoken: SessionEvent[] =
    text === ""
      ? [turnEnded(turn, "escalated")]
      : [
          {
            type: "bot_reply",
            data: { turn: turn.turn, reply_id: turn.replyId, message_id: env.ids.message, answered },
            personal: { content: text },
          },
        ];
  if (reason !== null) {
    const finding: Finding = {
      rule: "bot_request",
      reason: "bot_request",
      severity: "medium",
      evidence: reason,
    };
    return [...spoken, ...escalatedByRule(finding, turn.uptoSeq, state.lang, env)];
  }
  const failures = answered ? 0 : state.failCount + 1;
  return [...spoken, ...regulated(state, turn, { failures, failure: judged.failure, circling }, [], env)];
}

/**
 * Why the bot wants a person here: it says so in its engine's way, or it tells the customer that one is being called, and
 * then one must be.
 */
function requestOfBot(result: TurnResult, text: string): string | null {
  if (result.kind === "asks_for_person") return result.reason;
  const words = result.kind === "answered" || result.kind === "unknown" ? announcesHandOver(text) : null;
  return words === null ? null : `“${words}”`;
}

/** One failure more, of a bot without words: a person, or a sentence that says so and the next question. */
function afterFailure(state: BotActive, turn: Turn, { circling }: { circling: Verdict | null }, env: Env) {
  if (!env.botAccepts) return escalatedByRule(BOT_ERROR, turn.uptoSeq, state.lang, env);
  const apology = [systemMessage("bot_failed", state.lang, env)];
  return regulated(state, turn, { failures: state.failCount + 1, failure: null, circling }, apology, env);
}

/** @param otherwise what the customer is told when no person is called */
function regulated(
  state: BotActive,
  turn: Turn,
  ended: Parameters<typeof regulateTurn>[0],
  otherwise: SessionEvent[],
  env: Env,
): SessionEvent[] {
  const { finding, effects } = regulateTurn(ended, situationOf(state, env), regulatorOf(env));
  return [
    ...ruleEffects(effects),
    ...(finding === null
      ? [...otherwise, ...nextTurn(state, turn.uptoSeq, env)]
      : escalatedByRule(finding, turn.uptoSeq, state.lang, env)),
  ];
}

/** Nobody will finish this turn. Its questions are tried again; then the customer is told. */
export function turnLost(state: BotActive, turn: Turn, cause: "timed_out" | "abandoned", env: Env): SessionEvent[] {
  const ended = turnEnded(turn, cause);
  if (turn.attempt < TURN_ATTEMPTS) {
    const questions = { afterSeq: turn.afterSeq, uptoSeq: state.lastCustomerSeq ?? turn.uptoSeq };
    return [ended, startTurn(questions, turn.attempt + 1, env)];
  }
  return [ended, ...afterFailure(state, turn, { circling: null }, env)];
}

/** The turn is not the current one: the reply is never shown. It is recorded once, if the turn is still remembered. */
function tooLate(state: Common, command: CommandOf<"finish_turn">): Decision {
  const ended = state.endedTurns.find((one) => one.turn === command.turn);
  if (ended === undefined) return unchanged();
  return accept({
    type: "bot_reply_discarded",
    data: { turn: ended.turn, reply_id: ended.replyId, cause: ended.cause },
    personal: { content: command.text },
  });
}
